"""What the reader is told, and what it asks of Django."""

from __future__ import annotations

from errno import ENOSPC
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext

from broadsheet.plates import PlateTree
from broadsheet.plates.tags import Dependencies
from broadsheet.press.rendering import Rendered
from broadsheet.reader import Reader, ReaderConfig
from broadsheet.site.reading import LOCK_PATIENCE, PLACES, THREADS, config, render
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
