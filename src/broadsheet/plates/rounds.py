"""A round of pressing: what many pages show alike is read once for all of them.

Without a round, as when a reader asks for a page that has no plate, everything is read each time.
Whoever presses begins a new round for every change, so that nothing in it is older than the change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from broadsheet.plates import tags
from broadsheet.plates.tags import Dependencies

T = TypeVar("T")

_round: ContextVar[dict[Hashable, tuple[Any, Dependencies]] | None] = ContextVar(
    "round", default=None
)


@contextmanager
def one_round() -> Iterator[None]:
    """Inside of the block `once` remembers."""
    token = _round.set({})
    try:
        yield
    finally:
        _round.reset(token)


def once(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` returned the first time it was asked for `key` in this round.

    The page that is being collected depends on all that `make` read, however long ago that was.
    """
    known = _round.get()
    if known is None:
        return make()
    if key not in known:
        with tags.collecting() as found:
            value = make()
        known[key] = (value, found)
    value, found = known[key]
    tags.adopt(found)
    return value
