"""Which plates are read most, for the press: it presses those first."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from time import monotonic, time

from broadsheet.reader.variant import Variant

EVERY_SECONDS = 60.0
MOST_PATHS = 20_000
_DAY = 86_400


class Tally:
    """Reads by path, written now and then to `<folder>/<pid>` as lines of `count<TAB>path`.

    Reads of the last minutes weigh most: at each writing what was counted before loses a
    sixteenth. The most read come first, at most 20,000 of them. Counts are a hint, not a record:
    one that two threads make at once may be lost.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.due = monotonic() + EVERY_SECONDS
        self._counts: dict[str, int] = {}
        self._lock = Lock()
        self._writing = Lock()

    def add(self, variant: Variant) -> None:
        """Count the reads of `variant` that were not counted yet."""
        if variant.path is None:
            return
        with self._lock:
            fresh = variant.reads - variant.told
            variant.told += fresh
            if fresh:
                self._counts[variant.path] = self._counts.get(variant.path, 0) + fresh
            if len(self._counts) > 2 * MOST_PATHS:
                self._counts = dict(self._most_read())

    def write(self, variants: Iterable[Variant]) -> None:
        """Write what was counted, if no other thread is at it. Raises `OSError`."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            self.due = monotonic() + EVERY_SECONDS
            with self._lock:
                self._counts = {p: c - c // 16 - 1 for p, c in self._counts.items() if c > 1}
            for variant in variants:
                self.add(variant)
            with self._lock:
                lines = [f"{count}\t{path}\n" for path, count in self._most_read() if count > 0]
            self.folder.mkdir(parents=True, exist_ok=True)
            file = self.folder / str(os.getpid())
            beside = file.with_suffix(".new")
            beside.write_text("".join(lines), encoding="utf-8")
            beside.replace(file)
            self._clear_old()
        finally:
            self._writing.release()

    def _most_read(self) -> list[tuple[str, int]]:
        return sorted(self._counts.items(), key=lambda pair: -pair[1])[:MOST_PATHS]

    def _clear_old(self) -> None:
        """Processes that ended leave their file; after a day nobody wants it."""
        for file in self.folder.iterdir():
            if time() - file.stat().st_mtime > _DAY:
                file.unlink(missing_ok=True)
