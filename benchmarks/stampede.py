"""2,000 clients ask a running paper for the same unpressed story in the same instant.

Promised: it is rendered once, and all are answered. What Django is asked for is counted by a
middleware, in every process of the paper.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks import newsroom
from benchmarks.papers import running_paper, wait_until_quiet, wait_until_ready
from benchmarks.report import percentile, report
from benchmarks.servers.renders import LOG, SETTINGS
from broadsheet.plates import PlateTree

CLIENTS = 2000
STORIES = 60
PATIENCE = 60.0


@dataclass(frozen=True)
class Round:
    """One story's: how often Django was asked, in how many ms all clients asked, what they got.

    `waited` are ms from the first client's request until each was answered.
    """

    renders: int
    asked_within: float
    right: int
    refused: int
    waited: list[float]


def main() -> None:
    """Run the stampede a few times, each on a story of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(65536, hard), hard))
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "renders"
        with running_paper(Path(folder), **{LOG: str(log)}, **SETTINGS) as (paper, desk):
            desk(newsroom.grow, STORIES)
            wait_until_quiet(desk)
            tree = PlateTree(paper.home / "plates")
            paths = [path for path in desk(newsroom.paths_of_newest, STORIES) if bare(tree, path)]
            wait_until_ready(paper)
            rounds = [
                run(paper.port, tree, paths.pop(), asked.clients, log) for _ in range(asked.rounds)
            ]
    tell(rounds, asked.clients)


def bare(tree: PlateTree, path: str) -> bool:
    """Whether no plate lies at `path`."""
    file = tree.file(path)
    return file is not None and not file.exists()


def run(port: int, tree: PlateTree, path: str, clients: int, log: Path) -> Round:
    """One stampede on the story at `path`, which nobody has asked for yet."""
    before = Counter(log.read_text().splitlines())[path]
    within, answers = asyncio.run(stampede(port, path, clients))
    # A press that comes late is counted as well.
    time.sleep(2)
    renders = Counter(log.read_text().splitlines())[path] - before
    plate = tree.body(path)
    right = refused = 0
    for _waited, got in answers:
        head, _, body = got.partition(b"\r\n\r\n")
        right += head.startswith(b"HTTP/1.1 200 ") and body == plate
        refused += head.startswith(b"HTTP/1.1 503 ") and b"\r\nretry-after:" in head.lower()
    return Round(renders, within, right, refused, [waited for waited, _got in answers])


async def stampede(port: int, path: str, clients: int) -> tuple[float, list[tuple[float, bytes]]]:
    """Open every connection and send all but the last bytes, then those, on one after the other.

    Gives the ms that this took, and for each client the ms until it was answered, with the answer.
    """
    opened = await asyncio.gather(
        *(asyncio.open_connection("127.0.0.1", port) for _ in range(clients))
    )
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
    for _reader, writer in opened:
        writer.write(request.encode())
    await asyncio.sleep(1)
    began = time.monotonic()
    for _reader, writer in opened:
        writer.write(b"\r\n")
    within = (time.monotonic() - began) * 1000

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> tuple[float, bytes]:
        try:
            got = await asyncio.wait_for(reader.read(-1), PATIENCE)
        except (OSError, TimeoutError):
            got = b""
        writer.close()
        return (time.monotonic() - began) * 1000, got

    return within, list(await asyncio.gather(*(answer(*one) for one in opened)))


def tell(rounds: list[Round], clients: int) -> None:
    """Print and keep the figures."""
    asked = clients * len(rounds)
    right, refused = sum(one.right for one in rounds), sum(one.refused for one in rounds)
    waited = [ms for one in rounds for ms in one.waited]
    report(
        "stampede",
        {
            "renders_per_page": max(one.renders for one in rounds),
            "answered_over_asked": right / asked,
            "refused": refused,
            "unanswered": asked - right - refused,
            "median_ms": statistics.median(waited),
            "p99_ms": percentile(waited, 0.99),
            "slowest_ms": max(waited),
            "asked_within_ms": max(one.asked_within for one in rounds),
        },
        {
            "renders_per_page": f"the most of {len(rounds)} stories; promised: 1",
            "answered_over_asked": f"{clients} clients at once; promised: 1",
            "refused": "503 with Retry-After",
            "unanswered": "anything else, a torn page too; promised: 0",
            "median_ms": "from the first request of all, the rendering too",
        },
    )


if __name__ == "__main__":
    main()
