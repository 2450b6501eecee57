"""`broadsheet press`."""

from __future__ import annotations

import re
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from broadsheet.plates import PlateTree
from broadsheet.press import queue
from broadsheet.press.models import Plate
from broadsheet.press.queue import work
from broadsheet.press.registry import all_paths
from broadsheet.press.tree import plate_tree
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import publish
from tests.site.cli.conftest import Run, lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(paper: TestPaper) -> PlateTree:
    """A paper with a story, and its tree of plates."""
    publish(paper.politics)
    work()
    return plate_tree()


def test_addresses_are_pressed_now(run: Run, tree: PlateTree, settings: object) -> None:
    site = settings.BROADSHEET_SITE_URL  # type: ignore[attr-defined]
    tree.drop("/politics/")
    result = run("press", "/archive/", f"{site}/politics/", "--json")
    assert result.exit_code == 0
    first, second = lines(result)
    assert (first["path"], first["outcome"], first["status"]) == ("/archive/", "pressed", 200)
    assert second["path"] == "/politics/"
    assert tree.body("/politics/")


def test_an_address_without_a_page_is_told(run: Run, tree: PlateTree) -> None:
    result = run("press", "/nothing/", "/")
    assert result.exit_code == 1
    assert "/nothing/: absent: there is no such page" in result.stderr
    assert "/: 200 in" in result.stdout


def test_another_sites_address_is_refused(run: Run, paper: TestPaper) -> None:
    result = run("press", "https://elsewhere.example/")
    assert result.exit_code == 2
    assert "no address of this paper" in result.stderr


@pytest.mark.parametrize("options", [("--all", "--stale"), ("/", "--all"), ("--force",)])
def test_one_thing_at_a_time(run: Run, options: tuple[str, ...]) -> None:
    assert run("press", *options).exit_code == 2


def test_all_tells_the_rate_and_can_be_repeated(
    run: Run, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The package's own `press` is the command.
    module = sys.modules["broadsheet.site.cli.press"]
    monkeypatch.setattr(module, "TELL_EVERY_SECONDS", 0.0)
    *progress, last = lines(run("press", "--all", "--json"))
    assert progress
    assert not progress[0]["done"]
    assert {one["total"] for one in (*progress, last)} == {len(list(all_paths()))}
    lefts = [one["left"] for one in progress if one["left"] is not None]
    assert lefts[-1] <= max(lefts)
    assert (progress[0]["left"], progress[-1]["left"], last["left"]) == (None, 0, None)
    assert last["done"]
    assert last["pressed"] > 5
    assert last["rate"] > 0
    (again,) = lines(run("press", "--all", "--json"))[-1:]
    assert (again["pressed"], again["fresh"]) == (0, last["pressed"] + last["fresh"])
    assert "0 pages pressed" in run("press", "--all").stdout


def test_all_tells_people_how_far_it_is(
    run: Run, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["broadsheet.site.cli.press"], "TELL_EVERY_SECONDS", 0.0)
    total = len(list(all_paths()))
    story = Story.objects.get()
    story.save_revision().publish()
    first, begin, *progress, _last = run("press", "--all").stdout.splitlines()
    assert re.fullmatch(r"First what has changed: \d+ changes, \d+ pages wait …", first)
    assert begin.startswith(f"  0 of {total}: 0 pages pressed;")
    assert progress[-1].startswith(f"  {total} of {total}: ")
    assert progress[-1].endswith(", about 0:00:00 left")


def test_all_goes_on_past_a_failure_and_says_so(
    run: Run, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = queue.press_claimed

    def fail(plate: Plate, *, wait: bool) -> None:
        if plate.path == "/science/":
            raise OSError(28, "No space left on device")
        whole(plate, wait=wait)

    monkeypatch.setattr(queue, "press_claimed", fail)
    result = run("press", "--all", "--force")
    assert result.exit_code == 1
    assert "/science/: failed: [Errno 28] No space left on device" in result.stderr
    assert ", 1 failed" in result.stdout
    assert tree.body("/robots.txt")


def test_stale_presses_what_is_stale_only(run: Run, tree: PlateTree) -> None:
    list(lines(run("press", "--all", "--json")))
    Plate.objects.filter(path="/archive/").update(stale=True)
    tree.mark_stale("/archive/")
    assert lines(run("press", "--stale", "--json"))[-1]["pressed"] == 1
    assert not tree.is_stale("/archive/")


@pytest.mark.parametrize("option", ["--all", "--stale"])
def test_what_was_changed_while_nobody_pressed_is_pressed(
    run: Run, tree: PlateTree, option: str
) -> None:
    run("press", "--all")
    story = Story.objects.get()
    story.headline = "The ferry has sailed"
    story.save_revision().publish()
    assert run("press", option).exit_code == 0
    for path in ("/", "/politics/", story.path):
        assert b"The ferry has sailed" in (tree.body(path) or b""), path
    assert not tree.is_stale("/archive/")


def test_how_it_stands(run: Run, tree: PlateTree) -> None:
    result = run("press", "--json")
    assert result.exit_code == 0
    (told,) = lines(result)
    assert told["plates"] > 0
    assert told["listens"] is False
    assert (told["failing"], told["changes"], told["oldest"]) == (0, 0, None)
    assert "No press listens here. `broadsheet serve`" in run("press").stdout


def test_what_fails_is_told_with_its_next_try(run: Run, tree: PlateTree) -> None:
    soon = timezone.now() + timedelta(minutes=5)
    Plate.objects.create(path="/bad/", tries=4, error="Trace\nValueError: x", wanted_at=soon)
    result = run("press")
    assert result.exit_code == 1
    assert f"  /bad/: ValueError: x (4 tries, next {soon:%Y-%m-%d %H:%M:%S} UTC)" in result.stderr
