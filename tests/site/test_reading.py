"""What the reader is told, and what it asks of Django."""

from __future__ import annotations

from errno import ENOSPC
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from broadsheet.plates import PlateTree
from broadsheet.plates.tags import Dependencies
from broadsheet.press.rendering import Rendered
from broadsheet.press.tree import plate_tree
from broadsheet.reader import PLATE_CACHE_CONTROL, Reader, ReaderConfig
from broadsheet.site.reading import LOCK_PATIENCE, PLACES, POSTED, THREADS, config, render
from tests.conftest import TestPaper
from tests.factories import publish
from tests.reader.asking import ask


@pytest.fixture(autouse=True)
def _transaction_of_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a request leaves the connection open, on which the test's transaction runs."""
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda _self: None)


def test_a_thread_is_left_for_plates() -> None:
    told = config()
    assert told.backstage_places == PLACES
    assert 0 < PLACES < THREADS - 1, "one waits for a place, one is left"


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's lock is meant")
def test_a_reader_does_not_wait_for_a_lock_as_long_as_the_desk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[int] = []

    def press_page(path: str) -> Rendered:
        waited.append(_busy_timeout())
        return Rendered(path, 404, [], b"", Dependencies())

    monkeypatch.setattr("broadsheet.press.pressing.press_page", press_page)
    before = _busy_timeout()
    render("/politics/")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {before}")
    assert waited == [LOCK_PATIENCE * 1000]
    assert before > LOCK_PATIENCE * 1000


def _busy_timeout() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        return int(cursor.fetchone()[0])


def test_readers_get_their_page_though_the_disk_is_full(
    paper: TestPaper,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    publish(paper.politics, headline="The harbour is open again")

    def fail(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(PlateTree, "_write_new", fail)
    told = ReaderConfig(tree=tmp_path / "plates", allowed_hosts=frozenset({"testserver"}))
    reader = Reader(told, WSGIHandler, render, print)
    for _ in range(2):
        answer = ask(reader, "/politics/", "GET", "", {"host": "testserver"})
        assert answer.status == 200
        assert b"The harbour is open again" in answer.body
    said = "/politics/ could not be kept: [Errno 28] No space left on device"
    assert [record.getMessage() for record in caplog.records] == [said] * 2


HERE = {"host": "testserver", "accept_encoding": "gzip"}


def reader_here() -> Reader:
    """A reader on the tree that the test's pages are pressed into."""
    told = ReaderConfig(
        tree=plate_tree().root, allowed_hosts=frozenset({"testserver"}), posted_prefixes=POSTED
    )
    return Reader(told, WSGIHandler, render, print)


@pytest.mark.parametrize("path", ["/wp-login.php", "/nothing", "/a.png", "/nothing/?x=1"])
def test_what_is_not_there_reaches_the_database_once(
    paper: TestPaper, tmp_path: Path, path: str
) -> None:
    told = ReaderConfig(tree=tmp_path, allowed_hosts=frozenset({"testserver"}))
    reader = Reader(told, WSGIHandler, render, print)
    address, _mark, query = path.partition("?")
    headers = {"host": "testserver", "accept_encoding": "gzip"}
    first = ask(reader, address, "GET", query, headers)
    with CaptureQueriesContext(connection) as asked:
        again = ask(reader, address, "GET", query, headers)
    assert not asked.captured_queries
    assert again == first
    if address == "/nothing":
        assert (again.status, again.headers["location"]) == (301, "/nothing/")
    else:
        assert (again.status, again.headers["content-encoding"]) == (404, "gzip")


def test_what_is_public_is_pressed_whatever_its_query(paper: TestPaper) -> None:
    reader = reader_here()
    story = publish(paper.politics, headline="The harbour is open again")
    for path in (story.path, "/politics/", "/rss.xml", "/archive/", "/most-popular/"):
        answer = ask(reader, path, "GET", "ref=news&page=2", HERE)
        assert answer.headers["etag"], path
        assert answer.headers["cache-control"] == PLATE_CACHE_CONTROL
        assert plate_tree().body(path)


def test_a_search_is_answered_by_its_query_and_asks_for_no_more_than_that(paper: TestPaper) -> None:
    reader = reader_here()
    publish(paper.politics, headline="The harbour is open again")
    asked_for = []
    for query in ("q=harbour", "q=nothing", "q=harbour&page=1"):
        with CaptureQueriesContext(connection) as asked:
            answer = ask(reader, "/search/", "GET", query, {"host": "testserver"})
        asked_for.append(len(asked))
        assert answer.status == 200
        assert (b"The harbour is open again" in answer.body) is ("harbour" in query)
    assert not plate_tree().body("/search/")
    assert asked_for[1] < asked_for[0], "the page without a query was rendered once"
    assert asked_for[2] < asked_for[0]


def test_a_redirect_may_be_of_one_query(paper: TestPaper) -> None:
    reader = reader_here()
    Redirect.objects.create(old_path="/old?page=2", redirect_link="/politics/")
    answer = ask(reader, "/old/", "GET", "page=2", HERE)
    assert (answer.status, answer.headers["location"]) == (301, "/politics/")
    assert ask(reader, "/old/", "GET", "page=3", HERE).status == 404


def test_whoever_tries_one_address_after_another_has_one_page_made(paper: TestPaper) -> None:
    reader = reader_here()
    publish(paper.politics, headline="The harbour is open again")
    first = ask(reader, "/1/", "GET", "", HERE)
    asked_for = []
    for path in ("/2/", "/politics/2026/11/22/3/", "/4.png", "/zh/5/"):
        with CaptureQueriesContext(connection) as asked:
            answer = ask(reader, path, "GET", "", HERE)
        assert (answer.status, answer.body) == (404, first.body)
        asked_for += [query["sql"] for query in asked.captured_queries]
    assert not [sql for sql in asked_for if "headline" in sql], "no story is read for it"
    plate_tree().note_change()
    publish(paper.politics, headline="The bridge is closed")
    changed = ask(reader, "/6/", "GET", "", {"host": "testserver"})
    assert b"The bridge is closed" in changed.body


def test_what_takes_deliveries_and_passwords_takes_them() -> None:
    told = config()
    for name, arguments in (
        ("wire_push", ["xinhua"]),
        ("wagtailcore_login", []),
        ("wagtailcore_authenticate_with_password", [1, 1]),
        ("wagtaildocs_authenticate_with_password", [1]),
    ):
        assert reverse(name, args=arguments).startswith(told.posted_prefixes)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE"])
def test_a_public_page_without_a_plate_is_only_read(paper: TestPaper, method: str) -> None:
    reader = reader_here()
    for path in ("/politics/", "/nothing", "/search/"):
        answer = ask(reader, path, method, "", HERE)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
