"""Who may wait for Django: never so many for so long that plates find no thread to be served by."""

from __future__ import annotations

from math import inf
from threading import Condition
from time import monotonic


class Unavailable(Exception):
    """Nobody backstage can answer now."""


class Places:
    """Places backstage: each is for a thread that waits for Django or for the database.

    Where all of `places` are taken, others wait for one on threads that are meant for plates: as
    long as places are taken and given back. When none has been for `crowd_seconds`, Django hangs,
    and whoever waits is sent away. 0 places: as many as come.
    """

    def __init__(self, places: int, crowd_seconds: float) -> None:
        self.lock = Condition()
        self.crowd_seconds = crowd_seconds
        self._free: float = places or inf
        self._waiting = 0
        self._moved = monotonic()

    def take(self) -> None:
        """Take a place, or wait for one. Raises `Unavailable`."""
        with self.lock:
            if self.take_at_once():
                return
            self._waiting += 1
            try:
                while self._free <= 0:
                    left = self._moved + self.crowd_seconds - monotonic()
                    if left <= 0:
                        raise Unavailable("every place is taken, and none becomes free")
                    self.lock.wait(left)
                self._give()
            finally:
                self._waiting -= 1

    def take_at_once(self) -> bool:
        """Take a place that is free and that nobody waits for; whether there was one."""
        with self.lock:
            if self._free <= self._waiting:
                return False
            self._give()
            return True

    def _give(self) -> None:
        self._free -= 1
        self._moved = monotonic()

    def leave(self) -> None:
        """Give a place back."""
        with self.lock:
            self._free += 1
            self._moved = monotonic()
            self.lock.notify()
