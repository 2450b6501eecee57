"""Readers at full load beside what is measured: wrk on many addresses until it is ended."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WARM_UP = 2.0


class FullLoad:
    """Readers of `paths` and of the front at random, each as fast as it is answered."""

    def __init__(self, url: str, paths: list[str], folder: Path) -> None:
        listed = ",".join(f'"{path}"' for path in ["/", *paths])
        script = folder / "mix.lua"
        script.write_text(
            f"local paths = {{{listed}}}\nmath.randomseed(1)\n"
            'request = function() return wrk.format("GET", paths[math.random(#paths)]) end\n'
        )
        command = ["wrk", "-t1", "-c32", "-d1h", "-H", "Accept-Encoding: gzip", "-s", str(script)]
        self.process = subprocess.Popen([*command, url], stdout=subprocess.PIPE, text=True)
        self.began = time.monotonic()
        self.rested = 0.0
        self.rate = 0.0
        """Answers a second while they read; known once they have ended."""

    @contextmanager
    def rest(self) -> Iterator[None]:
        """Let nobody read in the block; their connections stay open."""
        self.process.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        try:
            yield
        finally:
            self.rested += time.monotonic() - began
            self.process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """Let them go, and find how fast they were answered."""
        self.process.send_signal(signal.SIGINT)
        said = self.process.communicate(timeout=30)[0]
        answers = re.search(r"(\d+) requests in", said)
        if answers:
            self.rate = int(answers[1]) / (time.monotonic() - self.began - self.rested)


@contextmanager
def readers_at_full_load(url: str, paths: list[str], folder: Path) -> Iterator[FullLoad]:
    """Readers of `paths`, at full load when the block begins, gone when it has ended."""
    readers = FullLoad(url, paths, folder)
    try:
        time.sleep(WARM_UP)
        yield readers
    finally:
        readers.end()
