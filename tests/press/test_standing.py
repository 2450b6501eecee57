"""How the press stands, as the desk and `broadsheet check` are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from broadsheet.plates import PlateTree
from broadsheet.plates.waking import Bell
from broadsheet.press import queue
from broadsheet.press.changes import note_change
from broadsheet.press.models import Change, Plate
from broadsheet.press.pressing import press_page
from broadsheet.press.standing import failing, listens, oldest_waiting, standing, waits_too_long
from tests.conftest import TestPaper
from tests.press.conftest import settle

pytestmark = pytest.mark.django_db


def test_at_rest(paper: TestPaper, tree: PlateTree) -> None:
    settle()
    press_page("/")
    now = standing()
    # The front, and the two sections, which are pressed when they are opened.
    assert (now.plates, now.stale, now.wanted, now.changes, now.failing) == (3, 0, 0, 0, 0)
    assert now.oldest is None
    assert waits_too_long() is None


def test_what_waits_and_since_when(paper: TestPaper) -> None:
    settle()
    began = timezone.now()
    with time_machine.travel(began, tick=False):
        note_change(["story:1"])
        note_change(["story:2"], due_at=began + timedelta(hours=1))
    with time_machine.travel(began + timedelta(seconds=9), tick=False):
        assert waits_too_long() is None
        assert standing().changes == 1
    with time_machine.travel(began + timedelta(seconds=40), tick=False):
        assert waits_too_long() == timedelta(seconds=40)
        assert oldest_waiting() == began


def test_a_page_waits_as_well_but_not_one_that_fails(paper: TestPaper) -> None:
    settle()
    Change.objects.all().delete()
    long_ago = timezone.now() - timedelta(minutes=1)
    Plate.objects.create(path="/a/", wanted_at=long_ago, tries=3, error="broken")
    assert oldest_waiting() is None
    Plate.objects.create(path="/b/", wanted_at=long_ago)
    assert oldest_waiting() == long_ago


def test_a_press_that_is_at_work_gets_to_what_waits(paper: TestPaper) -> None:
    settle()
    Change.objects.all().delete()
    began = timezone.now()
    Plate.objects.create(path="/a/", wanted_at=began)
    Plate.objects.create(path="/b/", wanted_at=began)
    with time_machine.travel(began + timedelta(minutes=3), tick=False):
        assert waits_too_long() == timedelta(minutes=3)
        queue._claim_page()
        assert waits_too_long() is None
    with time_machine.travel(began + timedelta(minutes=3, seconds=15), tick=False):
        assert waits_too_long() is not None


def test_what_fails_and_why(paper: TestPaper) -> None:
    soon = timezone.now() + timedelta(seconds=8)
    error = "Traceback:\n  File x\nValueError: no such colour\n"
    Plate.objects.create(path="/b/", tries=3, error=error, wanted_at=soon)
    Plate.objects.create(path="/a/", tries=1, error="", wanted_at=soon)
    Plate.objects.create(path="/well/")
    first, second = failing()
    assert (first.path, first.reason) == ("/a/", "")
    assert (second.path, second.reason) == ("/b/", "ValueError: no such colour")
    assert (second.tries, second.next_try) == (3, soon)
    assert [one.path for one in failing(limit=1)] == ["/a/"]
    assert standing().failing == 2


def test_whether_anybody_listens(tree: PlateTree) -> None:
    assert not listens()
    bell = Bell(tree.root)
    assert listens()
    bell.close()
    assert not listens()
