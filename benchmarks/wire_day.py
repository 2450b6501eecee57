"""Twenty-four hours of five agencies, replayed in a minute while readers read.

Promised: nothing lost and nothing twice, counted against the generator's own record; every reader
is answered.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.browser.server import ServedPaper
from tests.wire.transports.agency import Agency as Server
from tests.wire.transports.agency import Reply, agency_server

from benchmarks import newsroom, wire_desk
from benchmarks.newsroom import Newsroom
from benchmarks.papers import running_paper, wait_until_quiet
from benchmarks.report import percentile, report
from benchmarks.servers.asking import Connection
from benchmarks.servers.open_loop import Asked, OpenLoop, Outcome
from benchmarks.wire_desk import Ways
from benchmarks.wire_traffic import (
    AGENCIES,
    DAY,
    DROPPED,
    PUBLISHED,
    Expected,
    Sent,
    Traffic,
    Way,
    day,
    feed,
)

STORIES = 120
READS_A_SECOND = 150.0
IN_FEED = 40
PATIENCE = 300.0
TRIES = 20
EXPLAINED = {
    "versions_sent": "of items, with kills, corrections, and some late or out of order",
    "deliveries_sent": "with those that were sent twice, feeds apart",
    "seconds": "in which the day was replayed",
    "behind_seconds": "after the last was sent, until all were taken in",
    "lost": "versions or items that are not there; promised: 0",
    "twice": "versions, items or stories that are there twice; promised: 0",
    "wrong": "items that came to something else than they should; promised: 0",
    "reader_errors": "promised: 0",
    "load_average": "of the machine, one minute, before and without the benchmark",
}


class Sender:
    """Delivers as the agencies do, by post, file and feed."""

    def __init__(self, paper: ServedPaper, ways: dict[str, Ways], server: Server) -> None:
        self.paper = paper
        self.ways = ways
        self.server = server
        self.feed: list[bytes] = []
        self.posted_again = 0
        self.number = 0

    def send_all(self, traffic: Traffic, seconds: float) -> None:
        """Send the whole day within `seconds`, each delivery when it is due."""
        began = time.monotonic()
        with closing(http.client.HTTPConnection("127.0.0.1", self.paper.port)) as line:
            for sent in traffic.sent:
                wait = began + sent.due / DAY * seconds - time.monotonic()
                if wait > 0:
                    time.sleep(wait)
                self.number += 1
                self._send(line, sent)

    def _send(self, line: http.client.HTTPConnection, sent: Sent) -> None:
        content = sent.agency.write(sent.version, sent.otherwise)
        match sent.agency.way:
            case Way.PUSH:
                self._post(line, self.ways[sent.agency.name], content)
            case Way.FOLDER:
                self._drop(self.ways[sent.agency.name].folder, content)
            case Way.POLL:
                self.feed = [content, *self.feed][:IN_FEED]
                self.server.replies["/wire"] = Reply(feed(self.feed))

    def _post(self, line: http.client.HTTPConnection, ways: Ways, content: bytes) -> None:
        headers = {"Authorization": f"Bearer {ways.token}"}
        for pause in range(TRIES):
            try:
                line.request("POST", f"/wire/{quote(ways.slug)}/", content, headers)
                answer = line.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                line.close()
                answer = None
            if answer is not None and answer.status in {200, 202}:
                return
            self.posted_again += 1
            time.sleep(0.05 * pause)
        raise RuntimeError(f"{ways.slug} is not heard")

    def _drop(self, folder: Path | None, content: bytes) -> None:
        assert folder is not None
        path = folder / "in" / f"{self.number}.xml"
        path.with_suffix(".tmp").write_bytes(content)
        path.with_suffix(".tmp").rename(path)


def main() -> None:
    """Replay the day, then hold what came of it against the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=6000)
    parser.add_argument("--seconds", type=float, default=40.0)
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    traffic = day(asked.items, datetime.now(UTC))
    with (
        tempfile.TemporaryDirectory() as folder,
        running_paper(Path(folder)) as (paper, desk),
        agency_server() as server,
    ):
        desk(newsroom.grow, STORIES)
        paths = ["/", *desk(newsroom.paths_of_newest, STORIES)]
        desk(newsroom.press_paths, paths)
        server.replies["/wire"] = Reply(feed([]))
        known = [
            (one.name, one.way.value, server.url() if one.way is Way.POLL else f"drop/{one.name}")
            for one in AGENCIES
        ]
        ways = desk(wire_desk.bring_in, known, PUBLISHED, DROPPED)
        wait_until_quiet(desk)
        over = threading.Event()
        reading = Readers(paper.port, paths, over)
        reading.start()
        try:
            sender = Sender(paper, ways, server)
            began = time.monotonic()
            sender.send_all(traffic, asked.seconds)
            seconds = time.monotonic() - began
            behind = until_taken(desk, asked.items)
            wait_until_quiet(desk)
        finally:
            over.set()
            reading.join()
        figures = judged(desk, paper.port, traffic)
    assert reading.outcome is not None
    report(
        "wire_day",
        {
            "versions_sent": asked.items,
            "deliveries_sent": len(traffic.sent),
            "seconds": seconds,
            "behind_seconds": behind,
            "posted_again": sender.posted_again,
            **figures,
            **read(reading.outcome),
            "load_average": load,
        },
        EXPLAINED,
    )


class Readers(threading.Thread):
    """Reads all the while: the front and stories."""

    def __init__(self, port: int, paths: list[str], over: threading.Event) -> None:
        super().__init__()
        self.loop = OpenLoop(port, lines=16)
        self.paths = paths
        self.over = over
        self.outcome: Outcome | None = None

    def run(self) -> None:
        """Read until it is over."""
        self.outcome = self.loop.run(self._schedule())

    def _schedule(self) -> Iterator[Asked]:
        dice = random.Random(1)
        moment = 0.0
        while not self.over.is_set():
            moment += dice.expovariate(READS_A_SECOND)
            yield Asked(moment, "/" if dice.random() < 0.4 else dice.choice(self.paths))


def until_taken(desk: Newsroom, versions: int) -> float:
    """Seconds until all `versions` are in the record, or nothing has come for a while."""
    began = last = time.monotonic()
    before = -1
    while True:
        kept = desk(wire_desk.versions_kept)
        now = time.monotonic()
        if kept >= versions and not desk(wire_desk.deliveries_waiting):
            return now - began
        if kept != before:
            before, last = kept, now
        if now > min(last + 20, began + PATIENCE):
            print(f"  {versions - kept} versions have not come")
            return now - began
        time.sleep(0.1)


def judged(desk: Newsroom, port: int, traffic: Traffic) -> dict[str, float]:
    """What came of the traffic, held against its record."""
    found: dict[str, dict[str, Any]] = desk(wire_desk.came_to)
    faults: Counter[str] = Counter()
    killed = published = 0
    with Connection(port) as connection:
        for guid, expected in traffic.expected.items():
            there = found.get(guid)
            if there is None:
                faults["lost"] += expected.versions
                continue
            faults["lost"] += max(0, expected.versions - there["versions"])
            faults["twice"] += max(0, there["versions"] - expected.versions)
            faults["twice"] += there["dispatches"] - 1 + max(0, len(there["stories"]) - 1)
            if wrong := [*differences(expected, there), *on_site(connection, expected, there)]:
                faults["wrong"] += 1
                print(f"  {guid}: {'; '.join(wrong)}")
            killed += expected.canceled
            published += expected.fate == "published" and not expected.canceled
    for name, error in desk(wire_desk.rejected):
        faults["wrong"] += 1
        print(f"  {name}: {error}")
    faults["twice"] += len(found.keys() - traffic.expected.keys())
    return {
        "items": len(traffic.expected),
        "items_canceled": killed,
        "stories_published": published,
        **{name: faults[name] for name in ("lost", "twice", "wrong")},
    }


def differences(expected: Expected, there: dict[str, Any]) -> Iterator[str]:
    """What an item should have come to, where it has not."""
    alarm = "kill" if expected.canceled else "correction" if expected.corrected else ""
    told = {"agency": expected.agency, "headline": expected.headline, "alarm": alarm}
    told["canceled"] = expected.canceled
    if not expected.canceled:
        told["state"] = {"inbox": "new"}.get(expected.fate, expected.fate)
    for name, value in told.items():
        if there[name] != value:
            yield f"{name} is {there[name]!r}, not {value!r}"


def on_site(connection: Connection, expected: Expected, there: dict[str, Any]) -> Iterator[str]:
    """What readers should see of an item, where they don't."""
    is_public = expected.fate == "published" and not expected.canceled
    if is_public and not there["stories"]:
        yield "there is no story"
    for path, headline, _live, _killed in there["stories"]:
        answer = connection.get(quote(path))
        if is_public and (answer.status, headline) != (200, expected.headline):
            yield f"{path} answers {answer.status}: {headline}"
        elif is_public and expected.headline.encode() not in answer.body:
            yield f"{path} shows another version"
        elif not is_public and answer.status != 410:
            yield f"{path} answers {answer.status}"


def read(outcome: Outcome) -> dict[str, float]:
    """What readers got."""
    answers = sum(outcome.statuses.values())
    right = sum(n for (_, _, status), n in outcome.statuses.items() if status in {200, 304})
    return {
        "reader_answers": answers,
        "reader_errors": answers - right,
        "reader_p50_ms": percentile(outcome.milliseconds, 0.5),
        "reader_p99_ms": percentile(outcome.milliseconds, 0.99),
    }


if __name__ == "__main__":
    main()
