"""A round of pressing: what many pages show alike is read once for all of them.

Where nobody presses, as when a reader asks for a page that has no plate, a page is a round of its
own. Whoever presses begins a new round for every change, so that nothing in it is older than the
change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from broadsheet.plates import tags
from broadsheet.plates.tags import Dependencies

T = TypeVar("T")


@dataclass
class _Round:
    known: dict[Hashable, tuple[Any, Dependencies]] = field(default_factory=dict)
    ready: dict[Hashable, tuple[Any, Dependencies]] = field(default_factory=dict)
    began: float = field(default_factory=monotonic)


_NOTHING: tuple[Any, Dependencies] = (None, Dependencies())
_round: ContextVar[_Round | None] = ContextVar("round", default=None)


@contextmanager
def one_round() -> Iterator[None]:
    """Inside of the block `once` remembers."""
    token = _round.set(_Round())
    try:
        yield
    finally:
        _round.reset(token)


@contextmanager
def at_least_one_round() -> Iterator[None]:
    """Inside of the block `once` remembers: for the round there is, or else for the block."""
    if _round.get() is not None:
        yield
        return
    with one_round():
        yield


def begin_anew(*, if_older: float = 0.0) -> None:
    """Forget what this round remembers, if it is older than `if_older` seconds.

    To be called between two pages: one page's parts are of one round.
    """
    current = _round.get()
    if current is not None and monotonic() - current.began >= if_older:
        _round.set(_Round())


def once(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` returned the first time it was asked for `key` in this round.

    The page that is being collected depends on all that `make` read, however long ago that was.
    """
    current = _round.get()
    if current is None:
        return make()
    if key not in current.known:
        with tags.collecting() as found:
            value = make()
        current.known[key] = (value, found)
    value, found = current.known[key]
    tags.adopt(found)
    return value


def lay_ready(key: Hashable, value: object, found: Dependencies) -> None:
    """Let `take` find `value` in this round; to make it, what `found` names was read."""
    current = _round.get()
    if current is not None:
        current.ready[key] = (value, found)


def take(key: Hashable) -> Any:
    """What was laid ready for `key`, or None.

    Once: unlike what `once` remembers it is the taker's own, to change and to add to.
    """
    current = _round.get()
    value, found = current.ready.pop(key, _NOTHING) if current is not None else _NOTHING
    tags.adopt(found)
    return value
