"""Elect one clock among several: by a file's lock on one machine, by the database's on many."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

CANDIDACY = 1.0


@contextmanager
def elected(office: str, stopped: threading.Event) -> Iterator[bool]:
    """Wait to become the one who holds `office`; False where `stopped` came first.

    `office` is one to seven ASCII letters.

    The lock ends with the process that holds it, however that ends: the next takes over in a
    second.
    """
    if connection.vendor == "postgresql":
        with _by_database(office, stopped) as won:
            yield won
    else:
        lock = Path(settings.BROADSHEET_PLATES).parent / f"{office}.lock"
        with _by_file(lock, stopped) as won:
            yield won


@contextmanager
def _by_file(path: Path, stopped: threading.Event) -> Iterator[bool]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as held:
        while not stopped.is_set():
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stopped.wait(CANDIDACY)
            else:
                yield True
                return
    yield False


@contextmanager
def _by_database(office: str, stopped: threading.Event) -> Iterator[bool]:
    # PostgreSQL's advisory locks are numbered: the letters of the office as one.
    number = int.from_bytes(office.encode("ascii"), "big")
    while not stopped.is_set():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            if cursor.fetchone()[0]:
                # The lock is this connection's; the chores have their own, in their own threads.
                yield True
                return
        stopped.wait(CANDIDACY)
    yield False
