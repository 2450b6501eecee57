"""What readers notice when the server's workers die: nothing, or a moment's wait."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from broadsheet.reader import ReaderConfig
from broadsheet.site import server
from tests.browser.server import free_port

pytestmark = pytest.mark.network

REQUEST = b"GET / HTTP/1.1\r\nHost: paper.example\r\nConnection: close\r\n\r\n"
SECONDS = 30


@dataclass
class Serving:
    """A server of `served_name`, and where its log is."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def ask(self) -> int:
        """The process id of the worker that answers a new connection."""
        with self.connect() as connection:
            return answer(connection)

    def connect(self) -> socket.socket:
        """A new connection on which a request has been sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)
        connection.sendall(REQUEST)
        return connection

    def all_workers(self, count: int) -> set[int]:
        """Process ids of `count` workers, once each of them has answered."""
        found: set[int] = set()
        until = time.monotonic() + SECONDS
        while len(found) < count:
            assert time.monotonic() < until, self.log.read_text()
            try:
                found.add(self.ask())
            except ConnectionRefusedError:
                time.sleep(0.05)
        return found


def answer(connection: socket.socket) -> int:
    """The process id that comes back on `connection`."""
    got = b""
    while piece := connection.recv(65536):
        got += piece
    assert got.startswith(b"HTTP/1.1 200 "), got
    return int(got.rpartition(b"\r\n")[2])


def stop(pid: int) -> None:
    """Stop the process, and be sure that each of its threads is (proc_pid_stat(5): T)."""
    os.kill(pid, signal.SIGSTOP)
    for thread in Path(f"/proc/{pid}/task").iterdir():
        while (thread / "stat").read_text().rpartition(") ")[2][0] != "T":
            time.sleep(0.01)


def kill(pid: int) -> None:
    """Kill the process, and be sure that it takes no connection any more."""
    os.kill(pid, signal.SIGKILL)
    state = Path(f"/proc/{pid}/stat")
    with suppress(FileNotFoundError, ProcessLookupError):
        while state.read_text().rpartition(") ")[2][0] != "Z":
            time.sleep(0.01)


@contextmanager
def serving(folder: Path, workers: int, pause: float) -> Iterator[Serving]:
    """A server until the end of the block."""
    port, log = free_port(), folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.site.served_name", str(port), str(workers), str(pause)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=out,
            stderr=out,
        )
    try:
        yield Serving(process, port, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def test_whoever_waits_for_a_worker_that_is_killed_is_answered_by_its_successor(
    tmp_path: Path,
) -> None:
    with serving(tmp_path, workers=2, pause=0.1) as served, ExitStack() as stack:
        before = served.all_workers(2)
        for pid in before:
            stop(pid)
        # Shared out among the sockets of both.
        waiting = [stack.enter_context(served.connect()) for _ in range(32)]
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        after = {answer(connection) for connection in waiting}
        assert len(after) == 2
        assert not after & before


def test_a_worker_that_dies_again_and_again_neither_ends_the_server_nor_is_given_up(
    tmp_path: Path,
) -> None:
    with serving(tmp_path, workers=2, pause=0.1) as served:
        steady = min(served.all_workers(2))
        for _ in range(3):
            (restless,) = served.all_workers(2) - {steady}
            kill(restless)
        assert steady in served.all_workers(2)
        assert "starting it again" in served.log.read_text()


def test_a_server_that_waits_to_start_a_worker_again_ends_at_once_when_told(
    tmp_path: Path,
) -> None:
    with serving(tmp_path, workers=1, pause=3600) as served:
        (only,) = served.all_workers(1)
        os.kill(only, signal.SIGKILL)
        until = time.monotonic() + SECONDS
        while "starting it again" not in served.log.read_text():
            assert time.monotonic() < until, served.log.read_text()
            time.sleep(0.05)
    assert served.process.returncode == 0


@dataclass
class FakeWorker:
    alive: bool
    birth: float = 0.0

    def is_alive(self) -> bool:
        return self.alive


@pytest.mark.parametrize(
    ("heard_of", "alive", "started"),
    [
        ([0], [False, True], [0]),
        # The second died while granian emptied its list of the first.
        ([0], [False, False], [0, 1]),
        # It was started again with the first, and only then heard of.
        ([1], [True, True], []),
    ],
)
def test_who_has_died_is_started_again_whoever_was_heard_of(
    monkeypatch: pytest.MonkeyPatch, heard_of: list[int], alive: list[bool], started: list[int]
) -> None:
    asked: list[list[int]] = []
    monkeypatch.setattr(
        server.MPServer, "_respawn_workers", lambda _self, places, *_rest: asked.append(places)
    )
    one = server.Server("tests.site.served_name:say_who", workers=2)
    one.wrks = [FakeWorker(each) for each in alive]  # type: ignore[assignment]
    one._respawn_workers(heard_of, None, None)
    assert asked == [started]


def test_workers_end_with_a_server_that_is_killed(tmp_path: Path) -> None:
    with serving(tmp_path, workers=2, pause=0.1) as served:
        workers = served.all_workers(2)
        served.process.kill()
        until = time.monotonic() + SECONDS
        while any(Path(f"/proc/{pid}").exists() for pid in workers):
            assert time.monotonic() < until
            time.sleep(0.05)


def test_the_server_refuses_headers_that_the_reader_would_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In front of it, since the reader doesn't look at all of them where a plate is in memory."""
    told: dict[str, Any] = {}

    class Server:
        def __init__(self, target: str, **options: Any) -> None:
            told.update(options)

        def serve_wsgi(self, load: Any) -> None:
            """At once."""

    monkeypatch.setattr(server, "Server", Server)
    monkeypatch.setattr(server, "share_arenas", lambda: None)
    monkeypatch.setattr(server, "serve_in_batches", lambda: None)
    monkeypatch.setenv("BROADSHEET_WORKERS", "1")
    server.run_server("127.0.0.1", 8000, 2)
    assert told["http1_settings"].max_buffer_size == ReaderConfig.largest_headers
    assert told["http2_settings"].max_headers_size == ReaderConfig.largest_headers
