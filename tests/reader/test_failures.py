"""When Django or its database is gone, readers go on reading."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import Any

import pytest

from broadsheet.reader import Rendered
from broadsheet.reader.backstage import Backstage
from broadsheet.reader.places import Places, Unavailable
from tests.reader.asking import HTML, PAGE, Paper

PAGES = (("/", b"<p>Back soon"), ("/zh/", "<p>稍后".encode()))


@pytest.fixture
def broken(tmp_path: Path) -> Paper:
    """A paper whose Django raises."""
    paper = Paper(tmp_path, {"unavailable_pages": PAGES, "static_root": tmp_path / "static"})
    (tmp_path / "static").mkdir()
    (tmp_path / "static/paper.css").write_text("body{}")
    paper.press()
    paper.broken = ConnectionError("the database is gone")
    return paper


def test_plates_and_files_go_on(broken: Paper) -> None:
    for _ in range(3):
        assert broken.ask().body == PAGE
        assert broken.ask("/static/paper.css").body == b"body{}"
        assert broken.ask("/politics").status == 301
        assert broken.ask("/nothing/").status == 503


def test_the_rest_gets_a_page_that_says_when_to_come_back(broken: Paper) -> None:
    for path in ("/nothing/", "/desk/", "/search/?q=x", "/download.zip"):
        answer = broken.ask(path)
        assert (answer.status, answer.body) == (503, b"<p>Back soon")
        assert answer.headers["retry-after"] == "20"
        assert answer.headers["cache-control"] == "no-store"
    assert broken.ask("/zh/nothing/").body == "<p>稍后".encode()
    assert broken.ask("/nothing/", "HEAD").body == b""


def test_a_failure_takes_one_line_of_the_log(
    broken: Paper, caplog: pytest.LogCaptureFixture
) -> None:
    broken.broken = ConnectionError("Traceback\n  File x\nthe database is gone")
    broken.ask("/nothing/")
    (record,) = caplog.records
    said = "/nothing/ could not be rendered: ConnectionError: the database is gone"
    assert (record.getMessage(), record.exc_info) == (said, None)


def test_a_failure_is_not_remembered(broken: Paper) -> None:
    assert broken.ask("/nothing/").status == 503
    broken.broken = None
    assert broken.ask("/nothing/").status == 404


def test_a_remembered_404_outlives_the_database(broken: Paper) -> None:
    broken.broken = None
    broken.ask("/nothing/")
    broken.broken = ConnectionError()
    assert broken.ask("/nothing/").status == 404


@pytest.mark.parametrize(("path", "body"), [("/hits/?a", b"<p>Back soon"), ("/desk/", b"hers")])
def test_djangos_503_is_replaced_for_readers_not_for_the_desk(
    tmp_path: Path, path: str, body: bytes
) -> None:
    closed: list[bool] = []

    class Body(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    class Down(Paper):
        def django(self, environ: dict[str, Any], start_response: Any) -> Any:
            start_response("503 Service Unavailable", [("Content-Type", "text/html")])
            return Body([b"hers"])

    paper = Down(tmp_path, {"unavailable_pages": PAGES})
    assert paper.ask(path).body == body
    assert closed == [True]


def test_a_500_is_djangos_own(tmp_path: Path) -> None:
    class Bug(Paper):
        def django(self, environ: dict[str, Any], start_response: Any) -> Any:
            start_response("500 Internal Server Error", [("Content-Type", "text/html")])
            return [b"The fault is ours"]

    assert Bug(tmp_path).ask("/hits/?a").body == b"The fault is ours"


def test_a_rendered_503_is_replaced_and_not_remembered(read: Paper) -> None:
    read.answers["/science/"] = Rendered(503, (HTML,), b"Django's")
    assert read.ask("/science/").headers["retry-after"]
    del read.answers["/science/"]
    assert read.ask("/science/").status == 404


def test_an_application_that_can_t_be_loaded_is_tried_again_with_pauses(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock = [100.0]
    monkeypatch.setattr("broadsheet.reader.backstage.monotonic", lambda: clock[0])
    tried: list[float] = []

    def make() -> Any:
        tried.append(clock[0])
        if len(tried) < 4:
            raise ImportError("settings are wrong")
        return "application"

    backstage = Backstage(make, Places(0, 0), 5)
    with caplog.at_level(logging.CRITICAL, "broadsheet.reader"):
        while clock[0] < 120:
            try:
                backstage.load()
            except Unavailable:
                clock[0] += 0.25
            else:
                break
    assert tried == [100, 101, 103, 107]


def test_it_is_loaded_once_however_many_need_it() -> None:
    made: list[int] = []

    def make() -> Any:
        sleep(0.05)
        made.append(1)
        return "application"

    backstage = Backstage(make, Places(0, 0), 5)
    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(lambda _: backstage.load(), range(64))) == {"application"}
    assert made == [1]


def test_plates_are_served_while_django_can_t_be_loaded(tmp_path: Path) -> None:
    class Unset(Paper):
        def make(self) -> Any:
            raise ImportError("settings are wrong")

    paper = Unset(tmp_path)
    paper.press()
    assert paper.ask().body == PAGE
    assert paper.ask("/nothing/").status == 503


def test_nobody_waits_for_ever_for_django_to_be_loaded(tmp_path: Path) -> None:
    go_on = Event()

    class Slow(Paper):
        def make(self) -> Any:
            go_on.wait(30)
            return super().make()

    paper = Slow(tmp_path, {"render_wait_seconds": 0.2})
    paper.reader.preload()
    paper.press()
    assert paper.ask("/nothing/").status == paper.ask("/desk/").status == 503
    assert paper.ask().body == PAGE
    go_on.set()
    paper.reader._backstage.begin_to_load().result(5)
    assert paper.ask("/nothing/").status == 404


def test_settings_that_end_the_process_end_only_the_loading(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def make() -> Any:
        raise SystemExit("no secret key")

    backstage = Backstage(make, Places(0, 0), 5)
    with caplog.at_level(logging.CRITICAL, "broadsheet.reader"), pytest.raises(Unavailable):
        backstage.load()


def test_who_can_t_be_told_of_a_stale_plate_is_told_again(tmp_path: Path) -> None:
    told: list[str] = []
    told_twice = Event()

    def tell(path: str) -> None:
        told.append(path)
        if len(told) == 1:
            raise ConnectionError
        told_twice.set()

    paper = Paper(tmp_path)
    paper.reader._stale._tell = tell
    paper.press()
    paper.tree.mark_stale("/politics/")
    deadline = monotonic() + 5
    while not told_twice.is_set() and monotonic() < deadline:
        for coding in ("br", "gzip", "zstd", ""):
            paper.reader._memory.by_header.clear()
            paper.reader._memory._by_preference.clear()
            assert paper.ask(accept_encoding=coding).status == 200
        sleep(0.01)
    assert told == ["/politics/"] * 2


def test_a_disk_that_can_t_be_read_costs_no_more_than_its_page(
    read: Paper, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read.ask(accept_encoding="gzip")

    def refuse(*_: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("broadsheet.reader.plates_on_disk._read", refuse)
    with caplog.at_level(logging.CRITICAL, "broadsheet.reader"):
        answer = read.ask(accept_encoding="br")
    assert (answer.status, answer.headers["retry-after"]) == (503, "20")
    assert read.ask(accept_encoding="gzip").status == 200


def test_a_folder_that_can_t_be_written_costs_no_reader_a_page(read: Paper) -> None:
    (read.tree.root / ".reads").write_text("not a folder")
    read.reader._tally.due = 0
    assert read.ask().body == PAGE
