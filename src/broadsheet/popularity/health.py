"""How the counting of reads stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from broadsheet.plates.hit_logs import logs
from broadsheet.plates.hits import FOLDER, MOST_BYTES, taken_by
from broadsheet.popularity.models import Reason
from broadsheet.popularity.ranking import counted_apart, counted_until
from broadsheet.popularity.ranking.curves import reads_by_minute
from broadsheet.popularity.ranking.lists import FRESH_FOR, nodes_behind
from broadsheet.popularity.windows import MINUTES_OF_A_DAY, MINUTES_OF_AN_HOUR, minute_of

# Fewer say nothing.
FEWEST_FLOODS = 1000
# A log that was written late is counted with the next minute's.
PASSED_MINUTES = 5
NEARLY_FULL = 0.8


@dataclass(frozen=True)
class ReadsHealth:
    """How it stands: until when reads are counted, and what waits on this machine's disk.

    `passed_over` are logs that lie there though their minute was counted: they can't be read.
    `behind` are machines whose reads are missing, and until when theirs are counted. `megabytes`
    are those of logs, `most_megabytes` what the fullest folder of a machine takes with all in it.
    """

    until: datetime | None
    logs: int
    passed_over: list[Path]
    behind: dict[str, datetime]
    megabytes: float
    most_megabytes: float
    reads_of_an_hour: int
    reads_of_a_day: int
    apart_of_a_day: dict[str, int]

    @property
    def is_stale(self) -> bool:
        """Whether reads were counted once, and aren't any more."""
        return self.until is not None and timezone.now() - self.until > FRESH_FOR

    @property
    def is_full(self) -> bool:
        """Whether reads may be lost soon for want of room."""
        return self.most_megabytes > NEARLY_FULL * MOST_BYTES / 1024**2

    @property
    def floods_prevail(self) -> bool:
        """Whether most of what is sent is turned away as too much from one address."""
        floods = self.apart_of_a_day.get(Reason.FLOOD, 0)
        return floods > max(self.reads_of_a_day, FEWEST_FLOODS)


def reads_health(home: Path) -> ReadsHealth:
    """How it stands with the paper whose files lie in `home`."""
    root = home / FOLDER
    folders = [folder for folder in root.iterdir() if folder.is_dir()] if root.is_dir() else []
    waiting = [file for folder in folders for file in logs(folder, before=1 << 40)]
    sizes = [file.stat().st_size for file in waiting if file.exists()]
    until = counted_until()
    long_ago = minute_of(until) - PASSED_MINUTES if until else 0
    return ReadsHealth(
        until=until,
        logs=len(sizes),
        passed_over=[file for folder in folders for file in logs(folder, before=long_ago)],
        behind=nodes_behind(until) if until else {},
        megabytes=sum(sizes) / 1024**2,
        most_megabytes=max(map(taken_by, folders), default=0) / 1024**2,
        reads_of_an_hour=sum(reads for _at, reads in reads_by_minute(None, MINUTES_OF_AN_HOUR)),
        reads_of_a_day=sum(reads for _at, reads in reads_by_minute(None, MINUTES_OF_A_DAY)),
        apart_of_a_day=counted_apart(timezone.now() - timedelta(days=1)),
    )
