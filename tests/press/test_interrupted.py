"""A press that dies, or is overtaken, leaves nothing that another one doesn't put right."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone

from broadsheet.plates import PlateTree
from broadsheet.plates.rounds import one_round
from broadsheet.press import pressing
from broadsheet.press.changes import note_change
from broadsheet.press.claiming import claim_change
from broadsheet.press.models import Change, Plate
from broadsheet.press.outdating import want_paths
from broadsheet.press.pressing import CLAIM, press_page
from broadsheet.press.queue import next_moment, press_wanted, work
from broadsheet.press.running import want
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import publish
from tests.press.conftest import settle

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for `kill -9`."""


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: object) -> None:
    """Let `happens` happen once, when a page has been rendered and isn't pressed yet."""
    render = pressing.render

    def render_and_more(path: str) -> pressing.Rendered:
        done = render(path)
        monkeypatch.setattr(pressing, "render", render)
        happens()  # type: ignore[operator]
        return done

    monkeypatch.setattr(pressing, "render", render_and_more)


def taken_in_elsewhere(story: Story, headline: str) -> None:
    """`story` is changed, and a press in another process has taken that in."""
    Story.objects.filter(pk=story.pk).update(headline=headline)
    note_change([f"story:{story.pk}"])
    Change.objects.filter(done_at=None).update(taken_at=timezone.now(), done_at=timezone.now())


def test_a_round_ends_when_what_it_remembers_is_outdated(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another press takes the change in: this one must neither miss it nor turn in a circle."""
    story = publish(paper.politics)
    settle()
    press_page("/politics/")
    Plate.objects.filter(path="/politics/").update(wanted_at=timezone.now())
    meanwhile(monkeypatch, lambda: taken_in_elsewhere(story, "Changed meanwhile"))
    assert press_wanted(limit=9) == 2
    assert b"Changed meanwhile" in (tree.body("/politics/") or b"")


def test_a_change_that_came_due_while_the_page_rendered_is_noticed(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = (timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    story = publish(paper.politics, embargo_until=end)
    settle()
    with time_machine.travel(end - timedelta(milliseconds=10), tick=False) as clock:

        def embargo_ends() -> None:
            clock.move_to(end + timedelta(milliseconds=10))
            work()

        meanwhile(monkeypatch, embargo_ends)
        press_page("/politics/")
        assert story.headline.encode() not in (tree.body("/politics/") or b"")
        settle()
        assert story.headline.encode() in (tree.body("/politics/") or b"")


@pytest.mark.parametrize("dies_in", ["_put_in_place", "_finish"])
def test_a_press_that_dies_beside_a_change_leaves_its_page_to_another(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch, dies_in: str
) -> None:
    """The page had no tags when the change was taken in, and its press never looked for it."""
    story = publish(paper.politics)
    settle()
    Plate.objects.all().delete()
    meanwhile(monkeypatch, lambda: taken_in_elsewhere(story, "Changed meanwhile"))

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(pressing, dies_in, die)
        with pytest.raises(Killed):
            press_page("/politics/")
    with time_machine.travel(timezone.now() + CLAIM + timedelta(seconds=1)):
        settle()
    assert b"Changed meanwhile" in (tree.body("/politics/") or b"")


def test_a_missing_page_that_is_wished_for_meanwhile_is_pressed(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = publish(paper.politics)
    settle()
    Story.objects.filter(pk=story.pk).update(live=False)

    def comes_back() -> None:
        Story.objects.filter(pk=story.pk).update(live=True)
        note_change([], [story.path])
        change = Change.objects.order_by("-pk")[0]
        want_paths(change.paths, pressing.Rank.STORY)
        Change.objects.filter(pk=change.pk).update(done_at=timezone.now())

    meanwhile(monkeypatch, comes_back)
    press_page(story.path)
    settle()
    assert tree.body(story.path) is not None


def test_a_page_that_may_not_be_kept_any_more_loses_its_plate(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_page("/politics/")
    Plate.objects.update(wanted_at=timezone.now())

    def elsewhere(path: str) -> pressing.Rendered:
        moved = HttpResponse(status=302, headers={"Location": "/"})
        nothing = pressing.render("/nothing/").dependencies
        return pressing.Rendered(path, 302, list(moved.items()), b"", nothing)

    real = pressing.render
    monkeypatch.setattr(
        pressing, "render", lambda path: real(path) if path == "/nothing/" else elsewhere(path)
    )
    press_wanted()
    assert tree.body("/politics/") is None
    assert Plate.objects.get(path="/politics/").wanted_at is None


def test_a_mark_that_came_too_late_is_taken_off_by_the_next_read(
    paper: TestPaper, tree: PlateTree
) -> None:
    press_page("/politics/")
    tree.mark_stale("/politics/")
    want("/politics/")
    assert press_wanted() == 1
    assert not tree.is_stale("/politics/")
    want("/politics/")
    assert press_wanted() == 0


def test_nobody_spins_while_another_press_takes_a_change_in(paper: TestPaper) -> None:
    settle()
    publish(paper.politics)
    with one_round():
        change = claim_change()
    assert change is not None
    while claim_change() is not None:
        pass
    Plate.objects.update(wanted_at=None)
    moment = next_moment()
    assert moment is not None
    assert moment > timezone.now() + CLAIM / 2


def test_a_press_that_is_to_end_leaves_the_rest_of_the_queue(
    paper: TestPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    stopped = threading.Event()
    for _number in range(3):
        note_change(["story:1"], paths=["/politics/"])
    meanwhile(monkeypatch, stopped.set)
    assert work(stopped) == 1
    assert Change.objects.filter(done_at=None).count() == 2
    assert work() >= 2
    assert not Change.objects.filter(done_at=None).exists()
