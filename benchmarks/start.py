"""How soon a second `broadsheet serve` answers its first request (promised: within 5 seconds)."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from tests.browser.server import ServedPaper, free_port

from benchmarks.homes import keep_home
from benchmarks.report import report

ROUNDS = 3


def main() -> None:
    """Set a paper up once, then start it again and again."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "var")
        home.mkdir()
        paper = ServedPaper(home, free_port())
        began = time.monotonic()
        paper.start()
        first = time.monotonic() - began
        paper.stop()
        seconds = []
        for _ in range(ROUNDS):
            again = ServedPaper(home, free_port())
            began = time.monotonic()
            again.start()
            again.get("/")
            seconds.append(time.monotonic() - began)
            again.stop()
        keep_home(home, demo=True)
    report(
        "start",
        {
            "first_start_seconds": first,
            "second_start_seconds": statistics.median(seconds),
            "second_over_first": statistics.median(seconds) / first,
        },
        {
            "first_start_seconds": "set-up with the demo newspaper, packages already installed",
            "second_start_seconds": f"until the front page has answered, median of {ROUNDS}",
        },
    )


if __name__ == "__main__":
    main()
