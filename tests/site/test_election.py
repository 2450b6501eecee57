"""One of several clocks is elected, and stands again when it has lost its office."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from broadsheet.press import registry
from broadsheet.press.registry import Chore
from broadsheet.site import clock, election
from broadsheet.site.election import elected

pytestmark = pytest.mark.django_db

OFFICE = "test"
SOON = 20


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a second."""
    monkeypatch.setattr(election, "CANDIDACY", 0.02)
    monkeypatch.setattr(clock, "STILL_HELD", 0.02)
    monkeypatch.setattr(clock, "LOOK_AROUND", 0.02)


@pytest.fixture
def postgresql() -> None:
    """Skip where the lock is a file's."""
    if connection.vendor != "postgresql":
        pytest.skip("SKIPPED: the lock is a file's")


class Candidate:
    """Stands for the office in a thread of its own, as each clock does in a process."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.won = threading.Event()
        self.lost = threading.Event()
        self.thread = threading.Thread(target=self.stand)
        self.thread.start()

    def stand(self) -> None:
        with elected(OFFICE, self.stopped) as holds:
            if holds is None:
                return
            self.won.set()
            while not self.stopped.wait(0.02) and holds():
                pass
            if not self.stopped.is_set():
                self.lost.set()

    def stop(self) -> None:
        self.stopped.set()
        self.thread.join()


@contextmanager
def candidates() -> Iterator[Callable[[], Candidate]]:
    """Make candidates, who end with the block."""
    made: list[Candidate] = []

    def make() -> Candidate:
        made.append(Candidate())
        return made[-1]

    try:
        yield make
    finally:
        for each in made:
            each.stop()


def end_sessions(where: str, *values: object) -> int:
    """End other sessions of this database as an administrator or a restart would; how many."""
    with connection.cursor() as cursor:
        # In the test's own transaction the first look at the sessions would be the last.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = current_database() AND pid <> pg_backend_pid() AND {where}",
            values,
        )
        return len(cursor.fetchall())


def end_holder(office: str = OFFICE) -> None:
    """End the session of who holds `office`."""
    number = int.from_bytes(office.encode(), "big")
    where = (
        "pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted "
        "AND (classid::bigint << 32) + objid::bigint = %s)"
    )
    assert end_sessions(where, number) == 1


def test_the_second_waits_for_the_first() -> None:
    with candidates() as make:
        first = make()
        assert first.won.wait(SOON)
        second = make()
        assert not second.won.wait(0.2)
        first.stop()
        assert second.won.wait(SOON)
        assert not first.lost.is_set()


def test_who_is_stopped_before_it_is_elected_holds_nothing() -> None:
    with candidates() as make:
        assert make().won.wait(SOON)
        second = make()
        second.stop()
        assert not second.won.is_set()


@pytest.mark.usefixtures("postgresql")
def test_a_holder_whose_connection_is_cut_knows_that_it_has_lost() -> None:
    with candidates() as make:
        first = make()
        assert first.won.wait(SOON)
        second = make()
        end_holder()
        assert first.lost.wait(SOON)
        assert second.won.wait(SOON)
        assert not second.lost.is_set()


@pytest.mark.usefixtures("postgresql")
def test_a_candidate_survives_that_the_database_is_away(caplog: pytest.LogCaptureFixture) -> None:
    with candidates() as make:
        first = make()
        assert first.won.wait(SOON)
        second = make()
        deadline = time.monotonic() + SOON
        while not end_sessions("query LIKE %s", "SELECT pg_try_advisory_lock%"):
            assert time.monotonic() < deadline
        first.stop()
        assert second.won.wait(SOON)
    assert [record.message[:38] for record in caplog.records] == [
        "Nobody can be elected as test for now:"
    ]


@pytest.mark.usefixtures("postgresql")
def test_a_clock_that_has_lost_its_office_ends_its_chores_and_stands_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: list[threading.Thread] = []
    new, stopped = threading.Semaphore(0), threading.Event()

    def run() -> None:
        if threading.current_thread() not in threads:
            threads.append(threading.current_thread())
            new.release()

    monkeypatch.setattr(clock, "register_own_chores", lambda _over: None)
    monkeypatch.setattr(registry, "_chores", {"counting": Chore("counting", 0.01, run)})
    holder = threading.Thread(target=clock._hold_office, args=["clock", stopped])
    holder.start()
    try:
        assert new.acquire(timeout=SOON)
        end_holder("clock")
        assert new.acquire(timeout=SOON)
        first, second = threads
        assert not first.is_alive()
        assert second.is_alive()
    finally:
        stopped.set()
        holder.join()
    assert not second.is_alive()


@pytest.mark.usefixtures("postgresql")
def test_errands_that_begin_while_the_database_goes_away_are_begun_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: list[int] = []
    began, stopped = threading.Event(), threading.Event()

    def notice() -> None:
        tries.append(1)
        if len(tries) == 1:
            end_other = "SELECT pg_terminate_backend(pg_backend_pid())"
            with connection.cursor() as cursor:
                cursor.execute(end_other)
        began.set()

    monkeypatch.setattr(clock, "register_own_chores", lambda _over: None)
    monkeypatch.setattr(registry, "_chores", {})
    monkeypatch.setattr("broadsheet.press.sweep.notice_new_build", notice)
    holder = threading.Thread(target=clock._hold_office, args=["errands", stopped])
    holder.start()
    try:
        assert began.wait(SOON)
    finally:
        stopped.set()
        holder.join()
    assert len(tries) == 2
