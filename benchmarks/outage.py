"""What readers get while parts of the machine fail, one after the other.

Promised: every pressed page, every time, at once even while the database hangs; a page that must be
rendered comes, or 503 with Retry-After, but nobody waits for ever and no page is torn; and
afterwards all is as before: what was published meanwhile is there, and no plate is torn.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import zstandard
from tests.browser.server import ServedPaper

from benchmarks import newsroom
from benchmarks.newsroom import Draft, Newsroom
from benchmarks.papers import running_paper, wait_until_quiet, wait_until_ready
from benchmarks.publish import watch
from benchmarks.report import percentile, report
from benchmarks.servers.asking import Connection
from benchmarks.servers.database_file import DatabaseFile
from benchmarks.servers.open_loop import Asked, OpenLoop, Outcome
from benchmarks.servers.processes import clocks_of, workers_of
from benchmarks.servers.severed import Severed
from benchmarks.servers.small_disk import empty, fill, mount_as_own_root, small_disk
from broadsheet.plates import PlateTree

RATE = 400.0
STORIES = 1000
PRESSED = 300
# One read in so many is of a page that no plate is there for: half of them stories, each asked for
# once, half searches, which are never pressed.
RENDERED_EVERY = 100
# As many readers at once as browsers would be: those who wait for a page hold up no other.
LINES = 512
TREE_MB = 256
# On a slow machine it takes a new worker a while to load Django; how long stands in the figures.
PATIENCE = 180.0


class Trial:
    """A paper that is read steadily while things are done to it."""

    def __init__(self, paper: ServedPaper, desk: Newsroom, seconds: float, rate: float) -> None:
        self.paper = paper
        self.desk = desk
        self.seconds = seconds
        self.rate = rate
        self.over = threading.Event()
        self.seen_after: dict[str, float] = {}
        self.never_seen: list[str] = []
        newest = desk(newsroom.paths_of_newest, STORIES)
        self.pressed, self.unpressed = ["/", *newest[:PRESSED]], newest[PRESSED:]
        desk(newsroom.press_paths, self.pressed)
        self.loop = OpenLoop(paper.port, lines=LINES, is_whole=is_whole)
        self.reading = threading.Thread(target=self._read)
        self.outcome: Outcome | None = None

    def _read(self) -> None:
        self.outcome = self.loop.run(self._schedule())

    def _schedule(self) -> Iterator[Asked]:
        dice = random.Random(1)
        moment = 0.0
        while not self.over.is_set():
            moment += dice.expovariate(self.rate)
            if dice.randrange(RENDERED_EVERY):
                yield Asked(moment, dice.choice(self.pressed), "pressed")
            elif self.unpressed and dice.randrange(2):
                yield Asked(moment, self.unpressed.pop(), "unpressed")
            else:
                yield Asked(moment, f"/search/?q={dice.randrange(10**6)}", "search")

    def phase(
        self, name: str, fail: Callable[[], None], mend: Callable[[], None], times: int = 1
    ) -> None:
        """Let `fail` happen, wait, `mend`, publish, and see that the new state comes.

        A phase is `times` as long as others.
        """
        self.loop.phase = name
        fail()
        time.sleep(self.seconds * times)
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
                if time.monotonic() > began + PATIENCE:
                    raise
                time.sleep(0.2)
        with Connection(self.paper.port, timeout=PATIENCE) as connection:
            watched = {"story": drafted.path, "front": drafted.home}
            try:
                seen = watch(connection, watched, headline.encode(), PATIENCE)
            except TimeoutError as error:
                print(f"  after {name}: {error}")
                self.never_seen.append(name)
                return PATIENCE
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


def is_whole(body: bytes) -> bool:
    """Whether `body`, sent in gzip, is a page to its end."""
    try:
        return gzip.decompress(body).rstrip().endswith(b"</html>")
    except (OSError, EOFError):
        return False


def main() -> None:
    """One phase after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="Of each phase.")
    parser.add_argument("--rate", type=float, default=RATE, help="Reads a second.")
    parser.add_argument("--name", default="", help="Of the file of results.")
    asked = parser.parse_args()
    mount_as_own_root("benchmarks.outage")
    database = urlsplit(os.environ.get("BROADSHEET_DATABASE_URL", ""))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "var"
        (home / "plates").mkdir(parents=True)
        settings: dict[str, str] = {}
        failing: Severed | DatabaseFile = DatabaseFile(home)
        if database.port:
            failing = Severed(database.port)
            host = database.netloc.replace(f":{database.port}", f":{failing.port}")
            settings = {"BROADSHEET_DATABASE_URL": database._replace(netloc=host).geturl()}
        with (
            small_disk(home / "plates", TREE_MB) as is_small,
            running_paper(Path(folder), **settings) as (paper, desk),
        ):
            desk(newsroom.grow, STORIES)
            wait_until_quiet(desk)
            trial = Trial(paper, desk, asked.seconds, asked.rate)
            wait_until_ready(paper)
            trial.reading.start()
            try:
                run_phases(trial, failing, is_small=is_small)
            finally:
                trial.over.set()
                trial.reading.join()
            torn = torn_plates(home / "plates")
    name = "outage_postgresql" if database.port else "outage"
    tell(asked.name or name, trial, torn, is_small=is_small)


def run_phases(trial: Trial, database: Severed | DatabaseFile, *, is_small: bool) -> None:
    """Everything that may fail."""
    trial.phase("quiet", nothing, nothing)
    plates = trial.paper.home / "plates"
    if is_small:
        trial.phase("disk", lambda: fill_and_publish(trial, plates), lambda: empty(plates))
    else:
        print("SKIPPED: the full disk. No small one for the plates can be mounted here.")
    trial.phase("clock", trial.kill_clock, nothing)
    trial.phase("workers", trial.kill_workers, nothing)
    trial.phase("database", database.cut, database.mend)
    # Longer than any request may hold up others.
    trial.phase("frozen", database.freeze, database.thaw, times=4)


def nothing() -> None:
    """Nothing fails, or it mends by itself."""


def fill_and_publish(trial: Trial, plates: Path) -> None:
    """Leave no byte for plates, then publish: the press can't write what it presses."""
    fill(plates)
    drafted = trial.desk(newsroom.draft, "News without paper", "news-without-paper")
    trial.desk(newsroom.publish, drafted)


def torn_plates(root: Path) -> int:
    """Plates one of whose encodings isn't the body, even a second later: some are being pressed."""
    torn = [file for file in PlateTree(root).paths_on_disk() if is_torn(file)]
    time.sleep(1)
    return sum(is_torn(file) for file in torn)


def is_torn(file: Path) -> bool:
    """Whether an encoding that lies beside `file` isn't its content."""
    undo = {
        "gz": gzip.decompress,
        "br": brotli.decompress,
        "zst": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    }
    try:
        body = file.read_bytes()
        for ending, decompress in undo.items():
            beside = file.with_name(f"{file.name}.{ending}")
            if beside.exists() and decompress(beside.read_bytes()) != body:
                return True
    except FileNotFoundError:  # taken away meanwhile
        return False
    return False


def tell(name: str, trial: Trial, torn: int, *, is_small: bool) -> None:
    """Print what readers got in each phase, and keep it."""
    outcome = trial.outcome
    assert outcome is not None
    figures = summary(outcome)
    figures["torn_plates"] = torn
    figures["news_never_seen"] = len(trial.never_seen)
    figures["disk_tested"] = int(is_small)
    if is_small:
        figures["disk_pressed_answered_over_asked"] = answered_over_asked(outcome, "disk")
    for phase, seconds in trial.seen_after.items():
        figures[f"{phase}_new_story_after_seconds"] = seconds
        for kind in ("pressed", "unpressed", "search"):
            waited = outcome.waited[phase, kind] or [0.0]
            figures[f"{phase}_{kind}_p99_ms"] = percentile(waited, 0.99)
            figures[f"{phase}_{kind}_slowest_ms"] = max(waited)
    for (phase, kind, status), count in sorted(outcome.statuses.items()):
        figures[f"{phase}_{kind}_{status or 'unanswered'}"] = count
    report(
        name,
        figures,
        {
            "pressed_answered_over_asked": "promised: 1",
            "unpressed_rendered": "of stories that nobody had asked for, and searches",
            "unpressed_refused": "503; some are right while the database is away",
            "unpressed_failed": "anything else, or no answer; promised: 0",
            "unpressed_slowest_ms": "promised: nobody waits for ever",
            "torn_pages": "promised: 0",
            "refusals_without_retry_after": "promised: 0",
            "connections_reset": "asked again on another connection, as browsers do",
            "torn_plates": "promised: 0",
            "news_never_seen": f"after a phase, within {PATIENCE:.0f} seconds; promised: 0",
            "disk_tested": "0: no small disk could be mounted, so that none was full",
            "frozen_pressed_p99_ms": "the database takes connections and answers nothing",
        },
        ["postgresql"] if name == "outage_postgresql" else [],
    )


def summary(outcome: Outcome) -> dict[str, float]:
    """What readers got in all phases together."""
    rendered = {200: 0, 503: 0, 0: 0}
    for (_phase, kind, status), count in outcome.statuses.items():
        if kind != "pressed":
            rendered[status if status in rendered else 0] += count
    return {
        "pressed_answered_over_asked": answered_over_asked(outcome),
        "pressed_slowest_ms": slowest(outcome, "pressed"),
        "unpressed_rendered": rendered[200],
        "unpressed_refused": rendered[503],
        "unpressed_failed": rendered[0],
        "unpressed_slowest_ms": slowest(outcome, "unpressed", "search"),
        "torn_pages": sum(outcome.torn.values()),
        "refusals_without_retry_after": sum(outcome.unwilling.values()),
        "connections_reset": outcome.resets,
    }


def answered_over_asked(outcome: Outcome, phase: str = "") -> float:
    """The share of reads of pressed pages that were answered with them; in `phase`, or in all."""
    found = [
        (status, count)
        for (during, kind, status), count in outcome.statuses.items()
        if kind == "pressed" and phase in {"", during}
    ]
    right = sum(count for status, count in found if status in {200, 304})
    return right / sum(count for _status, count in found)


def slowest(outcome: Outcome, *kinds: str) -> float:
    """The longest that a read of one of `kinds` took, in ms."""
    return max(max(waited) for (_, kind), waited in outcome.waited.items() if kind in kinds)


if __name__ == "__main__":
    main()
