"""Beacons at a real server of two processes, which is asked to end, or killed."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from broadsheet.plates import PlateTree
from broadsheet.plates.hit_logs import logs, read
from broadsheet.plates.salts import Salts
from tests.browser.server import free_port
from tests.reader.asking import PAGE
from tests.reader.served import HOME

pytestmark = pytest.mark.network
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"


class Counting:
    """A server in a process group of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        PlateTree(home / "plates").press("/", PAGE)
        with (home / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory"),
                    *("tests.reader.served:make", "--workers", "2", "--blocking-threads", "4"),
                    *("--port", str(self.port), "--no-ws", "--log-level", "warning"),
                    *("--workers-kill-timeout", "5"),
                ],
                env={**os.environ, HOME: str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + 20
        while self.send(1, "192.0.2.250") != 204:
            assert time.monotonic() < until, (home / "log").read_text()
            time.sleep(0.1)

    def send(self, story: int, address: str, user_agent: str = BROWSER) -> int:
        """One beacon on a connection of its own, which any process may take; its status, or 0."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Host": "paper.example", "User-Agent": user_agent, "X-Forwarded-For": address}
        try:
            connection.request("POST", f"/read/{story}", headers=headers)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def crowd(self, number: int) -> None:
        """Beacons of two stories from as many addresses as there are beacons."""
        with ThreadPoolExecutor(8) as crowd:
            asked = crowd.map(
                lambda one: self.send(1 + one % 2, f"10.0.{one // 250}.{one % 250}"), range(number)
            )
            assert set(asked) == {204}

    def end(self, number: int) -> None:
        """Send the signal `number` to every process, and wait until they are gone."""
        os.killpg(self.process.pid, number)
        self.process.wait(20)

    def reads(self) -> int:
        """How many reads of the crowd the logs hold."""
        folder = self.home / "hits" / "node"
        found = [one for log in logs(folder, 1 << 40) for one in read(log).tolist()]
        return len([one for one in found if one[2]])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Counting]:
    """It answers."""
    one = Counting(tmp_path)
    yield one
    if one.process.poll() is None:
        one.end(signal.SIGKILL)
    for salt in Path("/dev/shm").glob(f"{Salts(tmp_path / 'hits' / 'node')._stem}*"):
        salt.unlink()


def test_two_processes_count_for_one_paper(server: Counting) -> None:
    server.crowd(400)
    time.sleep(1.3)
    assert server.reads() == 401
    found = logs(server.home / "hits" / "node", 1 << 40)
    assert len({log.name.split("-")[1] for log in found}) == 2


def test_the_same_visitor_is_the_same_to_both(server: Counting) -> None:
    server.crowd(60)
    for _ in range(3):
        server.crowd(60)
    time.sleep(1.3)
    folder = server.home / "hits" / "node"
    crowd = [one for log in logs(folder, 1 << 40) for one in read(log).tolist() if one[2]]
    minutes = {one[1] // 60 for one in crowd}
    assert len({one[3] for one in crowd}) <= 61 * len(minutes)


def test_asked_to_end_they_write_what_they_have(server: Counting) -> None:
    server.crowd(300)
    server.process.terminate()
    server.process.wait(20)
    assert server.reads() == 301


def test_killed_they_lose_a_second_at_most(server: Counting) -> None:
    server.crowd(300)
    time.sleep(1.2)
    server.end(signal.SIGKILL)
    assert server.reads() == 301
