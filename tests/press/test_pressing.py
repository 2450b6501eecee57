"""What may be pressed, and what a page is told of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from errno import ENOSPC

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from broadsheet.plates import PlateTree
from broadsheet.plates.tags import Rank
from broadsheet.press.models import Change, Plate
from broadsheet.press.outdating import want_paths
from broadsheet.press.pressing import NotKept, PressError, press_page
from broadsheet.press.queue import work
from broadsheet.press.standing import failing, standing
from tests.conftest import TestPaper
from tests.factories import make_stories, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/search/", "/desk/", "/nowhere/", "/politics/2020/01/01/no/"])
def test_what_is_not_for_everybody_is_not_pressed(
    paper: TestPaper, tree: PlateTree, path: str
) -> None:
    press_page(path)
    assert list(tree.paths_on_disk()) == []
    assert not Plate.objects.exists()


def test_a_page_that_is_no_longer_there_loses_its_plate(paper: TestPaper, tree: PlateTree) -> None:
    make_stories(paper.politics, 31)
    press_page("/politics/page/2/")
    assert tree.body("/politics/page/2/")
    paper.politics.stories.first().delete()
    press_page("/politics/page/2/")
    assert tree.body("/politics/page/2/") is None
    assert not Plate.objects.filter(path="/politics/page/2/").exists()


def test_older_pages_of_a_list_bear_their_stories_loosely_and_grow_old(
    paper: TestPaper, tree: PlateTree
) -> None:
    make_stories(paper.politics, 40)
    press_page("/politics/page/2/")
    plate = Plate.objects.get()
    assert plate.true_until is not None
    assert not plate.tags.filter(firm=True, tag__startswith="story").exists()
    assert plate.tags.filter(firm=False, tag__startswith="story:").count() >= 10


def test_a_page_that_fails_leaves_everything_as_it_was(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(paper.politics)
    press_page("/politics/")
    before = tree.body("/politics/")

    def fail(*args: object) -> None:
        raise ZeroDivisionError("the slots are broken")

    monkeypatch.setattr("broadsheet.stories.views.fronts.fill_slots", fail)
    with pytest.raises(PressError, match="the slots are broken"):
        press_page("/politics/")
    assert tree.body("/politics/") == before


def test_a_page_that_fails_for_a_reader_is_known_and_left_alone_for_a_while(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def fail(*args: object) -> None:
        asked.append(1)
        raise ZeroDivisionError("the slots are broken")

    Plate.objects.all().delete()
    Change.objects.all().delete()
    now = timezone.now()
    with monkeypatch.context() as broken:
        broken.setattr("broadsheet.stories.views.fronts.fill_slots", fail)
        for tries in (1, 2):
            with time_machine.travel(now, tick=False):
                for _reader in range(3):
                    with pytest.raises(PressError):
                        press_page("/politics/")
                assert len(asked) == tries
                (known,) = failing()
                assert (known.path, known.tries) == ("/politics/", tries)
                assert known.reason == "ZeroDivisionError: the slots are broken"
                assert known.next_try == now + timedelta(seconds=2**tries)
                now = known.next_try
    with time_machine.travel(now - timedelta(seconds=1), tick=False):
        with pytest.raises(PressError, match="in a while"):
            press_page("/politics/")
        # By hand, and by a change that may be the cure, the pause is over.
        want_paths(["/politics/"], Rank.FRONT)
        work()
        assert failing() == []
        assert press_page("/politics/").status == 200


def test_what_readers_make_up_is_not_noted_without_end(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    Plate.objects.all().delete()
    monkeypatch.setattr("broadsheet.press.failures.MOST_UNPRESSED", 3)
    monkeypatch.setattr("broadsheet.press.pressing.render", _raising(ZeroDivisionError("no")))
    for number in range(5):
        with pytest.raises(ZeroDivisionError):
            press_page(f"/made-up/{number}/")
    assert standing().failing == 3


@pytest.mark.parametrize("seconds", [30, 90, 125, 150, 175, 200])
def test_a_change_that_was_there_before_the_page_is_not_missed_again(
    paper: TestPaper, tree: PlateTree, seconds: int
) -> None:
    publish(paper.politics)
    work()
    Change.objects.update(due_at=timezone.now() - timedelta(seconds=seconds))
    press_page("/politics/")
    assert Plate.objects.get(path="/politics/").wanted_at is None


def test_a_killed_story_keeps_saying_so(paper: TestPaper, tree: PlateTree) -> None:
    from broadsheet.desk.actions.kill_story import KillStory
    from broadsheet.desk.actions.lift_kill import LiftKill

    story = publish(paper.politics)
    work()
    KillStory(story, "Not so").execute()
    work()
    marker = tree.root / story.path.strip("/") / "index.html.410"
    assert marker.exists()
    assert b"withdrawn" in marker.read_bytes()
    story.refresh_from_db()
    LiftKill(story).execute()
    story.refresh_from_db()
    story.save_revision().publish()
    work()
    assert tree.body(story.path)
    assert not marker.exists()


def test_who_waited_for_a_page_takes_what_was_pressed(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(paper.politics)
    pressed = press_page("/politics/")
    monkeypatch.setattr(PlateTree, "lock", lambda *_args, **_more: nullcontext(True))
    monkeypatch.setattr("broadsheet.press.pressing.render", _never)
    assert press_page("/politics/").body == pressed.body


@pytest.mark.parametrize("untrue", [{"stale": True}, {"wish": 9, "wanted_at": timezone.now()}])
def test_who_waited_for_a_page_that_is_untrue_again_presses_it(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch, untrue: dict
) -> None:
    press_page("/politics/")
    Plate.objects.update(**untrue)
    publish(paper.politics, headline="The harbour is open again")
    monkeypatch.setattr(PlateTree, "lock", lambda *_args, **_more: nullcontext(True))
    assert b"The harbour is open again" in press_page("/politics/").body


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("broadsheet.plates.tree.PlateTree._write_new", OSError(ENOSPC, "No space left")),
        ("broadsheet.press.pressing._note", OperationalError("database or disk is full")),
        ("broadsheet.press.pressing._finish", OperationalError("database is locked")),
        ("broadsheet.plates.tree.PlateTree.lock", OSError(ENOSPC, "No space left")),
    ],
)
def test_a_page_that_can_t_be_kept_is_handed_over_and_counts_as_not_pressed(
    paper: TestPaper,
    tree: PlateTree,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    error: Exception,
) -> None:
    publish(paper.politics, headline="The harbour is open again")
    with monkeypatch.context() as full:
        full.setattr(where, _raising(error))
        with pytest.raises(NotKept, match=str(error.args[-1])) as caught:
            press_page("/politics/")
    assert caught.value.rendered.status == 200
    assert b"The harbour is open again" in caught.value.rendered.body
    plate = Plate.objects.filter(path="/politics/").first()
    assert plate is None or (plate.pressed_at is None and plate.wanted_at is not None)
    assert (tree.body("/politics/") is None) is ("_finish" not in where)
    press_page("/politics/")
    assert tree.body("/politics/") == caught.value.rendered.body
    assert Plate.objects.get(path="/politics/").wanted_at is None


def test_the_press_tries_again_what_could_not_be_kept(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_page("/politics/")
    before = tree.body("/politics/")
    publish(paper.politics)
    full = OSError(ENOSPC, "No space left")
    monkeypatch.setattr(PlateTree, "_write_new", _raising(full))
    work()
    plate = Plate.objects.get(path="/politics/")
    assert plate.tries >= 1
    assert plate.wanted_at is not None
    assert "No space left" in plate.error
    assert tree.body("/politics/") == before


def _raising(error: Exception) -> Callable[..., None]:
    def fail(*args: object, **more: object) -> None:
        raise error

    return fail


def _never(path: str) -> None:
    raise AssertionError(f"{path} was rendered twice")
