"""A change that very many pages are concerned by is taken in by and by, and holds nobody up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.plates import PlateTree
from broadsheet.plates.tags import Rank
from broadsheet.press import outdating, queue
from broadsheet.press.changes import note_change, note_everything
from broadsheet.press.claiming import claim_change, get_on
from broadsheet.press.models import Change, Plate, PlateTag
from broadsheet.press.outdating import BATCH, REACH
from broadsheet.press.pressing import CLAIM, press_page
from broadsheet.press.queue import work
from broadsheet.press.standing import waits_too_long
from tests.conftest import TestPaper
from tests.factories import publish
from tests.press.conftest import settle
from tests.press.test_interrupted import Killed

pytestmark = pytest.mark.django_db

MANY = 3 * BATCH + 20
TAG = "source:7"


@pytest.fixture
def many(paper: TestPaper) -> None:
    """Old pages that bear a tag, one of them loosely, after those of the paper."""
    publish(paper.politics)
    settle()
    press_page("/")
    old = [Plate(path=f"/old/{number}/", rank=Rank.STORY) for number in range(MANY)]
    Plate.objects.bulk_create(old)
    pages = list(Plate.objects.filter(path__startswith="/old/"))
    PlateTag.objects.bulk_create(PlateTag(plate=page, tag=TAG) for page in pages)


def stale() -> int:
    """How many of the old pages are marked."""
    return Plate.objects.filter(path__startswith="/old/", stale=True).count()


def after_batch(
    monkeypatch: pytest.MonkeyPatch, number: int, happens: Callable[[], object]
) -> list[int]:
    """Let `happens` happen before the batch after the `number`th; how long each batch is."""
    lengths: list[int] = []
    outdate = outdating._outdate

    def outdate_and_more(rows: list[tuple[int, str]], *, drop: bool) -> None:
        if any(path.startswith("/old/") for _pk, path in rows):
            if len(lengths) == number:
                lengths.append(0)
                happens()
            lengths.append(len(rows))
        outdate(rows, drop=drop)

    monkeypatch.setattr(outdating, "_outdate", outdate_and_more)
    return lengths


def test_a_kill_and_a_publication_are_taken_in_before_the_rest_of_a_new_build(
    paper: TestPaper, tree: PlateTree, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    doomed = publish(paper.politics, headline="Wrong from end to end")
    settle()
    assert b"Wrong from end to end" in (tree.body("/") or b"")
    waiting: list[int] = []
    marked: list[int] = []
    fronts: list[bytes] = []
    outdate_some = queue.outdate_some

    def look(change: Change, own: list[int]) -> int | None:
        if change.everything:
            waiting.append(Change.objects.filter(everything=False, done_at=None).count())
            marked.append(stale())
            fronts.append(tree.body("/") or b"")
            if len(marked) == 1:
                publish(paper.politics, headline="Just in")
                KillStory(doomed, "Wrong").execute()
        return outdate_some(change, own)

    monkeypatch.setattr(queue, "outdate_some", look)
    note_everything()
    assert work() >= 3
    assert waiting == [0] * len(waiting)
    assert b"Just in" in fronts[1]
    assert b"Wrong from" not in fronts[1]
    assert marked[0] == 0
    assert 0 < marked[1] <= BATCH
    assert stale() == MANY
    assert not Change.objects.filter(done_at=None).exists()


def test_every_page_of_a_large_change_is_marked_once(
    many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    PlateTag.objects.filter(plate__path="/old/5/").update(firm=False)
    lengths = after_batch(monkeypatch, -1, lambda: None)
    note_change([TAG])
    assert work() == 1
    assert lengths == [BATCH, BATCH, BATCH, 19]
    assert stale() == MANY - 1
    assert set(Plate.objects.filter(path__startswith="/old/").values_list("wish", flat=True)) == {
        0,
        1,
    }


def test_pages_with_far_numbers_are_found(many: None) -> None:
    last = Plate.objects.latest("pk").pk
    for number in (1, 2, 3):
        far = Plate.objects.create(pk=last + number * 2 * REACH, path=f"/old/far/{number}/")
        PlateTag.objects.create(plate=far, tag=TAG)
    note_change([TAG])
    work()
    assert stale() == MANY + 3


def test_a_press_that_dies_in_a_large_change_is_followed_from_where_it_was(
    many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die() -> None:
        raise Killed

    with monkeypatch.context() as dying:
        after_batch(dying, 2, die)
        # A dead process takes nothing back.
        dying.setattr(queue, "let_go", lambda _change: None)
        note_change([TAG])
        with pytest.raises(Killed):
            work()
    assert stale() == 2 * BATCH
    assert claim_change() is None
    lengths = after_batch(monkeypatch, -1, lambda: None)
    with time_machine.travel(timezone.now() + CLAIM + timedelta(seconds=1)):
        work()
    assert lengths == [BATCH, 20]
    assert stale() == MANY


def test_a_large_change_stays_with_the_press_that_takes_it_in(
    many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch takes most of a minute; no other press comes in between."""
    others: list[Change | None] = []
    note_change([TAG])
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        outdate = outdating._outdate

        def outdate_slowly(rows: list[tuple[int, str]], *, drop: bool) -> None:
            clock.shift(CLAIM - timedelta(seconds=1))
            others.append(claim_change())
            outdate(rows, drop=drop)

        monkeypatch.setattr(outdating, "_outdate", outdate_slowly)
        assert work() == 1
        assert timezone.now() > now + 2 * CLAIM
    assert others == [None] * 4


def test_a_press_that_was_overtaken_leaves_the_change_to_the_other(
    many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    change: list[Change] = []

    def overtake() -> None:
        with time_machine.travel(timezone.now() + CLAIM + timedelta(seconds=1)):
            other = claim_change()
            assert other is not None
            change.append(other)

    lengths = after_batch(monkeypatch, 1, overtake)
    note_change([TAG])
    work()
    assert lengths == [BATCH, 0, BATCH]
    change[0].refresh_from_db()
    assert change[0].done_at is None
    assert get_on(change[0])


def test_a_large_kill_goes_on_after_each_publication_and_before_a_new_build(
    paper: TestPaper, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    outdate_some = queue.outdate_some

    def note(change: Change, own: list[int]) -> int | None:
        if not order:
            publish(paper.politics)
            publish(paper.politics)
            note_everything()
        kind = "build" if change.everything else "kill" if change.vanishes else "story"
        order.append(kind)
        return outdate_some(change, own)

    monkeypatch.setattr(queue, "outdate_some", note)
    note_change([TAG], vanishes=True)
    work()
    assert order[:6] == ["kill", "story", "kill", "story", "kill", "build"]
    assert order[6:8] == ["kill", "build"]
    assert set(order[8:]) == {"build"}


def test_stale_pages_that_are_read_are_pressed_between_two_batches(
    paper: TestPaper, tree: PlateTree, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_page("/politics/")
    seen: list[bool] = []

    def read() -> None:
        Plate.objects.filter(path="/politics/").update(stale=True, wanted_at=timezone.now())

    lengths = after_batch(monkeypatch, 1, read)
    press = queue.press_claimed

    def note(plate: Plate, *, wait: bool) -> None:
        seen.append(len(lengths) < 5)
        press(plate, wait=wait)

    monkeypatch.setattr(queue, "press_claimed", note)
    note_change([TAG])
    work()
    assert seen == [True]


def test_a_kill_does_not_wait_for_stale_pages_that_are_read(
    paper: TestPaper, tree: PlateTree, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_page("/politics/")
    Plate.objects.filter(path="/politics/").update(stale=True, wanted_at=timezone.now())
    left: list[bool] = []
    after_batch(monkeypatch, 0, lambda: left.append(Plate.objects.get(path="/politics/").stale))
    note_change([TAG], vanishes=True)
    work()
    assert left == [True]
    assert not Plate.objects.get(path="/politics/").stale


def test_a_press_that_is_to_end_leaves_the_rest_of_a_large_change(
    many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = threading.Event()
    after_batch(monkeypatch, 1, stopped.set)
    note_change([TAG])
    assert work(stopped) == 0
    assert stale() == 2 * BATCH
    assert work() == 1
    assert stale() == MANY


def test_a_press_in_a_large_change_is_at_work(many: None, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[timedelta | None] = []
    note_change([TAG])
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        assert waits_too_long() is not None
        after_batch(monkeypatch, 1, lambda: told.append(waits_too_long()))
        work()
    assert told == [None]
