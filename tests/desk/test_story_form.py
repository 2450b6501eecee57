"""What the editor's form makes of what was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from broadsheet.desk.story_editor.topics_field import TopicsField
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.desk.test_story_editor import form_data
from tests.factories import TopicFactory

AtDesk = Callable[[User], Client]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Night ferry", ["Night ferry"]),
        ("Night ferry, Tides", ["Night ferry", "Tides"]),
        ("Night ferry,Tides,  Tides,", ["Night ferry", "Tides"]),
        ('"Ferries, night", Tides', ["Ferries, night", "Tides"]),
        ("", []),
    ],
)
def test_topics_are_parted_by_commas_alone(typed: str, names: list[str]) -> None:
    assert TopicsField(required=False).clean(typed) == names


def test_what_is_shown_comes_back_as_it_was(paper: TestPaper) -> None:
    field = TopicsField(required=False)
    topics = [TopicFactory(edition=paper.edition, name=one) for one in ("Night ferry", "A, B", "C")]
    shown = field.prepare_value(topics)
    assert shown == 'Night ferry, "A, B", C'
    assert not field.has_changed(topics, shown)
    assert field.has_changed(topics, "Night ferry")


def test_a_headline_is_one_line(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    data = form_data(paper.politics, headline="The tide table\r\nwas  right")
    at_desk(people.reporter).post("/desk/stories/add/", data)
    assert Story.objects.get().headline == "The tide table was right"
