"""However many wait for Django, a thread is left for plates."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier, Event
from time import sleep
from typing import Any

import pytest

from broadsheet.reader import Rendered
from broadsheet.reader.joining import Joining
from broadsheet.reader.places import Places, Unavailable
from broadsheet.reader.turns import Turns
from tests.reader.asking import HTML, PAGE, Answer, Paper, ask

THREADS, PLACES = 8, 6
LONG = 30.0


class Hanging(Paper):
    """Until it is let go, Django answers for nothing."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.go = Event()
        self.press()

    def render(self, path: str) -> Rendered:
        super().render(path)
        self.go.wait(LONG)
        return Rendered(404, (HTML,), b"no such page")

    def django(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.go.wait(LONG)
        return super().django(environ, start_response)


@pytest.fixture
def hang(tmp_path: Path) -> Iterator[Callable[..., Hanging]]:
    made: list[Hanging] = []

    def make(**options: float) -> Hanging:
        usual = {"backstage_places": PLACES, "crowd_seconds": 0.05}
        made.append(Hanging(tmp_path, {**usual, **options}))
        return made[0]

    yield make
    made[0].go.set()


def statuses(asked: Iterable[Future[Answer]]) -> list[int]:
    return sorted(one.result(LONG).status for one in asked)


def test_eight_pages_that_hang_leave_threads_for_plates(hang: Callable[..., Hanging]) -> None:
    paper = hang()
    with ThreadPoolExecutor(THREADS) as pool:
        asked = [pool.submit(paper.ask, f"/{number}/") for number in range(THREADS)]
        while len(refused := wait(asked, LONG, FIRST_COMPLETED).done) < THREADS - PLACES:
            pass
        assert statuses(refused) == [503, 503]
        assert pool.submit(paper.ask).result(LONG).body == PAGE
        for path in ("/9/", "/search/?q=x", "/download.zip"):
            ninth = pool.submit(paper.ask, path).result(LONG)
            assert (ninth.status, ninth.headers["retry-after"]) == (503, "20")
        inside = set(asked) - refused
        assert not any(one.done() for one in inside)
        paper.go.set()
        assert statuses(inside) == [404] * PLACES
    assert paper.ask("/10/").status == 404, "let in again"


def test_django_itself_is_asked_by_no_more_than_there_are_places(
    hang: Callable[..., Hanging],
) -> None:
    paper = hang()
    with ThreadPoolExecutor(THREADS) as pool:
        asked = [pool.submit(paper.ask, f"/search/?q={number}") for number in range(THREADS)]
        while len(done := wait(asked, LONG, FIRST_COMPLETED).done) < THREADS - PLACES:
            pass
        assert statuses(done) == [503, 503]
        assert pool.submit(paper.ask).result(LONG).body == PAGE
        paper.go.set()
    assert statuses(asked) == [200] * PLACES + [503, 503]


def test_a_crowd_before_a_page_that_hangs_leaves_in_time(hang: Callable[..., Hanging]) -> None:
    paper = hang()
    with ThreadPoolExecutor(THREADS) as pool:
        asked = [pool.submit(paper.ask, "/same/") for _ in range(THREADS)]
        while len(done := wait(asked, LONG, FIRST_COMPLETED).done) < THREADS - PLACES:
            pass
        assert statuses(done) == [503, 503]
        assert pool.submit(paper.ask).result(LONG).body == PAGE
        assert pool.submit(paper.ask, "/same/").result(LONG).status == 503
        paper.go.set()
    assert statuses(asked) == [404] * PLACES + [503, 503]
    assert paper.rendered == ["/same/"]


def test_once_a_crowd_has_waited_in_vain_none_is_let_in_until_something_ends() -> None:
    places = Places(2, 0.05)
    joining: Joining[str] = Joining(places, wait_seconds=LONG)
    began, go = Barrier(3), Event()

    def slow(_inside: ExitStack) -> str:
        began.wait(LONG)
        go.wait(LONG)
        return "slow"

    with ThreadPoolExecutor(2) as pool:
        inside = [pool.submit(joining.call, key, slow) for key in ("a", "b")]
        began.wait(LONG)
        with pytest.raises(Unavailable, match="no time left"):
            joining.call("a", slow)
        places.crowd_seconds = LONG
        with pytest.raises(Unavailable, match="no room"):
            joining.call("b", slow)
        go.set()
        assert [one.result(LONG) for one in inside] == ["slow"] * 2

    began, go = Barrier(3), Event()
    with ThreadPoolExecutor(3) as pool:
        inside = [pool.submit(joining.call, key, slow) for key in ("a", "b")]
        began.wait(LONG)
        crowd = pool.submit(joining.call, "a", slow)
        go.set()
        assert crowd.result(LONG) == "slow"
        assert [one.result(LONG) for one in inside] == ["slow"] * 2


def test_quick_requests_may_be_more_than_the_places(tmp_path: Path) -> None:
    options = {"backstage_places": 1, "crowd_seconds": LONG}
    paper = Paper(tmp_path, options)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: paper.ask(f"/{n}/").status, range(200)))
    assert answers == [404] * 200


def test_whoever_waits_comes_before_those_who_come_later() -> None:
    places = Places(1, LONG)
    first = places.take()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(places.take)
        while not places._waiting:
            pass
        with places.lock:
            places.leave(first)
            assert not places.take_at_once()
        second = waiting.result(LONG)
    places.leave(second)
    assert places.take_at_once()


def test_where_one_hangs_no_more_than_one_waits() -> None:
    """The others inside are quick, and yet a thread must be left for plates."""
    places = Places(2, 0.05)
    hanging = places.take()
    sleep(0.06)
    quick = places.take()
    places.crowd_seconds = LONG
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(places.take)
        while not places._waiting:
            pass
        places.crowd_seconds = 0.05
        with pytest.raises(Unavailable):
            places.take()
        places.leave(quick)
        places.leave(waiting.result(LONG))
    places.leave(hanging)
    assert places.take_at_once()


def test_an_answer_under_way_keeps_its_place(tmp_path: Path) -> None:
    """A document goes out as fast as its reader takes it, and holds a thread meanwhile."""
    paper = Paper(tmp_path, {"backstage_places": 1, "crowd_seconds": 0.01})
    begun = paper.reader(environ("/document/?a"), lambda *_: lambda _: None)
    assert paper.ask("/other/").status == 503
    assert next(iter(begun)) == b"Django"
    assert paper.ask("/other/").status == 503
    begun.close()  # type: ignore[attr-defined]
    assert paper.ask("/other/").status == 404
    begun = paper.reader(environ("/document/?a"), lambda *_: lambda _: None)
    assert paper.ask("/another/").status == 503
    del begun  # as by a server that fails at the headers
    assert paper.ask("/another/").status == 404


def environ(path: str) -> dict[str, Any]:
    caught: list[dict[str, Any]] = []

    def catch(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        caught.append(environ)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b""]

    raw, _mark, query = path.partition("?")
    ask(catch, raw, "GET", query, {})
    return caught[0]


def test_a_failure_gives_its_place_back(tmp_path: Path) -> None:
    paper = Paper(tmp_path, {"backstage_places": 1})
    paper.broken = ConnectionError()
    for path in ("/a/", "/b/?c"):
        for _ in range(2):
            assert paper.ask(path).status == 503
    paper.broken = None
    assert paper.ask("/a/").status == 404
    assert paper.ask("/b/?c").status == 200


def test_another_process_is_waited_for_only_so_long(tmp_path: Path) -> None:
    """The lock of a process that hangs is never let go."""
    turns = Turns(tmp_path, 0.05)
    with turns.hold("/a/"):
        pass
    (slot,) = tmp_path.iterdir()
    with slot.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(TimeoutError), turns.hold("/a/"):
            pass
    with turns.hold("/a/"):
        pass


def test_a_page_at_which_another_process_hangs_is_unavailable(tmp_path: Path) -> None:
    paper = Paper(tmp_path, {"render_wait_seconds": 0.05})
    with Turns(paper.tree.root / ".locks", LONG).hold("/a/"):
        assert paper.ask("/a/").status == 503
    assert paper.ask("/a/").status == 404
