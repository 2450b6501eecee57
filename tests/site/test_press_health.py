"""What `broadsheet check` says of the press."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from pytest_django import Settings

from broadsheet.plates.waking import TURN, Bell, note_turn
from broadsheet.press.models import Change, Plate
from broadsheet.press.pressing import CLAIM
from broadsheet.press.standing import standing
from broadsheet.press.tree import plate_tree
from broadsheet.site.health import Finding
from broadsheet.site.press_health import press_findings
from tests.conftest import TestPaper
from tests.press.conftest import settle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bell(paper: TestPaper) -> Iterator[Bell]:
    """A press that listens and has nothing to do."""
    settle()
    one = Bell(plate_tree().root)
    yield one
    one.close()


def found() -> dict[str, Finding]:
    return {one.name: one for one in press_findings()}


def test_all_is_well() -> None:
    assert {one.state for one in press_findings()} == {"ok"}


def test_a_failing_page_is_named_with_its_error_and_next_try() -> None:
    soon = timezone.now() + timedelta(minutes=5)
    Plate.objects.create(path="/bad/", tries=4, error="Trace\nValueError: x", wanted_at=soon)
    finding = found()["press"]
    assert finding.state == "warn"
    assert f"/bad/ could not be pressed (4 tries, next {soon:%H:%M:%S} UTC): ValueError: x" in (
        finding.message
    )
    assert "broadsheet press /bad/" in finding.advice


def test_a_change_that_waits_asks_for_the_clock() -> None:
    Change.objects.create(tags=["x"], due_at=timezone.now() - timedelta(seconds=60))
    finding = found()["press queue"]
    assert finding.state == "warn"
    assert "waited for 60 seconds" in finding.message
    assert "`broadsheet clock`" in finding.advice


def test_nobody_listens(bell: Bell) -> None:
    bell.close()
    finding = found()["press listener"]
    bell.__init__(plate_tree().root)  # type: ignore[misc]
    assert (finding.state, "listens" in finding.message) == ("warn", True)


def test_a_press_that_hangs_does_not_listen(bell: Bell) -> None:
    note_turn(plate_tree().root)
    assert found()["press listener"].state == "ok"
    long_ago = time.time() - 100
    os.utime(plate_tree().root / TURN, (long_ago, long_ago))
    finding = found()["press listener"]
    assert finding.state == "warn"
    assert "has not moved for 100 seconds" in finding.message
    assert not standing().listens
    # One that has much to do is long at one turn, and claims one page after the other.
    Plate.objects.create(path="/large/", wanted_at=timezone.now() + CLAIM)
    assert found()["press listener"].state == "ok"


def test_a_disk_with_room_but_no_files_left(monkeypatch: pytest.MonkeyPatch) -> None:
    room = SimpleNamespace(f_bavail=10_000_000, f_frsize=4096, f_files=1_000_000, f_favail=10)
    monkeypatch.setattr(os, "statvfs", lambda _: room)
    assert found()["plates"].state == "warn"
    room.f_files = room.f_favail = 0
    assert found()["plates"].state == "ok"
    room.f_bavail = 10
    assert found()["plates"].state == "warn"


def test_a_cdn_that_cannot_be_told_is_named(settings: Settings) -> None:
    options = {"BACKEND": "wagtail.contrib.frontend_cache.backends.CloudflareBackend"}
    settings.WAGTAILFRONTENDCACHE = {"cloudflare 1": options}
    finding = found()["purging"]
    assert finding.state == "warn"
    assert "cloudflare 1 can't be told what has changed: KeyError" in finding.message
    assert "behind-a-cdn" in finding.advice
