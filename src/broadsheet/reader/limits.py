"""How often something may come, counted in little memory without a list of what came.

Two rows of small counters, one hash for each (a count-min sketch, increased conservatively): what
is counted can come out too high, where others happen to share both counters, and never too low.
"""

from __future__ import annotations

from threading import Lock

MOST = 255
_FIRST_CELLS = 1 << 16
_MOST_CELLS = 1 << 22
# One counter in so many may be taken: two keys seldom meet in both rows.
_SPARSE = 16
_SHIFT = 32


class Limit:
    """At most `most` (up to 255) of each key in every span of `seconds`; 0: as many as come.

    Keys are hashes of 64 bits that nobody outside can foretell, as Python's own of texts. While
    more and more keys come, the rows grow, and what was counted in this span is forgotten.
    """

    def __init__(self, most: int, seconds: int) -> None:
        self.most = min(most, MOST)
        self._seconds = seconds
        self._lock = Lock()
        self._span = 0
        self._taken = 0
        self._clear(_FIRST_CELLS)

    def is_over(self, key: int, now: int) -> bool:
        """Count `key` at `now` (seconds); whether it has come too often in this span."""
        if not self.most:
            return False
        if now // self._seconds != self._span or self._taken > self._room:
            self._begin(now // self._seconds)
        first, second, mask = self._rows
        one, other = key & mask, (key >> _SHIFT) & mask
        count = first[one]
        if second[other] < count:
            count = second[other]
        if count >= self.most:
            return True
        if not count:
            self._taken += 1
        if first[one] == count:
            first[one] = count + 1
        if second[other] == count:
            second[other] = count + 1
        return False

    def _begin(self, span: int) -> None:
        """Empty rows: larger ones where these are full, smaller ones after a quiet span."""
        with self._lock:
            cells = self._rows[2] + 1
            if self._taken > self._room:
                self._clear(cells * 2)
            elif span != self._span:
                self._clear(cells if self._taken > self._room // 4 else cells // 2)
            self._span = span

    def _clear(self, cells: int) -> None:
        cells = min(max(cells, _FIRST_CELLS), _MOST_CELLS)
        self._taken = 0
        # At their largest they may fill up: that is better than to forget again and again.
        self._room = cells // _SPARSE if cells < _MOST_CELLS else _MOST_CELLS * _MOST_CELLS
        self._rows = bytearray(cells), bytearray(cells), cells - 1
