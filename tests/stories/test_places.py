"""Places: where they may stand."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from broadsheet.stories.addresses import RESERVED
from broadsheet.stories.models import Special
from tests.conftest import TestPaper
from tests.factories import make_special


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_no_place_stands_where_the_paper_needs_the_address(paper: TestPaper, slug: str) -> None:
    with pytest.raises(ValidationError, match="own addresses"):
        make_special(paper.edition, "A special", slug=slug)
    assert not Special.objects.exists()


def test_a_place_takes_its_edition_from_the_front_above(paper: TestPaper) -> None:
    special = make_special(paper.edition, "The Long Tide")
    assert special.edition == paper.edition
    assert special.path_in_site == special.url == "/the-long-tide/"
