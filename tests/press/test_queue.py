"""The queue: nothing is lost, the later state wins, what fails is tried again."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from select import select

import pytest
import time_machine
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from broadsheet.plates import PlateTree
from broadsheet.plates.rounds import once, one_round
from broadsheet.plates.tags import Rank
from broadsheet.plates.waking import SECOND_PIPE, Bell
from broadsheet.press import pressing, queue, running, sweep
from broadsheet.press.changes import note_change
from broadsheet.press.claiming import claim_change
from broadsheet.press.models import Change, Plate
from broadsheet.press.outdating import want_paths
from broadsheet.press.pressing import press_page
from broadsheet.press.queue import next_moment, press_wanted, work
from broadsheet.press.rendering import Rendered
from broadsheet.press.running import is_processor_free, is_processor_idle, want
from broadsheet.press.sweep import press_stale
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import TopicFactory, publish
from tests.press.conftest import settle

pytestmark = pytest.mark.django_db


def test_a_change_and_its_place_in_the_queue_are_one(paper: TestPaper) -> None:
    before = Change.objects.count()

    def fail() -> None:
        with transaction.atomic():
            publish(paper.politics)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (Story.objects.count(), Change.objects.count()) == (0, before)
    publish(paper.politics)
    assert Change.objects.count() > before


def test_people_wait_for_the_story_and_its_fronts_not_for_the_rest(
    paper: TestPaper, tree: PlateTree
) -> None:
    story = publish(paper.politics)
    settle()
    for path in ("/", "/politics/", "/science/", "/archive/", "/rss.xml", story.path):
        press_page(path)
    story.headline = "The ferry has sailed"
    story.save_revision().publish()
    work()
    for path in ("/", "/politics/", "/rss.xml", story.path):
        assert b"The ferry has sailed" in (tree.body(path) or b""), path
    assert tree.is_stale("/archive/")
    assert not tree.is_stale("/science/")
    assert press_stale(5) == 1
    assert not tree.is_stale("/archive/")


def test_a_new_story_is_pressed_though_nobody_has_read_it(
    paper: TestPaper, tree: PlateTree
) -> None:
    story = publish(paper.politics)
    assert tree.body(story.path) is None
    work()
    assert story.headline.encode() in (tree.body(story.path) or b"")


def test_a_failed_press_leaves_the_old_plate_and_is_tried_again_ever_later(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = publish(paper.politics)
    settle()
    old = tree.body(story.path)
    story.headline = "The ferry has sailed"
    story.save_revision().publish()

    def fail(plate: Plate, *, wait: bool) -> None:
        raise OSError(28, "No space left on device")

    now = timezone.now()
    pauses = []
    with monkeypatch.context() as broken:
        broken.setattr(queue, "press_claimed", fail)
        for number in range(1, 4):
            with time_machine.travel(now, tick=False):
                work()
                plate = Plate.objects.get(path=story.path)
                assert plate.tries == number
                assert "No space left" in plate.error
                assert plate.wanted_at
                pauses.append((plate.wanted_at - now).total_seconds())
                now = plate.wanted_at
    assert pauses == [2, 4, 8]
    assert tree.body(story.path) == old
    with time_machine.travel(now, tick=False):
        press_wanted()
    plate.refresh_from_db()
    assert (plate.tries, plate.error, plate.wanted_at) == (0, "", None)
    assert b"has sailed" in (tree.body(story.path) or b"")


def test_a_wish_made_while_the_page_is_pressed_is_not_lost(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = publish(paper.politics)
    settle()
    render = pressing.render

    def render_and_change(path: str) -> Rendered:
        done = render(path)
        monkeypatch.setattr(pressing, "render", render)
        Story.objects.filter(pk=story.pk).update(headline="Too late for this press")
        note_change([f"story:{story.pk}"], [story.path])
        change = Change.objects.order_by("-pk")[0]
        want_paths(change.paths, Rank.STORY)
        return done

    monkeypatch.setattr(pressing, "render", render_and_change)
    press_page(story.path)
    assert b"Too late" not in (tree.body(story.path) or b"")
    assert Plate.objects.get(path=story.path).wanted_at is not None
    settle()
    assert b"Too late" in (tree.body(story.path) or b"")


def test_a_change_taken_in_before_the_new_page_had_tags_is_noticed(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is pressed for the first time; in between, a change finds nobody who bears it."""
    story = publish(paper.politics)
    settle()
    Plate.objects.all().delete()
    render = pressing.render

    def render_and_change(path: str) -> Rendered:
        done = render(path)
        monkeypatch.setattr(pressing, "render", render)
        Story.objects.filter(pk=story.pk).update(headline="Changed meanwhile")
        note_change([f"story:{story.pk}"])
        work()
        return done

    monkeypatch.setattr(pressing, "render", render_and_change)
    press_page("/politics/")
    assert b"Changed meanwhile" not in (tree.body("/politics/") or b"")
    press_wanted()
    assert b"Changed meanwhile" in (tree.body("/politics/") or b"")


def test_a_press_that_died_is_followed_by_another(paper: TestPaper, tree: PlateTree) -> None:
    settle()
    story = publish(paper.politics)
    assert claim_change() is not None
    assert claim_change() is None
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        settle()
    assert tree.body(story.path) is not None


def test_an_embargo_ends_by_itself_at_its_second(paper: TestPaper, tree: PlateTree) -> None:
    end = (timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    story = publish(paper.politics, embargo_until=end)
    settle()
    press_page("/politics/")
    assert tree.body(story.path) is None
    assert next_moment() == end
    assert not tree.changed.exists()
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        work()
        assert tree.body(story.path) is None
    with time_machine.travel(end, tick=False):
        work()
        assert tree.body(story.path) is not None
        assert story.headline.encode() in (tree.body("/politics/") or b"")
    assert tree.changed.exists(), "readers remember what was missing"


def test_the_right_to_show_a_story_ends_by_itself(paper: TestPaper, tree: PlateTree) -> None:
    end = (timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    story = publish(paper.politics, rights_expire_at=end)
    settle()
    press_page("/politics/")
    assert tree.body(story.path) is not None
    with time_machine.travel(end, tick=False):
        work()
        assert tree.body(story.path) is None
        assert story.headline.encode() not in (tree.body("/politics/") or b"")


def test_a_moved_story_leaves_its_new_address(paper: TestPaper, tree: PlateTree) -> None:
    story = publish(paper.politics)
    settle()
    old = story.path
    story.section = paper.science
    story.save_revision().publish()
    settle()
    story.refresh_from_db()
    assert story.path != old
    assert tree.body(old) is None
    assert (tree.root / old.strip("/") / "index.html.301").read_text() == story.path
    assert tree.body(story.path) is not None


def test_plates_of_what_goes_go_first(
    paper: TestPaper, tree: PlateTree, django_capture_on_commit_callbacks: object
) -> None:
    story = publish(paper.politics)
    settle()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        story.unpublish()
    assert tree.body(story.path) is None
    settle()
    assert not Plate.objects.filter(path=story.path).exists()


def test_a_stale_plate_that_is_read_comes_next(paper: TestPaper, tree: PlateTree) -> None:
    press_page("/politics/")
    Plate.objects.update(stale=True)
    tree.mark_stale("/politics/")
    want("/politics/")
    want("/never-pressed/")
    assert press_wanted() == 1
    assert not tree.is_stale("/politics/")


def test_everything_is_pressed_in_the_order_of_what_is_read(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [publish(paper.politics) for _number in range(3)]
    topic = TopicFactory(edition=paper.edition).get_absolute_url()
    settle()
    press_page("/")
    press_page(topic)
    for path, reads in ((stories[0].path, 5), (topic, 20), (stories[1].path, 50)):
        Plate.objects.filter(path=path).update(reads=reads)
    order: list[str] = []
    press = queue.press_claimed

    def note(plate: Plate, *, wait: bool) -> None:
        order.append(plate.path)
        press(plate, wait=wait)

    monkeypatch.setattr(queue, "press_claimed", note)
    Change.objects.create(everything=True)
    settle()
    assert order[0] == "/"
    read = [path for path in order if path in {topic, *(story.path for story in stories)}]
    assert read == [stories[1].path, topic, stories[0].path, stories[2].path]


def test_a_page_that_a_worker_presses_just_now_is_left_to_it(
    paper: TestPaper, tree: PlateTree
) -> None:
    press_page("/")
    Plate.objects.update(wanted_at=timezone.now(), wish=F("wish") + 1)
    with tree.lock("/"):
        assert press_wanted() == 1
        waiting = Plate.objects.get()
        assert waiting.wanted_at is not None
        assert waiting.wanted_at < timezone.now() + timedelta(seconds=1)
        assert (waiting.tries, waiting.error) == (0, "")
        # The worker is done, and has shown what was wished for.
        Plate.objects.update(wanted_at=None)
    assert press_wanted() == 0


def test_what_a_worker_has_not_made_true_is_pressed_after_all(
    paper: TestPaper, tree: PlateTree
) -> None:
    press_page("/")
    Plate.objects.update(wanted_at=timezone.now(), wish=F("wish") + 1)
    with tree.lock("/"):
        press_wanted()
    Plate.objects.update(wanted_at=timezone.now())
    assert press_wanted() == 1
    assert Plate.objects.get().wanted_at is None


def test_a_story_is_worth_waiting_for_the_worker_that_says_it_is_not_there(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pressing, "FOR_A_STORY", 60.0)
    story = publish(paper.politics)
    want_paths([story.path], Rank.STORY)
    held, free = threading.Event(), threading.Event()

    def worker() -> None:
        with tree.lock(story.path):
            held.set()
            free.wait(30)

    thread = threading.Thread(target=worker)
    thread.start()
    assert held.wait(30)
    threading.Timer(0.05, free.set).start()
    press_wanted(limit=1)
    thread.join()
    assert tree.body(story.path)


def test_a_story_that_its_reader_has_had_pressed_is_not_pressed_again(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = publish(paper.politics)
    want_paths([story.path], Rank.STORY)
    lock = PlateTree.lock

    @contextmanager
    def after_the_worker(tree: PlateTree, path: str, **_patience: float) -> Iterator[bool]:
        with monkeypatch.context() as before:
            before.setattr(PlateTree, "lock", lock)
            press_page(path)
        rendered.clear()
        yield True

    rendered: list[str] = []
    whole = pressing.render
    monkeypatch.setattr(pressing, "render", lambda path: (rendered.append(path), whole(path))[1])
    monkeypatch.setattr(PlateTree, "lock", after_the_worker)
    assert press_wanted(limit=1) == 1
    assert rendered == []
    assert Plate.objects.get(path=story.path).wanted_at is None


def test_what_is_wished_for_while_the_sweep_is_at_another_page_is_pressed_once(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("/archive/", "/science/"):
        press_page(path)
    Plate.objects.update(stale=True)
    whole = pressing.render
    rendered: list[str] = []

    def change_the_other(path: str) -> Rendered:
        if not rendered:
            Plate.objects.exclude(path=path).update(wish=F("wish") + 1)
        rendered.append(path)
        return whole(path)

    monkeypatch.setattr(pressing, "render", change_the_other)
    assert press_stale(60) == 2
    assert sorted(rendered) == ["/archive/", "/science/"]
    assert not Plate.objects.filter(wanted_at__isnull=False).exists()


def test_a_press_that_sleeps_hears_of_what_was_wished_for_while_a_worker_rendered_it(
    paper: TestPaper,
    tree: PlateTree,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    press_page("/")
    whole = pressing.render

    def change(path: str) -> Rendered:
        Plate.objects.update(wish=F("wish") + 1)
        return whole(path)

    monkeypatch.setattr(pressing, "render", change)
    bell = Bell(tree.root)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            press_page("/")
        assert select([bell], [], [], 0)[0]
    finally:
        bell.close()


def test_nothing_is_pressed_by_who_is_not_willing(paper: TestPaper, tree: PlateTree) -> None:
    press_page("/")
    press_page("/politics/")
    Plate.objects.update(wanted_at=timezone.now())
    answers = iter([True, False])
    assert press_wanted(willing=lambda: next(answers)) == 1
    assert Plate.objects.filter(wanted_at__lte=timezone.now()).count() == 1


def test_the_first_page_of_several_calls_for_a_hand(paper: TestPaper, tree: PlateTree) -> None:
    press_page("/")
    Plate.objects.update(wanted_at=timezone.now())
    bell = Bell(tree.root, pipe=SECOND_PIPE)
    try:
        press_wanted()
        assert select([bell], [], [], 0)[0]
    finally:
        bell.close()


@pytest.mark.parametrize(
    ("running", "free", "idle"),
    [
        (1, True, True),
        (2, True, True),
        (3, True, False),
        (4, False, False),
        (9, False, False),
    ],
)
def test_a_second_press_and_the_sweep_rest_while_the_processors_are_taken(
    monkeypatch: pytest.MonkeyPatch, running: int, free: bool, idle: bool
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(Path, "read_text", lambda *_args: f"cpu 1 2\nprocs_running {running}\n")
    assert is_processor_free() is free
    assert is_processor_idle() is idle


@pytest.mark.parametrize(("taken", "found"), [(0, True), (3, True), (99, False)])
def test_a_second_press_looks_again_before_it_gives_up(
    monkeypatch: pytest.MonkeyPatch, taken: int, found: bool
) -> None:
    monkeypatch.setattr(running, "BETWEEN_LOOKS", 0)
    looks = iter([False] * taken + [True])
    monkeypatch.setattr(running, "is_processor_free", lambda: next(looks))
    read: list[str] = []
    with one_round():
        once("menu", lambda: read.append("menu"))
        assert running.finds_a_processor() is found
        once("menu", lambda: read.append("menu"))
    # What was read before the wait may be older than what the next page is wanted for.
    assert len(read) == 1 + (taken > 0)


def test_garbage_is_looked_for_when_a_round_stands(
    tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_threshold()
    stopped = threading.Event()
    said: list[object] = []

    def work_once(_stopped: threading.Event) -> int:
        said.append(gc.get_threshold()[0])
        stopped.set()
        return 0

    monkeypatch.setattr(running, "work", work_once)
    monkeypatch.setattr(running, "_patience", lambda: 0.0)
    monkeypatch.setattr("gc.collect", said.append)
    running.run(stopped)
    assert said == [running.MADE_IN_A_ROUND, 0]
    assert gc.get_threshold() == before


def test_where_nothing_tells_the_processors_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_args: object) -> str:
        raise FileNotFoundError(2, "No such file")

    monkeypatch.setattr(Path, "read_text", absent)
    assert is_processor_free()
    assert is_processor_idle()


def test_the_sweep_does_not_pause_while_a_processor_is_idle(
    paper: TestPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    left = [3, 0, 2, 2, 2, 0]
    stopped = threading.Event()
    answers = [True, True, False]
    monkeypatch.setattr(sweep, "press_stale", lambda _seconds: left.pop(0))
    monkeypatch.setattr(sweep, "is_processor_idle", lambda: answers.pop(0))
    assert sweep.sweep(stopped) == 3
    assert (left, answers) == ([2, 2, 2, 0], [True, False])
    assert sweep.sweep(stopped) == 4
    assert (left, answers) == ([2, 0], [])
    stopped.set()
    assert sweep.sweep(stopped) == 2


def test_readers_of_stale_pages_do_not_hold_up_what_has_changed(
    paper: TestPaper, tree: PlateTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [publish(paper.politics) for _number in range(3)]
    settle()
    press_page("/")
    press_page("/politics/")
    Plate.objects.filter(path__in=[story.path for story in old]).update(stale=True)
    for story in old:
        tree.mark_stale(story.path)
        want(story.path)
    order: list[str] = []
    press = queue.press_claimed

    def note(plate: Plate, *, wait: bool) -> None:
        order.append(plate.path)
        press(plate, wait=wait)

    monkeypatch.setattr(queue, "press_claimed", note)
    new = publish(paper.politics)
    work()
    assert order[:3] == [new.path, "/", "/politics/"]
    assert set(order) >= {story.path for story in old}
