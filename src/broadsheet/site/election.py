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
# Any number will do, so long as it is always the same one: "clock" in ASCII.
_ADVISORY = 0x636C6F636B


@contextmanager
def elected(stopped: threading.Event) -> Iterator[bool]:
    """Wait to become the one clock; False where `stopped` came first.

    The lock ends with the process that holds it, however that ends: the next takes over in a
    second.
    """
    if connection.vendor == "postgresql":
        with _by_database(stopped) as won:
            yield won
    else:
        with _by_file(Path(settings.BROADSHEET_PLATES).parent / "clock.lock", stopped) as won:
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
def _by_database(stopped: threading.Event) -> Iterator[bool]:
    while not stopped.is_set():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ADVISORY])
            if cursor.fetchone()[0]:
                # The lock is this connection's; the chores have their own, in their own threads.
                yield True
                return
        stopped.wait(CANDIDACY)
    yield False
