"""Lighthouse on a phone, of the demo's front and lead story (promised: 100 in all four).

Performance is the median of three runs with Lighthouse's simulated slow line and processor.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.chromium import path_of_chromium
from tests.browser.node_tools import lighthouse
from tests.browser.server import ServedPaper, free_port
from tests.browser.shot_list import pages_to_show

from benchmarks.homes import set_up_home
from benchmarks.report import report

RUNS = 3
SIMULATED = "--throttling-method=simulate"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def main() -> None:
    """Measure a demo paper of its own."""
    browser = path_of_chromium()
    if browser is None:
        sys.exit("Chromium is not installed. On Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "var")
        set_up_home(home, demo=True)
        paper = ServedPaper(home, free_port())
        paper.start()
        try:
            front = measure(f"{paper.url}/", browser)
            story = measure(paper.url + pages_to_show(paper.url)["text", "en"], browser)
        finally:
            paper.stop()
    report(
        "lighthouse",
        {
            **{f"front_{name}": score for name, score in front.items()},
            **{f"story_{name}": score for name, score in story.items()},
        },
        {
            "front_performance": f"median of {RUNS} runs, simulated phone; 0.98 is enough",
            "story_performance": f"median of {RUNS} runs, simulated phone; 0.98 is enough",
        },
    )


def measure(address: str, browser: str) -> dict[str, float]:
    """Median score (0 to 1) of each category of the page at `address`."""
    runs = [run(address, browser) for _ in range(RUNS)]
    return {
        name: statistics.median(run["categories"][name]["score"] for run in runs)
        for name in CATEGORIES
    }


def run(address: str, browser: str) -> Any:
    """What Lighthouse reports of the page at `address`; where it fails, it may try once more."""
    try:
        said = lighthouse(address, SIMULATED, browser=browser)
    except subprocess.CalledProcessError as error:
        print("Lighthouse failed and is run again.", *error.__notes__, file=sys.stderr)
        said = lighthouse(address, SIMULATED, browser=browser)
    return json.loads(said.stdout)


if __name__ == "__main__":
    main()
