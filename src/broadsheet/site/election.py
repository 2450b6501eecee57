"""Elect one clock among several: by a file's lock on one machine, by the database's on many."""

from __future__ import annotations

import fcntl
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

logger = logging.getLogger(__name__)
CANDIDACY = 1.0
DATABASE_IS_AWAY = (OperationalError, InterfaceError)
# After how much silence PostgreSQL takes the lock from a holder whose machine or network is gone:
# 40 seconds. The holder's own connection gives up after 25 (see the settings).
_HOLDER_IS_GONE = """
SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
SET tcp_user_timeout = 40000
"""

type_holds = Callable[[], bool]


@contextmanager
def elected(office: str, stopped: threading.Event) -> Iterator[type_holds | None]:
    """Wait to become the one who holds `office`; `None` where `stopped` came first.

    `office` is one to seven ASCII letters. What is given tells whether the office is still held,
    and is to be asked every second, in this thread: the lock ends with the process that holds it,
    however that ends, and with its connection to the database. The next takes over in a second.
    """
    if connection.vendor == "postgresql":
        with _by_database(office, stopped) as holds:
            yield holds
    else:
        lock = Path(settings.BROADSHEET_PLATES).parent / f"{office}.lock"
        with _by_file(lock, stopped) as holds:
            yield holds


@contextmanager
def _by_file(path: Path, stopped: threading.Event) -> Iterator[type_holds | None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as held:
        while not stopped.is_set():
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stopped.wait(CANDIDACY)
            else:
                yield lambda: True
                return
    yield None


@contextmanager
def _by_database(office: str, stopped: threading.Event) -> Iterator[type_holds | None]:
    # PostgreSQL's advisory locks are numbered: the letters of the office as one.
    number = int.from_bytes(office.encode("ascii"), "big")
    is_away = False
    try:
        while not stopped.is_set():
            try:
                session = _session_with_lock(number)
                is_away = False
            except DATABASE_IS_AWAY as error:
                if not is_away:
                    logger.warning("Nobody can be elected as %s for now: %s", office, error)
                is_away, session = True, None
                connection.close()
            if session is not None:
                # The lock is this connection's; the chores have their own, in their own threads.
                yield partial(_is_still, session)
                return
            stopped.wait(CANDIDACY)
        yield None
    finally:
        connection.close()


def _session_with_lock(number: int) -> int | None:
    """This connection's session, if it got the lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(_HOLDER_IS_GONE)
    return _session()


def _session() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _is_still(session: int) -> bool:
    """Whether this connection is still `session`."""
    try:
        return _session() == session
    except DATABASE_IS_AWAY as error:
        logger.warning("The connection that holds an office is lost: %s", error)
        return False
