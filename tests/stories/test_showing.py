"""Each noun that Wagtail asks to show itself has its view."""

from __future__ import annotations

import pytest

from broadsheet.stories.models import HomeFront, InformationPage, Section, Source, Special, Story
from broadsheet.stories.showing import view_of
from broadsheet.stories.views.fronts import front
from broadsheet.stories.views.information import information
from broadsheet.stories.views.story import preview

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "view"),
    [
        (HomeFront, front),
        (Section, front),
        (Special, front),
        (InformationPage, information),
        (Story, preview),
    ],
)
def test_views_of_the_nouns(model: type, view: object) -> None:
    assert view_of(model()) is view


def test_a_noun_without_a_view_says_so() -> None:
    with pytest.raises(LookupError, match="no view shows Source"):
        view_of(Source())
