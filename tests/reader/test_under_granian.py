"""The reader as it is served: two processes of granian, asked over sockets."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import pytest

from broadsheet.plates import PlateTree
from broadsheet.reader import ReaderConfig
from tests.browser.server import free_port
from tests.reader.asking import PAGE
from tests.reader.served import HOME

pytestmark = pytest.mark.network

CLIP = os.urandom(3_000_000)


@dataclass
class Served:
    home: Path
    port: int

    def send(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """Send the bytes of a request as they are; status, headers and body of the answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            got = b""
            while piece := connection.recv(65536):
                got += piece
        head, _blank, body = got.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)
        }
        return int(first.split()[1]), headers, body

    def ask(
        self, target: str, method: str = "GET", *headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        lines = [
            f"{method} {target} HTTP/1.1",
            "Host: paper.example",
            "Connection: close",
            *headers,
        ]
        return self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two workers of four threads."""
    home = tmp_path_factory.mktemp("served")
    PlateTree(home / "plates").press("/", PAGE)
    (home / "media").mkdir()
    (home / "media/clip.mp4").write_bytes(CLIP)
    one = Served(home, free_port())
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory"),
                *("tests.reader.served:make", "--workers", "2", "--blocking-threads", "4"),
                *("--host", "127.0.0.1", "--port", str(one.port), "--no-ws"),
                *("--http1-buffer-size", str(ReaderConfig.largest_headers)),
                # A worker that is still being started hears no signal.
                *("--workers-kill-timeout", "5"),
            ],
            env={**os.environ, HOME: str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=log,
            stderr=log,
        )
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                assert one.ask("/")[0] == 200
                break
            except OSError:
                assert process.poll() is None, (home / "log").read_text()
                assert time.monotonic() < deadline, (home / "log").read_text()
                time.sleep(0.1)
        yield one
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def test_a_plate(served: Served) -> None:
    status, headers, body = served.ask("/?utm_source=letter")
    assert (status, body) == (200, PAGE)
    assert headers["content-length"] == str(len(PAGE))
    assert headers["date"]
    again = served.ask("/", "GET", f"If-None-Match: {headers['etag']}")
    assert (again[0], again[2]) == (304, b"")


def test_head_says_the_length_9110_8_6(served: Served) -> None:
    status, headers, body = served.ask("/", "HEAD")
    assert (status, headers["content-length"], body) == (200, str(len(PAGE)), b"")


def test_absolute_form_9112_3_2_2(served: Served) -> None:
    assert served.ask("http://paper.example/")[2] == PAGE


def test_a_request_without_a_host_is_400_9112_3_2(served: Served) -> None:
    assert served.send(b"GET / HTTP/1.0\r\n\r\n")[0] == 400


@pytest.mark.parametrize(
    ("target", "method", "status"),
    [
        ("/%00", "GET", 400),
        ("/%ff/", "GET", 400),
        ("/%2e%2e/%2e%2e/etc/passwd", "GET", 400),
        ("//politics//", "GET", 301),
        ("/", "BREW", 501),
        ("/", "POST", 405),
        ("/", "OPTIONS", 204),
        ("*", "OPTIONS", 204),
        (f"/{'a' * 3000}", "GET", 414),
        (f"/?{'a' * 9000}", "GET", 414),
        ("/search?q=x", "GET", 200),
        ("/media/../rendered", "GET", 400),
        ("/media/%2e%2e%2frendered", "GET", 400),
    ],
)
def test_odd_requests(served: Served, target: str, method: str, status: int) -> None:
    assert served.ask(target, method)[0] == status


@pytest.mark.parametrize("path", ["/", "/nothing/"])
def test_huge_headers_whether_or_not_a_plate_is_in_memory(served: Served, path: str) -> None:
    status = served.ask(path)[0]
    for _ in range(4):
        assert served.ask(path, "GET", f"X-Long: {'a' * 60_000}")[0] == status
        assert served.ask(path, "GET", f"X-Long: {'a' * 70_000}")[0] == 431


def test_ranges_of_a_clip(served: Served) -> None:
    got = b""
    while len(got) < len(CLIP):
        status, headers, body = served.ask("/media/clip.mp4", "GET", f"Range: bytes={len(got)}-")
        assert status == 206
        assert headers["content-length"] == str(len(body))
        got += body
    assert got == CLIP
    assert served.ask("/media/clip.mp4")[2] == CLIP


def test_two_processes_render_a_page_once(served: Served) -> None:
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda _: served.ask("/science/"), range(80)))
    assert {status for status, _headers, _body in answers} == {200}
    assert (served.home / "rendered").read_text().count("/science/\n") == 1


@pytest.mark.parametrize("page", ["/hangs/{}/", "/hangs/"])
def test_plates_are_served_while_every_place_hangs(served: Served, page: str) -> None:
    go = served.home / "go"
    with ThreadPoolExecutor(24) as pool:
        asked = [pool.submit(served.ask, page.format(number)) for number in range(24)]
        try:
            # At most three in each of two processes are let in.
            answered = as_completed(asked, timeout=20)
            for _ in range(24 - 6):
                status, headers, _body = next(answered).result()
                assert (status, headers["retry-after"]) == (503, "20")
            for _ in range(20):
                assert served.ask("/")[2] == PAGE
        finally:
            go.touch()
            statuses = [one.result()[0] for one in asked]
            go.unlink()
    assert statuses.count(404) in range(1, 7)
    assert statuses.count(503) == 24 - statuses.count(404)
