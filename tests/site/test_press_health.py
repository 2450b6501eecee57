"""What `broadsheet check` says of the press."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from pytest_django import Settings

from broadsheet.plates.waking import Bell
from broadsheet.press.models import Change, Plate
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
