"""Readers whose beacons have arrived, as the logs of several nodes and processes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from broadsheet.plates.hits import FOLDER, HitLog
from broadsheet.stories.models import Section, Story
from tests.factories import make_stories

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def old_stories(section: Section, count: int) -> list[Story]:
    """Public stories that could be read at any time the tests speak of."""
    return make_stories(section, count, first_published_at=LONG_AGO)


@dataclass(frozen=True)
class Read:
    """One beacon: arrived and made at these seconds, on a node, in one of its processes."""

    arrived: int
    own: int
    story: int
    who: str
    node: str = "one"
    process: int = 0
    host: bytes = b""


@dataclass
class Readers:
    """The logs in `home`, and every beacon as it came, for whoever counts them again by hand."""

    home: Path
    raw: list[Read] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._logs: dict[tuple[str, int], HitLog] = {}

    def send(self, *reads: Read) -> None:
        """Let beacons arrive, and be written."""
        used = {}
        for read in reads:
            self.raw.append(read)
            key = read.node, read.process
            log = self._logs.get(key)
            if log is None:
                log = self._logs[key] = HitLog(self.home / FOLDER / read.node, 1 << 40)
                # Tests write by themselves.
                log._thread = log  # type: ignore[assignment]
            log.add(read.arrived, read.own, read.story, visitor(read), 0, read.host)
            used[key] = log
        for log in used.values():
            log.flush()

    def restart(self, node: str, process: int) -> None:
        """The process ends, and another takes its place."""
        self._logs.pop((node, process), None)

    def files(self) -> list[Path]:
        """Every log that lies there."""
        return sorted((self.home / FOLDER).glob("*/*.hits"))

    def recount(self, stories: set[int] | None = None) -> Counter[tuple[int, int]]:
        """By hand: distinct visitors by story and minute; a node tells its own visitors apart."""
        visitors: defaultdict[tuple[int, int], set[tuple[str, int, str]]] = defaultdict(set)
        for read in self.raw:
            if stories is None or read.story in stories:
                salted = read.node, read.arrived // 86_400, read.who
                visitors[read.story, read.own // 60].add(salted)
        return Counter({key: len(who) for key, who in visitors.items()})


def visitor(read: Read) -> int:
    """The hash that the reader's node makes of a visitor, with the salt of the day of arrival."""
    said = f"{read.node} {read.arrived // 86_400} {read.who} {read.story} {read.own // 60}"
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "little")
