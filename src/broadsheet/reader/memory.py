"""Variants kept in memory, bounded in bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import chain
from threading import Lock

from broadsheet.reader.codings import Preference, preference
from broadsheet.reader.variant import Variant

# Different Accept-Encoding headers that are remembered; browsers have about ten.
_MOST_HEADERS = 4096

Shelf = dict[str, Variant]


class Memory:
    """A shelf of variants, by `PATH_INFO`, for each preference of codings.

    What was not read since the hand came by last is put out first (the CLOCK rule), so that a read
    costs no more than adding one to `Variant.reads`. `put_out` is told of each that goes.
    """

    def __init__(self, limit: int, put_out: Callable[[Variant], None]) -> None:
        self.limit = limit
        self.taken = 0
        self.by_header: dict[str, Shelf] = {}
        self._by_preference: dict[Preference, Shelf] = {}
        self._put_out = put_out
        self._clock: deque[tuple[Shelf, str, Variant]] = deque()
        self._lock = Lock()

    def shelf(self, header: str) -> tuple[Preference, Shelf]:
        """The preference that an `Accept-Encoding` header states, and its shelf."""
        liked = preference(header)
        with self._lock:
            shelf = self._by_preference.setdefault(liked, {})
            if header not in self.by_header and len(header) <= 256:
                if len(self.by_header) >= _MOST_HEADERS:
                    self.by_header.clear()
                self.by_header[header] = shelf
        return liked, shelf

    def put(self, shelf: Shelf, key: str, variant: Variant) -> None:
        """Keep `variant`; what it replaces, and what there is no room for, goes."""
        weight = variant.size + len(key)
        if weight > self.limit:
            return
        with self._lock:
            old = shelf.get(key)
            shelf[key] = variant
            self._clock.append((shelf, key, variant))
            self.taken += weight
            if old is not None and old is not variant:
                # Its place in the queue stays until the hand finds that it is no longer the one.
                self._put_out(old)
            while self.taken > self.limit:
                self._turn(variant)

    def forget(self, shelf: Shelf, key: str, variant: Variant) -> None:
        """Let go of `variant`, which is no longer what lies on disk."""
        with self._lock:
            if shelf.get(key) is variant:
                del shelf[key]
                self._put_out(variant)

    def _turn(self, newcomer: Variant) -> None:
        shelf, key, variant = self._clock.popleft()
        current = shelf.get(key) is variant
        if current and (variant.reads != variant.seen or variant is newcomer):
            variant.seen = variant.reads
            self._clock.append((shelf, key, variant))
            return
        self.taken -= variant.size + len(key)
        if current:
            del shelf[key]
            self._put_out(variant)

    def variants(self) -> list[Variant]:
        """All that are kept now."""
        with self._lock:
            return list(chain.from_iterable(s.values() for s in self._by_preference.values()))
