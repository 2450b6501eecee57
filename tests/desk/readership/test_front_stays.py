"""Which story stood on which front, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from broadsheet.desk.models import FrontStay
from broadsheet.desk.readership.front_stays import FrontWatch
from broadsheet.press.models import Plate
from broadsheet.press.registry import chores
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import publish

pytestmark = pytest.mark.django_db


class Press:
    """Presses the front of Politics, as the press notes it, and lets the clock look."""

    def __init__(self, paper: TestPaper) -> None:
        self.paper = paper
        self.watch = FrontWatch()
        self.now = timezone.now()

    def slots(self, *slots: tuple[str, list[Story], int]) -> int:
        """Give the front these slots (kind, pinned stories, how many), press it and look."""
        section = self.paper.politics
        section.slots = [
            (kind, {"title": "", "pinned": pinned, "count": count}) for kind, pinned, count in slots
        ]
        section.save()
        return self.look()

    def look(self) -> int:
        self.now += timedelta(seconds=1)
        pressed = {"status": 200, "pressed_at": self.now}
        path = self.paper.politics.path_in_site
        Plate.objects.update_or_create(path=path, defaults=pressed)
        return self.watch.look()


@pytest.fixture
def press(paper: TestPaper) -> Press:
    return Press(paper)


def stays() -> list[tuple[int, str, bool, bool]]:
    found = FrontStay.objects.order_by("since", "pk")
    return [(one.story_id, one.slot, one.pinned, one.until is None) for one in found]


def test_what_an_editor_pins_and_what_the_rule_finds(paper: TestPaper, press: Press) -> None:
    old, new = publish(paper.politics), publish(paper.politics)
    assert press.slots(("lead", [old], 1), ("list", [], 3)) == 1
    assert stays() == [(old.pk, "lead", True, True), (new.pk, "list", False, True)]


def test_another_slot_is_another_stay(paper: TestPaper, press: Press) -> None:
    story = publish(paper.politics)
    press.slots(("lead", [], 1))
    press.look()
    assert stays() == [(story.pk, "lead", False, True)]
    press.slots(("list", [], 1))
    assert stays() == [(story.pk, "lead", False, False), (story.pk, "list", False, True)]
    lead, listed = FrontStay.objects.order_by("pk")
    assert lead.until == listed.since


def test_what_leaves_the_front_has_ended_its_stay(paper: TestPaper, press: Press) -> None:
    story = publish(paper.politics)
    press.slots(("list", [], 1))
    story.unpublish()
    press.look()
    assert stays() == [(story.pk, "list", False, False)]
    story.save_revision().publish()
    press.look()
    assert [open_ for *_rest, open_ in stays()] == [False, True]


def test_a_front_that_is_not_public_shows_nothing(paper: TestPaper, press: Press) -> None:
    publish(paper.politics)
    press.slots(("list", [], 1))
    paper.politics.unpublish()
    assert press.watch.look() == 0
    assert [open_ for *_rest, open_ in stays()] == [False]


def test_only_fronts_that_were_pressed_are_looked_at(paper: TestPaper, press: Press) -> None:
    publish(paper.politics)
    assert press.watch.look() == 0
    assert press.slots(("list", [], 1)) == 1
    assert press.watch.look() == 0
    assert press.look() == 1


def test_a_clock_that_begins_anew_notes_nothing_twice(paper: TestPaper, press: Press) -> None:
    publish(paper.politics)
    press.slots(("list", [], 1))
    before = stays()
    assert FrontWatch().look() == 1
    assert stays() == before


def test_the_clock_looks() -> None:
    assert "stays on fronts" in {chore.name for chore in chores() if chore.heavy}
