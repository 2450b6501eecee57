"""2,000 clients ask for the same unpressed page in the same instant.

Promised: it is rendered once, and all are answered.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.browser.server import free_port

from benchmarks.report import report
from benchmarks.servers.granian import command
from benchmarks.servers.processes import running
from benchmarks.servers.reading import TREE, rendered_log
from benchmarks.stories import story_page

CLIENTS = 2000
ROUNDS = 3


def main() -> None:
    """Run the stampede a few times, each on a page of its own."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(65536, hard), hard))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        tree, port = Path(folder) / "plates", free_port()
        tree.mkdir()
        target = "benchmarks.servers.reading:make_slow_reader"
        log = Path(folder) / "log"
        stack.enter_context(running(command(target, port), port, log, {TREE: str(tree)}))
        rounds = [asyncio.run(stampede(port, f"/politics/{n}/")) for n in range(ROUNDS)]
        renders = len(rendered_log(tree).read_text().splitlines()) / ROUNDS
    times = [seconds for answered in rounds for seconds in answered]
    report(
        "stampede",
        {
            "renders_per_page": renders,
            "answered_over_asked": len(times) / (CLIENTS * ROUNDS),
            "median_ms": statistics.median(times) * 1000,
            "slowest_ms": max(times) * 1000,
        },
        {
            "renders_per_page": "promised: 1",
            "answered_over_asked": f"{CLIENTS} clients at once, {ROUNDS} times; promised: 1",
            "median_ms": "the page takes 200 ms to render",
        },
    )


async def stampede(port: int, path: str) -> list[float]:
    """Open every connection, then ask with all at once; the seconds each sound answer took."""
    opened = await asyncio.gather(
        *(asyncio.open_connection("127.0.0.1", port) for _ in range(CLIENTS))
    )
    request = f"GET {path} HTTP/1.1\r\nHost: paper.example\r\nConnection: close\r\n\r\n".encode()
    expected = story_page(0)
    began = time.monotonic()
    for _reader, writer in opened:
        writer.write(request)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> float | None:
        got = await reader.read(-1)
        writer.close()
        sound = got.startswith(b"HTTP/1.1 200 ") and got.endswith(expected)
        return time.monotonic() - began if sound else None

    times = await asyncio.gather(*(answer(*one) for one in opened))
    return [seconds for seconds in times if seconds is not None]


if __name__ == "__main__":
    main()
