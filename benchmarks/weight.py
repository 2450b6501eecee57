"""What a story page weighs on the wire: HTML, CSS and JavaScript, compressed (promised: 60 KB)."""

from __future__ import annotations

import gzip
import re
import tempfile
from pathlib import Path

from tests.browser.server import ServedPaper, free_port

from benchmarks.homes import set_up_home
from benchmarks.report import report

LIMIT = 60_000


def main() -> None:
    """Weigh the front and the heaviest story of the demo newspaper."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "var")
        set_up_home(home, demo=True)
        paper = ServedPaper(home, free_port())
        paper.start()
        try:
            front = weigh(paper, "/")
            links = set(re.findall(r'href="(/[a-z]+/\d{4}/\d\d/\d\d/[^"/]+/)"', text(paper, "/")))
            stories = [weigh(paper, link) for link in sorted(links)]
        finally:
            paper.stop()
    report(
        "weight",
        {
            "story_bytes": max(stories),
            "front_bytes": front,
            "story_over_limit": max(stories) / LIMIT,
        },
        {"story_bytes": f"the heaviest of {len(stories)} stories", "story_over_limit": "limit 1"},
    )


def text(paper: ServedPaper, path: str) -> str:
    """The body of `path` as text."""
    return paper.get(path)[2].decode()


def weigh(paper: ServedPaper, path: str) -> int:
    """Bytes of the page at `path` with its styles and scripts, each compressed with gzip."""
    page = text(paper, path)
    linked = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page)
    parts = [page.encode(), *(paper.get(link)[2] for link in dict.fromkeys(linked))]
    return sum(len(gzip.compress(part, 6)) for part in parts)


if __name__ == "__main__":
    main()
