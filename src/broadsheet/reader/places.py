"""Who may wait for Django: never so many for so long that plates find no thread to be served by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from math import inf
from threading import Condition
from time import monotonic


class Unavailable(Exception):
    """Nobody backstage can answer now."""


class Places:
    """Places backstage: each is for a thread that waits for Django or for the database.

    Where all of `places` are taken, others wait for one on threads that are meant for plates, as
    long as Django is quick. Once somebody has had a place for `crowd_seconds`, only one may wait;
    once none has been taken or given back for as long, nobody. So a server with at least two
    threads more than places has one for plates, but for that time. 0 places: as many as come.
    """

    def __init__(self, places: int, crowd_seconds: float) -> None:
        self.lock = Condition()
        self.crowd_seconds = crowd_seconds
        self._places: float = places or inf
        # The marks of those inside, in the order in which they came, and when that was.
        self._inside: dict[int, float] = {}
        self._marks: Iterator[int] = count(1)
        self._moved = monotonic()
        self._waiting = 0

    def take(self) -> int:
        """Take a place, or wait for one; the mark with which it is given back. Raises
        `Unavailable`."""
        with self.lock:
            if mark := self.take_at_once():
                return mark
            self._waiting += 1
            try:
                while len(self._inside) >= self._places:
                    left = self._patience()
                    if left <= 0:
                        raise Unavailable("every place is taken, and none becomes free")
                    self.lock.wait(left)
                return self._enter()
            finally:
                self._waiting -= 1

    def take_at_once(self) -> int:
        """Take a place that is free and that nobody waits for: its mark, 0 if there was none."""
        with self.lock:
            if len(self._inside) + self._waiting >= self._places:
                return 0
            return self._enter()

    def leave(self, mark: int) -> None:
        """Give a place back."""
        with self.lock:
            del self._inside[mark]
            self._moved = monotonic()
            self.lock.notify()

    def _enter(self) -> int:
        mark = next(self._marks)
        self._inside[mark] = self._moved = monotonic()
        return mark

    def _patience(self) -> float:
        """For how many seconds more it may be waited."""
        since = self._moved
        if self._waiting > 1:
            since = min(since, next(iter(self._inside.values())))
        return since + self.crowd_seconds - monotonic()
