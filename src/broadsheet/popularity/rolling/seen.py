"""Which visitors were counted in which minute, so that nobody is counted twice a minute.

A file a minute, of sorted hashes of 64 bits, in the folder of the day whose salt made them. When
that day is over its salt is gone, and the folder with it.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt

from broadsheet.plates.hits import SEEN, clear_seen

Hashes = npt.NDArray[np.uint64]


class Seen:
    """The visitors counted on the node whose logs lie in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, day: int, minute: int) -> Hashes:
        """Whom of `day` (of arrival) was counted in `minute`; sorted."""
        try:
            return np.fromfile(self._file(day, minute), np.uint64)
        except FileNotFoundError:
            return np.empty(0, np.uint64)

    def add(self, day: int, minute: int, visitors: Hashes) -> None:
        """Remember `visitors`, who are sorted; those that are known already are no harm."""
        file = self._file(day, minute)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = file.with_name(f"{file.name}.new")
        both = np.concatenate([self.of(day, minute), visitors])
        # Two sorted runs are merged; a union in general takes ten times as long.
        both.sort(kind="stable")
        is_new = np.ones(both.size, np.bool_)
        is_new[1:] = both[1:] != both[:-1]
        both[is_new].tofile(beside)
        os.replace(beside, file)  # noqa: PTH105

    def clear(self, now: int) -> None:
        """Forget everybody of the days before that of `now` (seconds)."""
        clear_seen(self._folder, now)

    def _file(self, day: int, minute: int) -> Path:
        return self._folder / SEEN / str(day) / str(minute)


def are_in(visitors: Hashes, known: Hashes) -> npt.NDArray[np.bool_]:
    """Which of `visitors` are among the sorted `known`."""
    if not known.size:
        return np.zeros(visitors.size, np.bool_)
    at = np.minimum(np.searchsorted(known, visitors), known.size - 1)
    return known[at] == visitors
