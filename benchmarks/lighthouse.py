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

from tests.browser.chromium import path_of_chromium
from tests.browser.node_tools import lighthouse
from tests.browser.server import ServedPaper, free_port
from tests.browser.shot_list import pages_to_show

from benchmarks.homes import set_up_home
from benchmarks.report import report

RUNS = 3
SIMULATED = "--throttling-method=simulate"
# The other categories don't vary.
QUICK = "--only-categories=performance"


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
    """Score (0 to 1) of each category of the page at `address`; of performance the median."""
    scores = run(address, browser)
    again = [run(address, browser, QUICK)["performance"] for _ in range(RUNS - 1)]
    return {**scores, "performance": statistics.median([scores["performance"], *again])}


def run(address: str, browser: str, *asked: str) -> dict[str, float]:
    """Lighthouse's scores of the page at `address`; where it fails, it may try once more."""
    try:
        said = lighthouse(address, SIMULATED, *asked, browser=browser)
    except subprocess.CalledProcessError as error:
        print("Lighthouse failed and is run again.", *error.__notes__, file=sys.stderr)
        said = lighthouse(address, SIMULATED, *asked, browser=browser)
    return {name: found["score"] for name, found in json.loads(said.stdout)["categories"].items()}


if __name__ == "__main__":
    main()
