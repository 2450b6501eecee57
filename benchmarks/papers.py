"""A paper of its own for a benchmark: `broadsheet serve` on a new folder, without the demo."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import ServedPaper, free_port

from benchmarks import newsroom
from benchmarks.homes import lend_fonts, set_up_home
from benchmarks.newsroom import Newsroom
from benchmarks.servers.processes import wait_until_idle

QUIET_SECONDS = 600
# In a row, each on another connection: by then every worker has given one.
ANSWERS = 16


@contextmanager
def running_paper(folder: Path, **settings: str) -> Iterator[tuple[ServedPaper, Newsroom]]:
    """An empty paper with sections, served by two workers and a clock, and a newsroom beside it."""
    home = folder / "var"
    settings = {"BROADSHEET_DEMO": "no", **settings}
    if "BROADSHEET_DATABASE_URL" in settings:
        lend_fonts(home)
    else:
        set_up_home(home, demo=settings["BROADSHEET_DEMO"] == "yes")
    paper = ServedPaper(home, free_port(), settings=settings)
    paper.start()
    try:
        desk = Newsroom({**paper.environment, "BROADSHEET_SITE_URL": paper.url})
        try:
            desk(newsroom.open_sections)
            yield paper, desk
        except BaseException:
            print(paper.log.read_text()[-4000:], file=sys.stderr)
            raise
        finally:
            desk.close()
    finally:
        paper.stop()


def wait_until_quiet(desk: Newsroom) -> None:
    """Until the press has nothing to do at once. Raises `TimeoutError` if it never has."""
    deadline = time.monotonic() + QUIET_SECONDS
    while desk(newsroom.work_left):
        if time.monotonic() > deadline:
            raise TimeoutError("the press is never done")
        time.sleep(0.02)


def wait_until_ready(paper: ServedPaper) -> None:
    """Until the workers have loaded Django, which they do beside what they serve."""
    assert paper.process is not None
    wait_until_idle(paper.process.pid)
    deadline = time.monotonic() + QUIET_SECONDS
    right = 0
    while right < ANSWERS:
        right = right + 1 if paper.get("/search/?q=ready")[0] == 200 else 0
        if time.monotonic() > deadline:
            raise TimeoutError("the paper is never ready")


def press_all_hands(paper: ServedPaper, paths: list[str]) -> None:
    """Press `paths` with a process for each processor."""
    hands = [Newsroom(paper.environment) for _ in range(os.cpu_count() or 1)]
    try:
        threads = [
            threading.Thread(target=hand, args=[newsroom.press_paths, paths[turn :: len(hands)]])
            for turn, hand in enumerate(hands)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for hand in hands:
            hand.close()
