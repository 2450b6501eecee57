"""Addresses with nothing behind them, remembered so that the database isn't asked each time."""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import NamedTuple

from broadsheet.reader.rendered import Rendered

_OVERHEAD = 1000

# These say that there is no page here now.
STATUSES = frozenset({301, 404, 410})


def asked_again(answer: Rendered) -> Rendered:
    """`answer`, kept by no cache that doesn't ask each time.

    Without a word of ours a cache may keep a 404 as long as it likes (RFC 9110 section 15.1), and
    a story that is published at the address would not be seen.
    """
    if any(name.lower() == "cache-control" for name, _value in answer.headers):
        return answer
    return replace(answer, headers=(*answer.headers, ("Cache-Control", "no-cache")))


class _Absence(NamedTuple):
    changed: int
    until: float
    answer: Rendered
    size: int


class Absences:
    """Answers without a page by path, until the press changes anything, a minute at most."""

    def __init__(self, changed: Path, limit: int, seconds: float) -> None:
        self.limit = limit
        self.taken = 0
        self._changed = str(changed)
        self._seconds = seconds
        self._lock = Lock()
        self._kept: OrderedDict[str, _Absence] = OrderedDict()

    def change(self) -> int:
        """What stands for the latest change of the tree. Ask before the page is rendered."""
        try:
            return os.stat(self._changed).st_mtime_ns  # noqa: PTH116 - a third of Path's cost
        except FileNotFoundError:
            return 0

    def get(self, path: str) -> Rendered | None:
        """The answer remembered for `path`, if nothing has changed since."""
        found = self._kept.get(path)
        if found is None:
            return None
        if found.until > monotonic() and found.changed == self.change():
            return found.answer
        with self._lock:
            if self._kept.get(path) is found:
                self._drop(path)
        return None

    def put(self, path: str, change: int, answer: Rendered) -> None:
        """Remember `answer`, rendered while `change` was the latest change."""
        # Half as much again for the body in gzip, once somebody has asked for it.
        size = len(answer.body) * 3 // 2 + 4 * len(path) + _OVERHEAD
        if size > self.limit:
            return
        with self._lock:
            if path in self._kept:
                self._drop(path)
            self._kept[path] = _Absence(change, monotonic() + self._seconds, answer, size)
            self.taken += size
            while self.taken > self.limit:
                self._drop(next(iter(self._kept)))

    def _drop(self, path: str) -> None:
        self.taken -= self._kept.pop(path).size
