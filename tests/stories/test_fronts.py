"""Fronts: pinned first, each story once, nothing that is not public."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from broadsheet.stories.fronts import FilledSlot, fill_slots
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import PictureFactory, make_special, make_stories, publish


def slot(slot_type: str, count: int = 3, pinned: list[Story] | None = None, **rule: Any) -> dict:
    value = {"title": "", "count": count, "pinned": [story.pk for story in pinned or []], **rule}
    return {"type": slot_type, "value": value}


def filled(paper: TestPaper, *slots: dict) -> list[FilledSlot]:
    home = paper.edition.home
    home.slots = home.slots.stream_block.to_python(list(slots))
    return fill_slots(home, paper.edition)


def test_pinned_in_the_editors_order_then_newest(paper: TestPaper) -> None:
    stories = make_stories(paper.politics, 6)
    (lead,) = filled(paper, slot("lead", 4, [stories[5], stories[3]]))
    assert [story.pk for story in lead.stories] == [stories[number].pk for number in (5, 3, 0, 1)]


def test_a_story_stands_once(paper: TestPaper) -> None:
    stories = make_stories(paper.politics, 8)
    slots = filled(
        paper, slot("lead", 3), slot("list", 3), slot("list", 9), slot("list", 2, [stories[0]])
    )
    shown = [story.pk for one in slots for story in one.stories]
    assert len(shown) == len(set(shown)) == 8
    assert slots[-1].stories[0].pk == stories[0].pk


@pytest.mark.parametrize(
    "change",
    [
        {"live": False},
        {"killed_at": timezone.now()},
        {"embargo_until": timezone.now() + timedelta(days=1)},
        {"rights_expire_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_a_slot_never_shows_what_is_not_public(paper: TestPaper, change: dict) -> None:
    hidden, shown = make_stories(paper.politics, 2)
    Story.objects.filter(pk=hidden.pk).update(**change)
    (lead,) = filled(paper, slot("lead", 2, [hidden]))
    assert [story.pk for story in lead.stories] == [shown.pk]


def test_rules(paper: TestPaper) -> None:
    politics = make_stories(paper.politics, 2, urgency=2)
    science = make_stories(paper.science, 2, kind="gallery")
    special = make_special(paper.edition)
    in_special = publish(paper.politics, specials=[special], urgency=5)
    one, two, three = filled(
        paper,
        slot("list", 9, special=special.pk),
        slot("list", 9, section=paper.science.pk),
        slot("list", 9, max_urgency=2),
        slot("list", 1, kind="text"),
    )
    assert [story.pk for story in one.stories] == [in_special.pk]
    assert {story.pk for story in two.stories} == {story.pk for story in science}
    assert {story.pk for story in three.stories} == {story.pk for story in politics}


def test_photo_band_takes_photo_stories_and_leads_to_more(paper: TestPaper) -> None:
    make_stories(paper.politics, 2)
    gallery = make_stories(paper.science, 1, kind="gallery")[0]
    (photo,) = filled(paper, slot("photo", 4))
    assert [story.pk for story in photo.stories] == [gallery.pk]
    assert photo.more_url == "/more/photo/"


def test_further_section_counts(paper: TestPaper) -> None:
    story = publish(paper.politics, further_sections=[paper.science])
    (one,) = filled(paper, slot("list", 9, section=paper.science.pk))
    assert [found.pk for found in one.stories] == [story.pk]


def test_front_reads_a_bounded_number_of_rows(
    paper: TestPaper, django_assert_max_num_queries: Any
) -> None:
    make_stories(paper.politics, 60)
    make_stories(paper.science, 60)
    home = paper.edition.home
    with django_assert_max_num_queries(30):
        fill_slots(home, paper.edition)


def test_a_strip_fills_itself_with_pictured_stories(paper: TestPaper) -> None:
    plain = publish(paper.politics)
    pictured = publish(paper.politics, lead_picture=PictureFactory())
    (strip,) = filled(paper, slot("strip", 4))
    assert [story.pk for story in strip.stories] == [pictured.pk]
    (strip,) = filled(paper, slot("strip", 4, [plain]))
    assert [story.pk for story in strip.stories] == [plain.pk, pictured.pk]


def test_a_special_keeps_its_stories_from_the_slots_above_it(paper: TestPaper) -> None:
    special = make_special(paper.edition)
    ours = [publish(paper.politics, specials=[special]) for _ in range(5)]
    others = make_stories(paper.science, 4)
    lead, strip, banner = filled(
        paper,
        slot("lead", 2),
        slot("list", 4),
        {"type": "special", "value": {"special": special.pk, "count": 3}},
    )
    newest = [story.pk for story in reversed(ours)]
    assert [story.pk for story in lead.stories] == newest[:2]
    assert [story.pk for story in banner.stories] == newest[2:]
    assert {story.pk for story in strip.stories} == {story.pk for story in others}
