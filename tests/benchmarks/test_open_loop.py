"""The load that doesn't wait: times count from when a request was due."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from benchmarks.servers.open_loop import Asked, OpenLoop


class Slow(BaseHTTPRequestHandler):
    """Takes 50 ms for each page. Where `/once` was asked for, nothing more is answered."""

    protocol_version = "HTTP/1.1"
    is_done = False

    def do_GET(self) -> None:
        time.sleep(0.05)
        if self.is_done:
            self.close_connection = True
            return
        self.is_done = self.path == "/once"
        self.send_response(503 if self.path == "/busy" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_waiting_for_a_free_connection_counts(port: int) -> None:
    loop = OpenLoop(port, lines=1)
    outcome = loop.run(iter([Asked(0.0, "/"), Asked(0.0, "/"), Asked(0.0, "/")]))
    assert outcome.statuses["", "page", 200] == 3
    assert outcome.milliseconds[0] >= 50
    assert outcome.milliseconds[2] >= 150


def test_a_refusal_without_retry_after_is_told(port: int) -> None:
    outcome = OpenLoop(port).run(iter([Asked(0.0, "/busy")]))
    assert outcome.statuses["", "page", 503] == 1
    assert outcome.unwilling[""] == 1


def test_what_was_due_in_a_phase_counts_there(port: int) -> None:
    loop = OpenLoop(port, lines=1, is_whole=lambda body: body != b"ok")

    def schedule() -> Iterator[Asked]:
        loop.phase = "frozen"
        yield Asked(0.0, "/")
        yield Asked(0.0, "/busy")
        # It begins once those are due, and before they are answered.
        loop.phase = "after"
        yield Asked(0.01, "/")

    outcome = loop.run(schedule())
    assert outcome.statuses == {
        ("frozen", "page", 200): 1,
        ("frozen", "page", 503): 1,
        ("after", "page", 200): 1,
    }
    assert outcome.unwilling == {"frozen": 1}
    assert outcome.torn == {"frozen": 1, "after": 1}
    assert len(outcome.waited["frozen", "page"]) == 2


def test_nobody_there_is_an_answer_of_its_own(port: int) -> None:
    loop = OpenLoop(port)
    loop.port = 1
    assert loop.run(iter([Asked(0.0, "/")])).statuses["", "page", 0] == 1


def test_what_broke_is_asked_again_on_a_new_connection(port: int) -> None:
    # Both connections are free when the third is due, and both are dead.
    asked = [Asked(0.0, "/once"), Asked(0.0, "/once"), Asked(0.3, "/")]
    outcome = OpenLoop(port, lines=2).run(iter(asked))
    assert outcome.statuses == {("", "page", 200): 3}
    assert outcome.resets == 1
