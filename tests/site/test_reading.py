"""What the reader is told, and what it asks of Django."""

from __future__ import annotations

import pytest
from django.db import connection

from broadsheet.plates.tags import Dependencies
from broadsheet.press.rendering import Rendered
from broadsheet.site.reading import LOCK_PATIENCE, PLACES, SEATS, THREADS, config, render


def test_a_thread_is_left_for_plates() -> None:
    told = config()
    assert (told.backstage_places, told.backstage_seats) == (PLACES, SEATS)
    assert 0 < told.backstage_places + told.backstage_seats < THREADS


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
