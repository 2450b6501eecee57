"""How the counting of reads stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from broadsheet.plates.hit_logs import logs
from broadsheet.plates.hits import FOLDER
from broadsheet.popularity.ranking import counted_apart, counted_until
from broadsheet.popularity.ranking.curves import reads_by_minute
from broadsheet.popularity.ranking.lists import FRESH_FOR


@dataclass(frozen=True)
class ReadsHealth:
    """How it stands: until when reads are counted, and what waits on this machine's disk."""

    until: datetime | None
    logs: int
    megabytes: float
    reads_of_an_hour: int
    apart_of_a_day: dict[str, int]

    @property
    def is_stale(self) -> bool:
        """Whether reads were counted once, and aren't any more."""
        return self.until is not None and timezone.now() - self.until > FRESH_FOR


def reads_health(home: Path) -> ReadsHealth:
    """How it stands with the paper whose files lie in `home`."""
    root = home / FOLDER
    folders = [folder for folder in root.iterdir() if folder.is_dir()] if root.is_dir() else []
    waiting = [file for folder in folders for file in logs(folder, before=1 << 40)]
    sizes = [file.stat().st_size for file in waiting if file.exists()]
    return ReadsHealth(
        until=counted_until(),
        logs=len(sizes),
        megabytes=sum(sizes) / 1024**2,
        reads_of_an_hour=sum(reads for _at, reads in reads_by_minute(None, 60)),
        apart_of_a_day=counted_apart(timezone.now() - timedelta(days=1)),
    )
