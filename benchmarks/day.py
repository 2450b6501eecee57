"""A day of readers squeezed into minutes, while the desk publishes ten stories a minute.

230 million reads a day are 2,662 a second on average and 10,650 at the peak. Promised: no error,
99 of 100 answered within 50 ms of the moment they were due, every hit counted, those of the last
minute before it is over. Generator and server share the machine: how late the generator itself was
stands beside.
"""

from __future__ import annotations

import argparse
import math
import re
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import newsroom
from benchmarks.newsroom import Newsroom
from benchmarks.papers import press_all_hands, running_paper, wait_until_quiet
from benchmarks.report import report
from benchmarks.servers.asking import Connection
from benchmarks.servers.many_readers import (
    AGAIN,
    ASKED,
    FIRST_VISIT,
    HIT,
    PAGE,
    Answers,
    ManyReaders,
)

AVERAGE, PEAK, NIGHT = 2662.0, 10650.0, 800.0
# The evening's hump is as wide as makes the average right.
PEAK_AT = 0.6
WIDTH = (AVERAGE - NIGHT) / (PEAK - NIGHT) / math.sqrt(2 * math.pi)
# Of all reads: those who come for the first time, and those who come back to a page they have.
FIRST_VISITS, AGAIN_VISITS = 0.25, 0.1
FRONTS = 0.15
HIT_AFTER = 2.0
PUBLISHED_EVERY = 6.0
SLICE = 0.01
COUNTED_WITHIN = 60.0
# A hit is in a worker's log so soon after it was taken.
LOGGED_WITHIN = 1.5


def main() -> None:
    """Press the stories, let the day pass, count what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=75.0)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--scale", type=float, default=1.0, help="Of the load.")
    parser.add_argument("--name", default="day", help="Of the file of results.")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_paper(Path(folder), BROADSHEET_BEHIND_PROXY="yes") as (paper, desk),
    ):
        readers = ManyReaders(Path(folder))
        desk(newsroom.grow, asked.stories)
        stories: dict[int, str] = dict(desk(newsroom.newest, asked.stories))
        paths = ["/", *stories.values()]
        press_all_hands(paper, paths)
        wait_until_quiet(desk)
        plan = plan_of_a_day(len(stories), asked.seconds, asked.scale)
        hits = [f"/read/{key}" for key in stories]
        over = threading.Event()
        published: list[float] = []
        working = threading.Thread(target=publish_all_day, args=[desk, over, published])
        working.start()
        answers = readers.read(paper.port, plan, [*paths, *hits], assets_of(paper.port, paths[1]))
        over.set()
        working.join()
        counted = count_hits(desk, hits_taken(answers))
    tell(asked.name, answers, asked.seconds, len(published), counted)


def plan_of_a_day(stories: int, seconds: float, scale: float, seed: int = 1) -> NDArray[np.void]:
    """Reads as chance brings them (Poisson) at the hour's rate, hits two seconds after theirs.

    Address 0 is the front, then come `stories` stories, then their hits. Every reader is another
    one, so that each hit counts.
    """
    dice = np.random.default_rng(seed)
    starts = np.arange(0, seconds, SLICE)
    hump = np.exp(-(((starts / seconds - PEAK_AT) / WIDTH) ** 2) / 2)
    rates = (NIGHT + (PEAK - NIGHT) * hump) * scale
    due = np.repeat(starts, dice.poisson(rates * SLICE))
    due = np.sort(due + dice.random(len(due)) * SLICE)
    pages = np.zeros(len(due), ASKED)
    pages["due"] = due
    pages["visitor"] = np.arange(len(due))
    # Zipf's law: the second story is read half as often as the first.
    sums = np.cumsum(1 / np.arange(1, stories + 1))
    story = 1 + np.searchsorted(sums, dice.random(len(due)) * sums[-1])
    pages["address"] = np.where(dice.random(len(due)) < FRONTS, 0, story)
    chance = dice.random(len(due))
    pages["kind"] = PAGE
    pages["kind"][chance < AGAIN_VISITS + FIRST_VISITS] = FIRST_VISIT
    pages["kind"][chance < AGAIN_VISITS] = AGAIN
    hits = pages[pages["address"] > 0].copy()
    hits["due"] += HIT_AFTER
    hits["kind"] = HIT
    hits["address"] += stories
    plan = np.concatenate([pages, hits])
    return plan[np.argsort(plan["due"], kind="stable")]


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


def hits_taken(answers: Answers) -> int:
    """Hits that the paper has said it has."""
    return int(np.sum((answers.rows["kind"] == HIT) & (answers.rows["status"] == 204)))


def count_hits(desk: Newsroom, taken: int) -> int:
    """Reads that the paper has counted, once it has counted those `taken` or long had time to.

    The clock counts a minute when it is over; nobody waits here for the end of the last one.
    """
    time.sleep(LOGGED_WITHIN)
    deadline = time.monotonic() + COUNTED_WITHIN
    while (counted := int(desk(newsroom.count_reads))) < taken and time.monotonic() < deadline:
        time.sleep(1)
    return counted


def tell(name: str, answers: Answers, seconds: float, published: int, counted: int) -> None:
    """Print and keep the figures."""
    rows = answers.rows
    status, took = rows["status"], rows["milliseconds"]
    well = np.isin(status, (200, 204, 304))
    at_peak = rows[np.abs(rows["due"] / seconds - PEAK_AT) < WIDTH / 4]
    first, span = (PEAK_AT - WIDTH / 4) * seconds, WIDTH / 2 * seconds
    in_time = at_peak["due"] + at_peak["milliseconds"] / 1000 < first + span
    taken = hits_taken(answers)
    report(
        name,
        {
            "answers": len(rows),
            "errors": int(np.sum(~well)),
            "connections_reset": answers.resets,
            "not_modified": int(np.sum(status == 304)),
            "p50_ms": float(np.percentile(took, 50)),
            "p99_ms": float(np.percentile(took, 99)),
            "p999_ms": float(np.percentile(took, 99.9)),
            "slowest_ms": float(took.max()),
            "peak_offered_per_second": len(at_peak) / span,
            "peak_achieved_over_offered": float(np.mean(in_time)) if len(at_peak) else 0.0,
            "peak_p99_ms": float(np.percentile(at_peak["milliseconds"], 99)),
            "average_per_second": len(rows) / seconds,
            "generator_late_p99_ms": float(np.percentile(rows["late"], 99)),
            "hits_taken": taken,
            "hits_counted_over_taken": counted / taken if taken else 0.0,
            "stories_published": published,
        },
        {
            "errors": "promised: none",
            "p99_ms": "from when each was due, styles, scripts and hits too; promised ≤ 50",
            "peak_offered_per_second": "reads, styles, scripts and hits about the peak",
            "peak_achieved_over_offered": "answered within the same seconds",
            "generator_late_p99_ms": "until it was sent: part of the times above",
            "hits_counted_over_taken": "promised: 1",
        },
    )


if __name__ == "__main__":
    main()
