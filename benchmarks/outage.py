"""What readers get while parts of the machine fail, one after the other.

Promised: every pressed page, every time; for the rest 503 with Retry-After, and afterwards all is
as before: what was published meanwhile is there, and no plate is torn.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import zstandard
from tests.browser.server import ServedPaper

from benchmarks import newsroom
from benchmarks.newsroom import Draft, Newsroom
from benchmarks.papers import running_paper, wait_until_quiet
from benchmarks.publish import watch
from benchmarks.report import report
from benchmarks.servers.asking import Connection
from benchmarks.servers.open_loop import Asked, OpenLoop, Outcome
from benchmarks.servers.processes import clocks_of, workers_of
from benchmarks.servers.severed import Severed
from broadsheet.plates import PlateTree

RATE = 400.0
STORIES = 600
PRESSED = 300
# One read in so many is of a page that no plate is there for.
UNPRESSED_EVERY = 40
TREE_MB = 64


class Trial:
    """A paper that is read steadily while things are done to it."""

    def __init__(self, paper: ServedPaper, desk: Newsroom, seconds: float) -> None:
        self.paper = paper
        self.desk = desk
        self.seconds = seconds
        self.over = threading.Event()
        self.seen_after: dict[str, float] = {}
        newest = desk(newsroom.paths_of_newest, STORIES)
        self.pressed, self.unpressed = ["/", *newest[:PRESSED]], newest[PRESSED:]
        desk(newsroom.press_paths, self.pressed)
        self.loop = OpenLoop(paper.port, lines=32)
        self.reading = threading.Thread(target=self._read)
        self.outcome: Outcome | None = None

    def _read(self) -> None:
        self.outcome = self.loop.run(self._schedule())

    def _schedule(self) -> Iterator[Asked]:
        dice = random.Random(1)
        moment = 0.0
        while not self.over.is_set():
            moment += dice.expovariate(RATE)
            if dice.randrange(UNPRESSED_EVERY):
                yield Asked(moment, dice.choice(self.pressed), "pressed")
            else:
                yield Asked(moment, f"/search/?q={dice.randrange(10**6)}", "unpressed")

    def phase(self, name: str, fail: Callable[[], None], mend: Callable[[], None]) -> None:
        """Let `fail` happen, wait, `mend`, publish, and see that the new state comes."""
        self.loop.phase = name
        fail()
        time.sleep(self.seconds)
        mend()
        self.loop.phase = f"{name}_after"
        self.seen_after[name] = self.publish_and_see(name)

    def publish_and_see(self, name: str) -> float:
        """Seconds until a story that is published now stands on its page and on the front."""
        headline, began = f"News after {name}", time.monotonic()
        while True:
            try:
                drafted: Draft = self.desk(newsroom.draft, headline, f"news-{began:.0f}")
                self.desk(newsroom.publish, drafted)
                break
            except RuntimeError:
                if time.monotonic() > began + 30:
                    raise
                time.sleep(0.2)
        with Connection(self.paper.port) as connection:
            watched = {"story": drafted.path, "front": drafted.home}
            seen = watch(connection, watched, headline.encode())
        return max(seen.values()) - began

    def kill_workers(self) -> None:
        """Kill each worker, one after the other."""
        assert self.paper.process is not None
        for pid in workers_of(self.paper.process.pid):
            os.kill(pid, signal.SIGKILL)
            time.sleep(self.seconds)

    def kill_clock(self) -> None:
        """Kill the clock and its press."""
        assert self.paper.process is not None
        for pid in clocks_of(self.paper.process.pid):
            os.kill(pid, signal.SIGKILL)


def main() -> None:
    """One phase after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0, help="Of each phase.")
    parser.add_argument("--name", default="", help="Of the file of results.")
    asked = parser.parse_args()
    database = urlsplit(os.environ.get("BROADSHEET_DATABASE_URL", ""))
    with tempfile.TemporaryDirectory() as folder, plates_on_small_disk(Path(folder)) as is_small:
        settings, line = {}, None
        if database.port:
            line = Severed(database.port)
            host = database.netloc.replace(f":{database.port}", f":{line.port}")
            settings = {"BROADSHEET_DATABASE_URL": database._replace(netloc=host).geturl()}
        with running_paper(Path(folder), **settings) as (paper, desk):
            desk(newsroom.grow, STORIES)
            wait_until_quiet(desk)
            trial = Trial(paper, desk, asked.seconds)
            trial.reading.start()
            try:
                run_phases(trial, line, is_small=is_small)
            finally:
                trial.over.set()
                trial.reading.join()
            wait_until_quiet(desk)
            torn = torn_plates(paper.home / "plates")
    tell(asked.name or ("outage_postgresql" if line else "outage"), trial, torn)


def run_phases(trial: Trial, line: Severed | None, *, is_small: bool) -> None:
    """Everything that may fail."""
    home = trial.paper.home
    trial.phase("quiet", nothing, nothing)
    if line is not None:
        trial.phase("database", line.cut, line.mend)
    else:
        trial.phase("database", lambda: move_database(home), lambda: return_database(home))
    trial.phase("workers", trial.kill_workers, nothing)
    trial.phase("clock", trial.kill_clock, nothing)
    filler = home / "plates" / ".filler"
    if is_small:
        trial.phase("disk", lambda: fill_and_publish(trial, filler), filler.unlink)
    else:
        print("SKIPPED: the full disk. It needs root, to mount a small one for the plates.")


def nothing() -> None:
    """Nothing fails, or it mends by itself."""


def move_database(home: Path) -> None:
    """SQLite's files are gone: a folder stands where the database was."""
    away = home / "away"
    away.mkdir()
    for file in home.glob("*.sqlite3*"):
        file.rename(away / file.name)
    for file in away.glob("*.sqlite3"):
        (home / file.name).mkdir()


def return_database(home: Path) -> None:
    """SQLite's files are back."""
    away = home / "away"
    for file in away.glob("*.sqlite3"):
        (home / file.name).rmdir()
    for file in away.iterdir():
        file.rename(home / file.name)
    away.rmdir()


def fill_and_publish(trial: Trial, filler: Path) -> None:
    """Leave no byte for plates, then publish: the press can't write what it presses."""
    with filler.open("wb", buffering=0) as out:
        for block in (b"\0" * 65536, b"\0" * 512):
            try:
                while True:
                    out.write(block)
            except OSError:
                continue
    drafted = trial.desk(newsroom.draft, "News without paper", "news-without-paper")
    trial.desk(newsroom.publish, drafted)


@contextmanager
def plates_on_small_disk(folder: Path) -> Iterator[bool]:
    """Put the plates of the paper in `folder` on a disk of a few MB, where we may; whether so."""
    plates = folder / "var" / "plates"
    plates.mkdir(parents=True)
    mounted = False
    if shutil.which("mount") and os.geteuid() == 0:
        command = ["mount", "-t", "tmpfs", "-o", f"size={TREE_MB}m", "tmpfs", str(plates)]
        mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(plates)], check=True)


def torn_plates(root: Path) -> int:
    """Plates one of whose encodings isn't the body."""
    undo = {
        "gz": gzip.decompress,
        "br": brotli.decompress,
        "zst": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    }
    torn = 0
    for file in PlateTree(root).paths_on_disk():
        body = file.read_bytes()
        for ending, decompress in undo.items():
            beside = file.with_name(f"{file.name}.{ending}")
            if beside.exists() and decompress(beside.read_bytes()) != body:
                torn += 1
    return torn


def tell(name: str, trial: Trial, torn: int) -> None:
    """Print what readers got in each phase, and keep it."""
    outcome = trial.outcome
    assert outcome is not None
    figures: dict[str, float] = {}
    right = asked = 0
    for (phase, kind, status), count in sorted(outcome.statuses.items()):
        figures[f"{phase}_{kind}_{status or 'unanswered'}"] = count
        if kind == "pressed":
            asked += count
            right += count if status in {200, 304} else 0
    figures["pressed_answered_over_asked"] = right / asked
    figures["refusals_without_retry_after"] = sum(outcome.unwilling.values())
    figures["connections_reset"] = outcome.resets
    figures["torn_plates"] = torn
    for phase, seconds in trial.seen_after.items():
        figures[f"{phase}_new_story_after_seconds"] = seconds
    report(
        name,
        figures,
        {
            "pressed_answered_over_asked": "promised: 1",
            "refusals_without_retry_after": "promised: 0",
            "torn_plates": "promised: 0",
            "connections_reset": "asked again on another connection, as browsers do",
        },
    )


if __name__ == "__main__":
    main()
