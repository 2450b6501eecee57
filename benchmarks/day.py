"""A day of readers squeezed into minutes, while the desk publishes ten stories a minute.

230 million reads a day are 2,662 a second on average and 10,650 at the peak. Promised: no error,
99 of 100 answered within 50 ms of the moment they were due. Generator and server share the machine:
how late the generator itself was stands beside.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import tempfile
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from benchmarks import newsroom
from benchmarks.newsroom import Newsroom
from benchmarks.papers import press_all_hands, running_paper, wait_until_quiet
from benchmarks.report import percentile, report
from benchmarks.servers.asking import Connection
from benchmarks.servers.open_loop import Asked, OpenLoop, Outcome

AVERAGE, PEAK, NIGHT = 2662.0, 10650.0, 800.0
# The evening's hump is as wide as makes the average right.
PEAK_AT = 0.6
WIDTH = (AVERAGE - NIGHT) / (PEAK - NIGHT) / math.sqrt(2 * math.pi)
# Of all reads: those who come for the first time, and those who come back to a page they have.
FIRST_VISITS, AGAIN = 0.25, 0.1
FRONTS = 0.15
PUBLISHED_EVERY = 6.0


class Public:
    """Readers and what their browsers keep."""

    def __init__(self, paths: list[str], assets: list[str], seed: int = 1) -> None:
        self.dice = random.Random(seed)
        self.paths = paths
        self.assets = assets
        # Zipf's law: the second story is read half as often as the first.
        self.sums = list(accumulate(1 / rank for rank in range(1, len(paths) + 1)))
        self.etags: dict[str, bytes] = {}

    def schedule(self, seconds: float, scale: float) -> Iterator[Asked]:
        """Reads in order of time, as chance brings them (Poisson) at the hour's rate."""
        moment = 0.0
        dice = self.dice
        while True:
            moment += dice.expovariate(rate_at(moment / seconds) * scale)
            if moment >= seconds:
                return
            if dice.random() < FRONTS:
                path = "/"
            else:
                path = self.paths[bisect_left(self.sums, dice.random() * self.sums[-1])]
            etag = self.etags.get(path, b"") if dice.random() < AGAIN else b""
            yield Asked(moment, path, etag=etag)

    def answered(self, asked: Asked, status: int, etag: bytes) -> list[Asked]:
        """What a browser asks next: style and script, unless it has them from an earlier visit."""
        if asked.kind != "page":
            return []
        if etag:
            self.etags[asked.path] = etag
        if asked.etag or self.dice.random() >= FIRST_VISITS:
            return []
        return [Asked(0.0, path, "asset") for path in self.assets]


def rate_at(hour: float) -> float:
    """Reads a second at `hour`, a share of the day from 0 to 1."""
    return NIGHT + (PEAK - NIGHT) * math.exp(-(((hour - PEAK_AT) / WIDTH) ** 2) / 2)


def main() -> None:
    """Press the stories, let the day pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--scale", type=float, default=1.0, help="Of the load.")
    parser.add_argument("--name", default="day", help="Of the file of results.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running_paper(Path(folder)) as (paper, desk):
        desk(newsroom.grow, asked.stories)
        desk(newsroom.gather_statistics)
        paths = desk(newsroom.paths_of_newest, asked.stories)
        press_all_hands(paper, ["/", *paths])
        wait_until_quiet(desk)
        public = Public(paths, assets_of(paper.port, paths[0]))
        loop = OpenLoop(paper.port, answered=public.answered)
        over = threading.Event()
        published: list[float] = []
        working = threading.Thread(target=publish_all_day, args=[desk, over, published])
        working.start()
        outcome = loop.run(public.schedule(asked.seconds, asked.scale))
        over.set()
        working.join()
    tell(asked.name, outcome, asked.seconds, len(published))


def publish_all_day(desk: Newsroom, over: threading.Event, published: list[float]) -> None:
    """Publish a new story every six seconds."""
    while not over.wait(PUBLISHED_EVERY):
        number = len(published)
        drafted = desk(newsroom.draft, f"Dispatch {number} has come in", f"dispatch-{number}")
        desk(newsroom.publish, drafted)
        published.append(time.monotonic())


def assets_of(port: int, path: str) -> list[str]:
    """The styles and scripts that the page at `path` names."""
    with Connection(port) as connection:
        page = connection.get(path).body.decode()
    found = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page)
    return list(dict.fromkeys(found))


def tell(name: str, outcome: Outcome, seconds: float, published: int) -> None:
    """Print and keep the figures."""
    by_status: Counter[int] = Counter()
    for (_phase, _kind, status), count in outcome.statuses.items():
        by_status[status] += count
    answers = sum(by_status.values())
    at_peak = [
        (due, ms)
        for due, ms in zip(outcome.due, outcome.milliseconds, strict=True)
        if abs(due / seconds - PEAK_AT) < WIDTH / 4
    ]
    span = WIDTH / 2 * seconds
    first = (PEAK_AT - WIDTH / 4) * seconds
    in_time = sum(1 for due, ms in at_peak if due + ms / 1000 < first + span)
    report(
        name,
        {
            "answers": answers,
            "errors": answers - by_status[200] - by_status[304],
            "connections_reset": outcome.resets,
            "not_modified": by_status[304],
            "p50_ms": percentile(outcome.milliseconds, 0.5),
            "p99_ms": percentile(outcome.milliseconds, 0.99),
            "p999_ms": percentile(outcome.milliseconds, 0.999),
            "slowest_ms": max(outcome.milliseconds),
            "peak_offered_per_second": len(at_peak) / span,
            "peak_achieved_over_offered": in_time / len(at_peak) if at_peak else 0.0,
            "peak_p99_ms": percentile((ms for _due, ms in at_peak), 0.99),
            "average_per_second": answers / seconds,
            "generator_late_p50_ms": percentile(outcome.late, 0.5),
            "generator_late_p99_ms": percentile(outcome.late, 0.99),
            "stories_published": published,
        },
        {
            "errors": "promised: none",
            "p99_ms": "from when each was due, styles and scripts too; promised ≤ 50",
            "peak_offered_per_second": "reads, styles and scripts about the peak",
            "peak_achieved_over_offered": "answered within the same seconds",
            "generator_late_p99_ms": "of the generator alone: part of the times above",
        },
    )


if __name__ == "__main__":
    main()
