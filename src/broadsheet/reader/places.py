"""Who may wait for Django: never so many that plates find no thread to be served by."""

from __future__ import annotations

from math import inf
from threading import Condition


class Unavailable(Exception):
    """Nobody backstage can answer now."""


class Places:
    """Places backstage: each is for a thread that waits for Django or for the database.

    Where all of `places` are taken, up to `seats` others wait for one, no longer than `patience`
    seconds; whoever finds no seat is sent away at once. A server with more threads than both
    always has one for plates. 0 places: as many as come.
    """

    def __init__(self, places: int, seats: int, patience: float) -> None:
        self.lock = Condition()
        self._free: float = places or inf
        self._seats = seats
        self._patience = patience
        self._waiting = 0

    def take(self) -> None:
        """Take a place, or wait for one on a seat. Raises `Unavailable`."""
        with self.lock:
            if self.take_at_once():
                return
            if self._waiting >= self._seats + self._free:
                raise Unavailable("every place is taken")
            self._waiting += 1
            try:
                if not self.lock.wait_for(lambda: self._free > 0, self._patience):
                    raise Unavailable("no place became free")
                self._free -= 1
            finally:
                self._waiting -= 1

    def take_at_once(self) -> bool:
        """Take a place that is free and that nobody waits for; whether there was one."""
        with self.lock:
            if self._free <= self._waiting:
                return False
            self._free -= 1
            return True

    def leave(self) -> None:
        """Give a place back."""
        with self.lock:
            self._free += 1
            self.lock.notify()
