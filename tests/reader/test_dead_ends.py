"""Addresses without a name for a plate, and queries: where nothing is, Django is asked once."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from broadsheet.reader import Rendered
from tests.reader.asking import HTML, Paper

MISSING = b"<p>There is nothing here.</p>" * 100
NEVER_PRESSED = ["/wp-login.php", "/nothing", "/a.png", "/nothing/?x=1", "/a%/"]


class Django(Paper):
    """A Django that answers as it is told, in gzip for those who take it; 404 for the rest."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.closed = 0

    def django(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked = environ["PATH_INFO"] + (f"?{query}" if (query := environ["QUERY_STRING"]) else "")
        self.passed_on.append(asked)
        if self.broken:
            raise self.broken
        answer = self.answers.get(asked) or Rendered(404, (HTML,), MISSING)
        headers, body = [*answer.headers], answer.body
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            headers += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
            body = gzip.compress(body)
        if environ["REQUEST_METHOD"] == "HEAD":
            body = b""
        start_response(f"{answer.status} So It Is", [*headers, ("Content-Length", str(len(body)))])
        return Closing([body], self)


class Closing(list[bytes]):
    def __init__(self, pieces: list[bytes], paper: Django) -> None:
        super().__init__(pieces)
        self.paper = paper

    def close(self) -> None:
        self.paper.closed += 1


@pytest.fixture
def paper(tmp_path: Path) -> Django:
    made = Django(tmp_path)
    made.press()
    return made


@pytest.mark.parametrize("path", NEVER_PRESSED)
def test_a_404_is_remembered_until_the_press_changes_something(paper: Django, path: str) -> None:
    for method in ("GET", "GET", "HEAD"):
        answer = paper.ask(path, method)
        assert (answer.status, answer.headers["cache-control"]) == (404, "no-cache")
        assert answer.body == (MISSING if method == "GET" else b"")
        assert answer.headers["content-length"] == str(len(MISSING))
    assert paper.passed_on == [path]
    paper.tree.note_change()
    paper.ask(path)
    assert paper.passed_on == [path] * 2
    assert paper.closed == 2


@pytest.mark.parametrize("path", NEVER_PRESSED)
def test_a_remembered_404_outlives_the_database(paper: Django, path: str) -> None:
    paper.ask(path)
    paper.broken = ConnectionError()
    assert paper.ask(path).status == 404
    assert paper.ask(path + "x").status == 503


def test_each_reader_gets_the_coding_that_he_takes(paper: Django) -> None:
    for path, first, second in (("/a.png", "gzip", ""), ("/b.png", "", "gzip")):
        for coding in (first, second):
            answer = paper.ask(path, accept_encoding=coding)
            assert answer.headers.get("content-encoding", "") == coding
            assert (gzip.decompress(answer.body) if coding else answer.body) == MISSING
    assert paper.passed_on == ["/a.png", "/b.png"]


def test_an_answer_to_head_without_a_body_is_not_remembered_for_get(paper: Django) -> None:
    paper.ask("/a.png", "HEAD")
    assert paper.ask("/a.png").body == MISSING


class Slow(Django):
    """A Django that takes its time."""

    def django(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        sleep(0.2)
        return super().django(environ, start_response)


@pytest.mark.parametrize("path", ["/a.png", "/nothing"])
def test_many_who_ask_at_once_ask_django_once(tmp_path: Path, path: str) -> None:
    paper = Slow(tmp_path, {"backstage_places": 2, "crowd_seconds": 5.0})
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: paper.ask(path), range(40)))
    assert {(answer.status, answer.body) for answer in answers} == {(404, MISSING)}
    assert paper.passed_on == [path]


def test_what_is_there_or_for_one_reader_is_not_shared(tmp_path: Path) -> None:
    paper = Slow(tmp_path, {"crowd_seconds": 5.0})
    paper.answers = {
        "/plan.pdf": Rendered(200, (HTML,), b"a plan"),
        "/mine.pdf": Rendered(404, (HTML, ("Set-Cookie", "a=b")), MISSING),
    }
    for path, answer in paper.answers.items():
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _, path=path: paper.ask(path), range(4)))
        assert {(one.status, one.body) for one in answers} == {(answer.status, answer.body)}
    assert len(paper.passed_on) == paper.closed == 8


def test_a_failure_is_shared_by_all_who_wait(tmp_path: Path) -> None:
    paper = Slow(tmp_path, {"crowd_seconds": 5.0})
    paper.broken = ConnectionError()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: paper.ask("/a.png").status, range(8))) == {503}
    assert paper.passed_on == ["/a.png"]


def test_what_is_there_is_asked_for_each_time(paper: Django) -> None:
    paper.answers = {
        "/search/?q=tram": Rendered(200, (HTML,), b"results"),
        "/documents/1/plan.pdf": Rendered(200, (HTML,), b"a plan"),
        "/today": Rendered(302, (("Location", "/2026/11/27/"), HTML), b""),
        "/secret.pdf": Rendered(403, (HTML,), b"no"),
    }
    for path, answer in paper.answers.items():
        for _ in range(2):
            assert paper.ask(path).status == answer.status
        assert paper.ask(path).body == answer.body
    assert len(paper.passed_on) == 3 * len(paper.answers)


def test_another_query_is_another_address(paper: Django) -> None:
    paper.answers["/old/?page=2"] = Rendered(301, (("Location", "/new/"), HTML), b"")
    assert paper.ask("/old/?page=1").status == 404
    assert paper.ask("/old/?page=2").status == 301


def test_what_is_gone_or_has_moved_is_remembered_too(paper: Django) -> None:
    paper.answers["/gone.png"] = Rendered(410, (HTML,), b"gone")
    paper.answers["/old?page=2"] = Rendered(301, (("Location", "/new/"), HTML), b"")
    assert [paper.ask("/gone.png").status for _ in range(2)] == [410] * 2
    assert [paper.ask("/old?page=2").headers["location"] for _ in range(2)] == ["/new/"] * 2
    assert paper.passed_on == ["/gone.png", "/old?page=2"]


@pytest.mark.parametrize("header", ["cookie", "authorization"])
def test_whoever_says_who_he_is_is_answered_by_django(paper: Django, header: str) -> None:
    paper.ask("/draft/?preview=1")
    paper.answers["/draft/?preview=1"] = Rendered(200, (HTML,), b"a draft")
    assert paper.ask("/draft/?preview=1", **{header: "me"}).body == b"a draft"
    assert paper.ask("/other.png", **{header: "me"}).status == 404
    paper.answers["/other.png"] = Rendered(200, (HTML,), b"now there")
    assert paper.ask("/other.png").body == b"now there"


@pytest.mark.parametrize(
    "header",
    [("Set-Cookie", "a=b"), ("Cache-Control", "no-store"), ("Cache-Control", "private")],
)
def test_what_is_for_one_reader_is_not_remembered(paper: Django, header: tuple[str, str]) -> None:
    paper.answers["/a.png"] = Rendered(404, (HTML, header), MISSING)
    for _ in range(2):
        assert paper.ask("/a.png").headers[header[0].lower()] == header[1]
    assert len(paper.passed_on) == 2


@pytest.mark.parametrize(
    "path", ["/desk/nothing", "/desk/nothing/?x=1", "/media/original_images/a"]
)
def test_the_desk_and_originals_are_asked_for_each_time(tmp_path: Path, path: str) -> None:
    paper = Django(tmp_path, {"media_root": tmp_path})
    for _ in range(2):
        assert paper.ask(path).status == 404
    assert len(paper.passed_on) == 2


def test_a_404_rendered_while_something_changed_is_not_remembered(tmp_path: Path) -> None:
    class Changing(Django):
        def django(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            self.tree.note_change()
            return super().django(environ, start_response)

    paper = Changing(tmp_path)
    paper.ask("/a.png")
    paper.ask("/a.png")
    assert len(paper.passed_on) == 2
