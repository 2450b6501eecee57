"""A cold tree pressed on one processor, pages a second; and each process's memory under load.

The load: readers at full speed on all stories, while the desk publishes a story a second.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.browser.server import ServedPaper

from benchmarks import newsroom
from benchmarks.newsroom import Newsroom
from benchmarks.papers import running_paper, wait_until_quiet
from benchmarks.report import report
from benchmarks.servers.full_load import readers_at_full_load
from benchmarks.servers.processes import CLOCK, memory_of_group


def main() -> None:
    """Seed, press all, load."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--name", default="repress", help="Of the file of results.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running_paper(Path(folder)) as (paper, desk):
        desk(newsroom.grow, asked.stories)
        wait_until_quiet(desk)
        done = press_all_on_one_processor(paper)
        paths = desk(newsroom.paths_of_newest, asked.stories)
        assert paper.process is not None
        over = threading.Event()
        working = threading.Thread(target=publish_until, args=[desk, over])
        with readers_at_full_load(paper.url, paths, Path(folder)):
            working.start()
            memory = watch_memory(paper.process.pid, asked.seconds)
            over.set()
            working.join()
    report(
        asked.name,
        {
            "pages_per_second": done["rate"],
            "pages": done["pressed"],
            "failed": done["failed"],
            **{f"{name}_mb": size for name, size in memory.items()},
            "worker_mb": max(size for name, size in memory.items() if name.startswith("worker")),
            "clock_mb": max(memory.get(name, 0.0) for name in CLOCK),
        },
        {
            "pages_per_second": "`broadsheet press --all --force` on one processor, nobody reading",
            "total_mb": "all at once; the most seen, shared pages in part (PSS)",
            "worker_mb": "the larger of the workers",
            "clock_mb": "the largest of the clock's: press, second press, timekeeper, errands",
        },
        ["wrk"],
    )


def publish_until(desk: Newsroom, over: threading.Event) -> None:
    """Publish a new story every second."""
    number = 0
    while not over.wait(1.0):
        number += 1
        desk(newsroom.publish, desk(newsroom.draft, f"Story {number} has come", f"come-{number}"))


def watch_memory(leader: int, seconds: float) -> dict[str, float]:
    """The most MB that each process has held within `seconds`, and all of them in one moment."""
    most: dict[str, float] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(1)
        now = memory_of_group(leader)
        now["total"] = sum(now.values())
        most = {name: max(most.get(name, 0.0), size) for name, size in now.items()}
    return most


def press_all_on_one_processor(paper: ServedPaper) -> dict[str, float]:
    """What `broadsheet press --all` said last."""
    said = subprocess.run(
        [sys.executable, "-m", "broadsheet", "press", "--all", "--force", "--json"],
        env=paper.environment,
        preexec_fn=lambda: os.sched_setaffinity(0, {0}),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    done: dict[str, float] = json.loads(said.splitlines()[-1])
    return done


if __name__ == "__main__":
    main()
