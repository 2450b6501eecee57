"""How often something may come, counted in little memory without a list of what came.

Tables of two rows of small counters, one hash for each (a count-min sketch, increased
conservatively): what is counted can come out too high, where others happen to share both counters,
and never too low.
"""

from __future__ import annotations

from array import array
from collections.abc import MutableSequence
from threading import Lock

MOST_CELLS = 1 << 22
_FIRST_CELLS = 1 << 14
# So many of the largest tables may be kept.
_TABLES = 3
# How often a new key may be taken for one that has come too often.
_MISTAKEN = 1e-7
_FULLEST = 1 / 16
# Numbers below 2³⁰ are quick ones.
_HALF = 30
_LOW = (1 << _HALF) - 1

_Row = MutableSequence[int]
# Two rows of counters, and the mask that makes a place in them of a hash.
_Table = tuple[_Row, _Row, int]


class Limit:
    """At most `most` (up to 65,535) of each key in any span of `seconds`; 0: as many as come.

    Keys are hashes of 64 bits that nobody outside can foretell, as Python's own of texts. A table
    serves half a span, or until it has taken as many keys as it can tell apart; what it counted is
    remembered while it may matter, but at most in three tables of `cells` (up to 2²²) a row. Where
    more keys come than these can tell apart the span is shorter: nobody is turned away for others.
    """

    def __init__(self, most: int, seconds: int, cells: int = MOST_CELLS) -> None:
        self.most = most
        self._seconds = seconds
        self._most_cells = cells
        self._lock = Lock()
        self._ended: list[int] = []
        self._tables: tuple[_Table, ...] = ()
        self._until = self._taken = self._room = 0

    @property
    def memory(self) -> int:
        """The most that the counters may take, in bytes."""
        return 2 * _TABLES * self._most_cells * (1 if self.most < 256 else 2)

    def is_over(self, key: int, now: int) -> bool:
        """Whether `key` has come too often at `now` (seconds); if not, it has come once more."""
        if self.is_reached(key, now):
            return True
        self.add(key)
        return False

    def is_reached(self, key: int, now: int) -> bool:
        """Whether `key` has come so often at `now` (seconds) that it may not come again."""
        if not self.most:
            return False
        if now >= self._until or self._taken >= self._room:
            self._turn(now)
        low, high = key & _LOW, key >> _HALF & _LOW
        count = 0
        for first, second, mask in self._tables:
            if least := first[low & mask]:
                other = second[high & mask]
                count += other if other < least else least
        return count >= self.most

    def add(self, key: int) -> None:
        """Note that `key` has come, of which `is_reached` was just asked."""
        if not self.most:
            return
        first, second, mask = self._tables[-1]
        low, high = key & mask, key >> _HALF & mask
        one, other = first[low], second[high]
        count = one if one < other else other
        if not count:
            self._taken += 1
        if one == count:
            first[low] = count + 1
        if other == count:
            second[high] = count + 1

    def _turn(self, now: int) -> None:
        """Begin a table: a larger one after one that was full, a smaller one after a quiet time."""
        with self._lock:
            if now < self._until and self._taken < self._room:
                return
            cells = _FIRST_CELLS
            if self._tables:
                self._ended.append(min(now, self._until))
                cells = self._tables[-1][2] + 1
                if self._taken >= self._room:
                    cells *= 4
                elif self._taken < self._room // 4:
                    cells //= 2
            cells = min(max(cells, _FIRST_CELLS), self._most_cells)
            self._forget(now, _TABLES * self._most_cells - cells)
            self._tables = *self._tables, (self._row(cells), self._row(cells), cells - 1)
            # Three tables, so full of keys that came once, seldom mistake another one.
            fill = min(_FULLEST, (_MISTAKEN / 2) ** (1 / (2 * self.most)))
            self._taken, self._room = 0, max(1, int(cells * fill))
            self._until = now + max(1, self._seconds // 2)

    def _forget(self, now: int, cells: int) -> None:
        """Drop the tables that are over for a span, and the oldest of more than `cells`."""
        kept = sum(ended > now - self._seconds for ended in self._ended)
        while sum(table[2] + 1 for table in self._tables[len(self._tables) - kept :]) > cells:
            kept -= 1
        self._ended = self._ended[len(self._ended) - kept :]
        self._tables = self._tables[len(self._tables) - kept :]

    def _row(self, cells: int) -> _Row:
        return bytearray(cells) if self.most < 256 else array("H", bytes(2 * cells))
