"""From the call that publishes until a reader sees it: on the story, fronts, feeds and sitemap.

Promised, as medians: 80 ms on the story, 100 on the home front, 150 on all; p99 of all 400; three
times that with readers at full load beside it; and the same however long the archive: lengths that
are not tried this time keep the figures of the last time.

Between two publications the readers of that load rest, while the next story is drafted and the
press does what the last one left; when it is called they have been back for 50 ms.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import newsroom
from benchmarks.newsroom import Draft, Newsroom
from benchmarks.papers import press_all_hands, running_paper, wait_until_quiet
from benchmarks.report import kept, percentile, report
from benchmarks.servers.asking import Connection
from benchmarks.servers.full_load import readers_at_full_load

SIZES = (1_000,)
# Fewer stories than these say little of how fast an archive is seeded.
ENOUGH_SEEDED = 20_000
PAUSE = 0.004
# From quiet to the next call: a load that was left off is whole again long before.
SETTLED = 0.05
PATIENCE = 30.0
READ_STORIES = 1000
NAMES = {
    1_000: "thousand",
    10_000: "ten_thousand",
    100_000: "hundred_thousand",
    1_000_000: "million",
}


@dataclass
class Times:
    """Milliseconds from the publishing call's start until each address showed the new state."""

    call: list[float] = field(default_factory=list)
    story: list[float] = field(default_factory=list)
    front: list[float] = field(default_factory=list)
    all: list[float] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)

    def figures(self, prefix: str = "") -> dict[str, float]:
        """Medians, and the 99th percentile of all."""
        return {
            f"{prefix}call_median_ms": statistics.median(self.call),
            f"{prefix}story_median_ms": statistics.median(self.story),
            f"{prefix}front_median_ms": statistics.median(self.front),
            f"{prefix}all_median_ms": statistics.median(self.all),
            f"{prefix}all_p99_ms": percentile(self.all, 0.99),
        }


@dataclass
class Seeded:
    """How many stories were seeded, and in how many seconds."""

    stories: int = 0
    seconds: float = 0.0

    def grow(self, desk: Newsroom, size: int) -> None:
        """Let the archive have `size` stories."""
        stories, seconds = desk(newsroom.grow, size)
        self.stories += stories
        self.seconds += seconds

    @property
    def rate(self) -> float:
        """Stories a second."""
        return self.stories / self.seconds


def main() -> None:
    """Publish into archives of several lengths, quietly and beside readers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publications", type=int, default=200)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--read-stories", type=int, default=READ_STORIES)
    parser.add_argument("--name", default="publish", help="Of the file of results.")
    asked = parser.parse_args()
    figures: dict[str, float] = {"publications": asked.publications}
    quiet: dict[int, Times] = {}
    seeded = Seeded()
    with tempfile.TemporaryDirectory() as folder, running_paper(Path(folder)) as (paper, desk):
        for size in sorted(asked.sizes):
            seeded.grow(desk, size)
            warm_up(paper.port, desk, size)
            quiet[size] = publish_many(paper.port, desk, asked.publications, f"Q{size}")
            if size == min(asked.sizes):
                figures |= quiet[size].figures()
                paths = desk(newsroom.paths_of_newest, asked.read_stories)
                press_all_hands(paper, paths)
                with readers_at_full_load(paper.url, paths, Path(folder)) as readers:
                    loaded = publish_many(
                        paper.port, desk, asked.publications, f"L{size}", readers.rest
                    )
                figures |= loaded.figures("loaded_")
                figures["loaded_readers_rate"] = readers.rate
            else:
                figures |= compared(size, quiet[size], min(asked.sizes), quiet[min(asked.sizes)])
                figures[f"{NAMES.get(size, size)}_seeded_per_second"] = seeded.rate
        seeded.grow(desk, ENOUGH_SEEDED)
    figures["seeded_per_second"] = seeded.rate
    figures["seeded_stories"] = seeded.stories
    missing = [f"{name}_" for size, name in NAMES.items() if size not in quiet]
    older, earlier = kept(asked.name, missing)
    figures |= older
    report(
        asked.name,
        figures,
        {
            "publications": "of each kind: promised are the medians of 200",
            "call_median_ms": "the publishing call itself",
            "story_median_ms": "promised ≤ 80",
            "front_median_ms": "promised ≤ 100",
            "all_median_ms": "story, home, section, feed and news sitemap; promised ≤ 150",
            "all_p99_ms": "promised ≤ 400",
            "loaded_story_median_ms": "readers at full load beside it; promised ≤ 240",
            "loaded_front_median_ms": "promised ≤ 300",
            "loaded_all_median_ms": "promised ≤ 450",
            "loaded_all_p99_ms": "promised ≤ 1200",
            "loaded_readers_rate": "while they read: see above when they rest",
            **{f"{name}_over_thousand": "promised ≤ 1.2" for name in list(NAMES.values())[1:]},
            "seeded_per_second": "promised ≥ 3,000",
        },
        ["wrk"],
        earlier,
    )


def compared(size: int, times: Times, least: int, base: Times) -> dict[str, float]:
    """The figures of an archive of `size` stories, and how much slower it is than the smallest."""
    label, other = (NAMES.get(number, str(number)) for number in (size, least))
    ratio = statistics.median(times.all) / statistics.median(base.all)
    return {**times.figures(f"{label}_"), f"{label}_over_{other}": ratio}


def warm_up(port: int, desk: Newsroom, size: int) -> None:
    """Press what is read, and publish a few times unmeasured."""
    wait_until_quiet(desk)
    publish_many(port, desk, 5, f"W{size}")


def publish_many(
    port: int,
    desk: Newsroom,
    count: int,
    mark: str,
    resting: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Times:
    """Publish `count` times: a new story, then a new headline for it, and so on.

    The load beside it is left off by `resting` while the next one is made ready: until the press
    has done what the last one left, none is measured.
    """
    times = Times()
    story: int | None = None
    for number in range(count):
        headline = f"Mark {mark} {number:05} is raised"
        slug = f"mark-{mark.lower()}-{number:05}"
        with resting():
            drafted: Draft = desk(newsroom.draft, headline, slug, story)
            story = drafted.story if story is None else None
            wait_until_quiet(desk)
        time.sleep(SETTLED)
        with Connection(port) as connection:
            measure(connection, desk, drafted, headline, times)
    return times


def measure(
    connection: Connection, desk: Newsroom, drafted: Draft, headline: str, times: Times
) -> None:
    """Publish `drafted` and watch its addresses until each shows `headline`."""
    called: list[float] = []

    def call() -> None:
        called.extend(desk(newsroom.publish, drafted))

    watched = {
        "story": drafted.path,
        "front": drafted.home,
        "section": drafted.section,
        "section feed": f"{drafted.section}rss.xml",
        "home feed": f"{drafted.home}rss.xml",
        "sitemap": "/sitemaps/news.xml",
    }
    thread = threading.Thread(target=call)
    thread.start()
    seen = watch(connection, watched, headline.encode())
    thread.join()
    began, ended = called
    times.call.append((ended - began) * 1000)
    times.story.append((seen["story"] - began) * 1000)
    times.front.append((seen["front"] - began) * 1000)
    times.all.append((max(seen.values()) - began) * 1000)
    last = max(seen, key=lambda name: seen[name])
    times.last[last] = times.last.get(last, 0) + 1


def watch(
    connection: Connection, watched: dict[str, str], wanted: bytes, patience: float = PATIENCE
) -> dict[str, float]:
    """When (monotonic) each address first held `wanted`. All are asked in turn, again and again.

    Raises `TimeoutError` after `patience` seconds.
    """
    seen: dict[str, float] = {}
    known: dict[str, str] = {}
    deadline = time.monotonic() + patience
    while len(seen) < len(watched):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{sorted(watched.keys() - seen.keys())} never show {wanted!r}")
        for name, path in watched.items():
            if name in seen:
                continue
            condition = {"If_None_Match": known[name]} if name in known else {}
            answer = connection.get(path, **condition)
            if answer.status == 200 and wanted in answer.body:
                seen[name] = time.monotonic()
            known[name] = answer.headers.get("etag", "")
        time.sleep(PAUSE)
    return seen


if __name__ == "__main__":
    main()
