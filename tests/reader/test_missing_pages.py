"""Pages that have no plate yet, or never will."""

from __future__ import annotations

import gzip
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier, Event, Thread
from time import sleep

import pytest

from broadsheet.reader import Rendered
from broadsheet.reader.absences import Absences
from broadsheet.reader.joining import Joining
from broadsheet.reader.places import Places, Unavailable
from broadsheet.reader.unpressed import Unpressed
from tests.reader.asking import HTML, PAGE, Paper

CALLERS = 2000


def test_a_missing_page_is_rendered_pressed_and_served_from_its_plate(tmp_path: Path) -> None:
    paper = Pressing(tmp_path)
    answer = paper.ask("/science/", accept_encoding="gzip")
    assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
    paper.ask("/science/")
    assert paper.rendered == ["/science/"]


def test_a_page_that_is_not_pressed_is_answered_all_the_same(read: Paper) -> None:
    read.answers["/search/"] = Rendered(200, (HTML, ("X-Made", "now")), b"results")
    for _ in range(2):
        answer = read.ask("/search/")
        assert (answer.status, answer.body, answer.headers["x-made"]) == (200, b"results", "now")
    assert read.ask("/search/", "HEAD").body == b""
    assert len(read.rendered) == 3


def test_two_thousand_callers_render_once(tmp_path: Path) -> None:
    paper = Pressing(tmp_path, {"crowd_seconds": 60.0}, seconds=0.5)
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    start = Barrier(CALLERS + 1)
    statuses: list[int] = []

    def call() -> None:
        start.wait()
        statuses.append(paper.ask("/science/", accept_encoding="br").status)

    threads = [Thread(target=call) for _ in range(CALLERS)]
    try:
        for thread in threads:
            thread.start()
        start.wait()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert statuses == [200] * CALLERS
    assert paper.rendered == ["/science/"]


def test_many_callers_of_a_page_that_is_not_there_ask_once(read: Paper) -> None:
    with ThreadPoolExecutor(64) as pool:
        statuses = list(pool.map(lambda _: read.ask("/nothing/").status, range(500)))
    assert statuses == [404] * 500
    assert read.rendered == ["/nothing/"]


def test_a_404_is_remembered_until_the_press_changes_something(read: Paper) -> None:
    for _ in range(3):
        assert read.ask("/nothing/").status == 404
    assert len(read.rendered) == 1
    read.tree.note_change()
    read.ask("/nothing/")
    assert len(read.rendered) == 2


def test_no_cache_keeps_a_404_without_asking_9110_15_1(read: Paper) -> None:
    assert read.ask("/nothing/").headers["cache-control"] == "no-cache"
    read.answers["/other/"] = Rendered(404, (HTML, ("cache-control", "max-age=5")), b"")
    assert read.ask("/other/").headers["cache-control"] == "max-age=5"


def test_a_404_is_compressed_for_those_who_take_it(read: Paper) -> None:
    body = b"<p>There is nothing here.</p>" * 100
    read.answers["/nothing/"] = Rendered(404, (HTML, ("Vary", "Cookie")), body)
    plain = read.ask("/nothing/")
    assert plain.body == body
    assert "content-encoding" not in plain.headers
    packed = read.ask("/nothing/", accept_encoding="br, gzip")
    assert gzip.decompress(packed.body) == body
    assert packed.headers["content-length"] == str(len(packed.body))
    for answer in (plain, packed):
        assert answer.headers["vary"] == "Accept-Encoding, Cookie"


def test_an_answer_with_an_etag_stays_as_it_is_9110_8_8_3_3(read: Paper) -> None:
    answer = Rendered(404, (HTML, ("ETag", '"a"')), b"nothing " * 500)
    read.answers["/nothing/"] = answer
    assert read.ask("/nothing/", accept_encoding="gzip").body == answer.body


def test_a_plate_wins_over_a_remembered_404(read: Paper) -> None:
    assert read.ask("/science/").status == 404
    read.press("/science/")
    assert read.ask("/science/").body == PAGE


def test_a_404_rendered_while_something_changed_is_not_remembered(read: Paper) -> None:
    class Changing(dict[str, Rendered]):
        def get(self, *_: object) -> None:
            read.tree.note_change()

    read.answers = Changing()
    read.ask("/nothing/")
    read.ask("/nothing/")
    assert len(read.rendered) == 2


def test_a_query_means_nothing_to_a_page_that_can_be_pressed(tmp_path: Path) -> None:
    paper = Pressing(tmp_path, seconds=0.1)
    with ThreadPoolExecutor(40) as pool:
        queries = (f"/science/?ref={number % 3}" for number in range(40))
        answers = list(pool.map(paper.ask, queries))
    plate = paper.ask("/science/")
    assert plate.headers["etag"]
    assert answers == [plate] * 40
    assert (paper.rendered, paper.passed_on) == (["/science/"], [])


def test_a_query_means_nothing_to_what_has_moved_or_gone(tmp_path: Path) -> None:
    class Moved(Paper):
        def render(self, path: str) -> Rendered:
            super().render(path)
            self.tree.move(path, "/elsewhere/")
            return Rendered(301, (("Location", "/elsewhere/"),), b"")

    paper = Moved(tmp_path)
    answer = paper.ask("/science/?ref=x")
    assert (answer.status, answer.headers["location"]) == (301, "/elsewhere/")
    assert paper.passed_on == []


def test_a_query_of_a_page_that_is_never_pressed_is_djangos(read: Paper) -> None:
    read.answers["/search/"] = Rendered(200, (HTML,), b"What do you look for?")
    for number in range(5):
        assert read.ask(f"/search/?q={number}").headers["x-django"] == "yes"
    assert read.passed_on == ["/search/"] * 5
    assert read.rendered == ["/search/"], "it is known from then on"
    assert read.ask("/search/?utm_source=letter").body == b"What do you look for?"


def test_what_is_known_to_be_never_pressed_is_found_out_anew_in_time(tmp_path: Path) -> None:
    unpressed = Unpressed(0.01)
    unpressed.note("/search/")
    assert "/search/" in unpressed
    sleep(0.02)
    assert "/search/" not in unpressed
    for number in range(3000):
        unpressed.note(f"/{number}/")
    assert len(unpressed._until) <= 1024


def test_a_query_of_what_is_not_there_may_be_redirected(read: Paper) -> None:
    assert read.ask("/science/?page=2").headers["x-django"] == "yes"
    assert read.ask("/science/?utm_source=letter&fbclid=1").status == 404
    assert (read.passed_on, read.rendered) == (["/science/"], ["/science/"])


def test_what_could_not_be_kept_is_handed_over_and_asked_for_again(read: Paper) -> None:
    read.answers["/science/"] = Rendered(200, (HTML,), PAGE, not_kept=True)
    for path in ("/science/", "/science/?ref=x"):
        answer = read.ask(path)
        assert (answer.status, answer.body) == (200, PAGE)
        assert answer.headers["cache-control"] == "no-cache"
    assert (len(read.rendered), read.passed_on) == (2, [])


def test_addresses_that_are_never_pressed_are_djangos(read: Paper) -> None:
    for path in ("/search", "/download.zip", "/a%/"):
        assert read.ask(path).headers["x-django"] == "yes"


def test_what_is_remembered_is_bounded(tmp_path: Path) -> None:
    absences = Absences(tmp_path / ".changed", 100_000, 60)
    for number in range(1000):
        absences.put(f"/{number}/", 0, Rendered(404, (), b"x" * 1000))
        assert absences.taken <= 100_000
    assert absences.get("/0/") is None
    assert absences.get("/999/") is not None
    absences.put("/huge/", 0, Rendered(404, (), b"x" * 200_000))
    assert absences.get("/huge/") is None


def test_a_404_is_forgotten_in_time(tmp_path: Path) -> None:
    absences = Absences(tmp_path / ".changed", 100_000, 0.01)
    absences.put("/a/", absences.change(), Rendered(404, (), b""))
    sleep(0.02)
    assert absences.get("/a/") is None
    assert absences.taken == 0


def test_joined_callers_share_what_is_raised() -> None:
    joining: Joining[None] = Joining(Places(0, 5), wait_seconds=5)
    began, go_on = Event(), Event()

    def fail(_inside: ExitStack) -> None:
        began.set()
        go_on.wait(5)
        raise LookupError("once")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(joining.call, "a", fail)
        began.wait(5)
        second = pool.submit(joining.call, "a", lambda _inside: None)
        sleep(0.05)
        go_on.set()
        for future in (first, second):
            with pytest.raises(LookupError):
                future.result()
    assert joining.call("a", lambda _inside: None) is None, "the next one tries again"


def test_joined_callers_wait_only_so_long() -> None:
    joining: Joining[None] = Joining(Places(0, 5), wait_seconds=0.01)
    go_on = Event()
    began = Event()

    def slow(_inside: ExitStack) -> None:
        began.set()
        go_on.wait(5)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(joining.call, "a", slow)
        began.wait(5)
        with pytest.raises(Unavailable, match="too long"):
            joining.call("a", slow)
        go_on.set()
        first.result()


class Pressing(Paper):
    """Rendering presses."""

    def __init__(
        self, root: Path, options: dict[str, object] | None = None, seconds: float = 0
    ) -> None:
        super().__init__(root, options or {})
        self.seconds = seconds

    def render(self, path: str) -> Rendered:
        self.rendered.append(path)
        sleep(self.seconds)
        self.press(path)
        return Rendered(200, (HTML,), PAGE)
