"""The generator of large loads: it asks what the plan says, and tells what came of it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from benchmarks.day import plan_of_a_day
from benchmarks.servers.many_readers import (
    AGAIN,
    ASKED,
    ASSET,
    FIRST_VISIT,
    HIT,
    PAGE,
    ManyReaders,
)

pytestmark = pytest.mark.skipif(
    shutil.which("cc") is None and shutil.which("gcc") is None,
    reason="SKIPPED: the load generator needs a C compiler (Debian's gcc)",
)


class Paper(BaseHTTPRequestHandler):
    """Pages of two kinds of body, a style, and beacons; notes what it was asked."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str, str | None]]

    def do_GET(self) -> None:
        known = self.headers["If-None-Match"]
        self.asked.append((self.command, self.path, known))
        self.send_response(304 if known == '"one"' else 200)
        self.send_header("ETag", '"one"')
        if self.path == "/chunked/":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"4\r\nbody\r\n")
            self.wfile.flush()
            self.wfile.write(b"0\r\n\r\n")
            return
        body = b"" if known else b"x" * 100_000
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.asked.append((self.command, self.path, self.headers["X-Forwarded-For"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    Paper.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Paper) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_the_plan_is_asked_and_answered(port: int, tmp_path: Path) -> None:
    plan = np.zeros(4, ASKED)
    plan["due"] = [0.0, 0.2, 0.4, 0.5]
    plan["address"] = [0, 0, 1, 2]
    plan["kind"] = [FIRST_VISIT, AGAIN, PAGE, HIT]
    plan["visitor"] = [1, 1, 2, 259]
    answers = ManyReaders(tmp_path).read(port, plan, ["/a/", "/chunked/", "/read/7"], ["/style"])
    found = {int(row["kind"]): int(row["status"]) for row in answers.rows}
    assert found == {FIRST_VISIT: 200, ASSET: 200, AGAIN: 304, PAGE: 200, HIT: 204}
    assert answers.rows["milliseconds"].min() > 0
    assert answers.resets == 0
    assert Paper.asked == [
        ("GET", "/a/", None),
        ("GET", "/style", None),
        ("GET", "/a/", '"one"'),
        ("GET", "/chunked/", None),
        ("POST", "/read/7", "10.0.1.3"),
    ]


def test_nobody_there_is_an_answer_of_its_own(tmp_path: Path) -> None:
    plan = np.zeros(1, ASKED)
    answers = ManyReaders(tmp_path).read(1, plan, ["/"], [])
    assert answers.rows["status"].tolist() == [0]


def test_a_day_has_as_many_reads_as_promised() -> None:
    plan = plan_of_a_day(stories=100, seconds=60, scale=1.0)
    pages = plan[plan["kind"] != HIT]
    assert 2500 < len(pages) / 60 < 2800
    assert (np.diff(plan["due"]) >= 0).all()
    hits = plan[plan["kind"] == HIT]
    assert len(hits) == np.sum(pages["address"] > 0)
    assert len(set(hits["visitor"].tolist())) == len(hits)
    assert hits["address"].min() == 101
