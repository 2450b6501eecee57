"""Places that somebody named in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from broadsheet.desk.placement import NoSuchPlace, Placement, placement
from broadsheet.stories.models import Special
from tests.conftest import TestPaper
from tests.factories import found_test_edition, make_section, make_special

pytestmark = pytest.mark.django_db


def find(section: str, **fields: Any) -> Placement:
    defaults = {"special": None, "editor": "", "publish": False, "edition_code": None}
    return placement(section=section, **{**defaults, **fields})


@pytest.mark.parametrize("name", ["Politics", "politics", "POLITICS", " politics "])
def test_section_by_name_or_slug(paper: TestPaper, name: str) -> None:
    assert find(name).section == paper.politics


def test_default_edition_goes_first_and_another_can_be_named(paper: TestPaper) -> None:
    chinese = found_test_edition(code="zh", language="zh-Hans", is_default=False)
    there = make_section(chinese, "Politics")
    only_there = make_section(chinese, "要闻")
    assert find("politics").section == paper.politics
    assert find("politics", edition_code="zh").section == there
    assert find("要闻").section == only_there


def test_unknown_section_names_those_there_are(paper: TestPaper) -> None:
    with pytest.raises(NoSuchPlace, match=r"no section “Sport”. Sections: Politics, Science\."):
        find("Sport")


def test_unknown_edition_names_those_there_are(paper: TestPaper) -> None:
    with pytest.raises(NoSuchPlace, match=r"no edition “fr”. Editions: en\."):
        find("Politics", edition_code="fr")


def test_without_any_paper_it_says_so(db: None) -> None:
    with pytest.raises(NoSuchPlace, match="none yet"):
        find("Politics")


def test_naming_a_special_opens_none_yet(paper: TestPaper) -> None:
    where = find("Politics", special="The Long Tide")
    assert not Special.objects.exists()
    opened = where.special_front()
    assert (opened.title, opened.slug, opened.live) == ("The Long Tide", "the-long-tide", True)
    assert where.special_front() == opened


def test_special_is_found_by_slug_in_its_own_edition(paper: TestPaper) -> None:
    special = make_special(paper.edition)
    assert find("Politics", special="the-long-TIDE").special_front() == special
    chinese = found_test_edition(code="zh", language="zh-Hans", is_default=False)
    make_section(chinese, "要闻")
    assert find("要闻", special="The Long Tide").special_front() != special


def test_a_special_with_the_address_of_a_section_is_refused(paper: TestPaper) -> None:
    with pytest.raises(ValidationError, match="politics"):
        find("Science", special="Politics").special_front()


def test_no_special_is_none(paper: TestPaper) -> None:
    assert find("Politics").special_front() is None
