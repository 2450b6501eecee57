"""A cold tree pressed on one processor, pages a second; and each process's memory under load."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.browser.server import ServedPaper

from benchmarks import newsroom
from benchmarks.papers import running_paper, wait_until_quiet
from benchmarks.publish import readers_at_full_load
from benchmarks.report import report
from benchmarks.servers.processes import memory_of_group


def main() -> None:
    """Seed, press all, load."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--name", default="repress", help="Of the file of results.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running_paper(Path(folder)) as (paper, desk):
        desk(newsroom.grow, asked.stories)
        desk(newsroom.gather_statistics)
        wait_until_quiet(desk)
        done = press_all_on_one_processor(paper)
        paths = desk(newsroom.paths_of_newest, asked.stories)
        assert paper.process is not None
        with readers_at_full_load(paper.url, paths, Path(folder)):
            time.sleep(asked.seconds)
            memory = memory_of_group(paper.process.pid)
    report(
        asked.name,
        {
            "pages_per_second": done["rate"],
            "pages": done["pressed"],
            "failed": done["failed"],
            **{f"{role}_mb": size for role, size in sorted(memory.items())},
        },
        {
            "pages_per_second": "`broadsheet press --all --force` on one processor, nobody reading",
            "worker_mb": "the larger of two, under full load on all pages",
            "clock_mb": "the larger of the clock and its press",
        },
    )


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
