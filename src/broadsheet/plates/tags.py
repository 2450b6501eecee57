"""What a page depends on, collected while it renders.

A *firm* tag is something whose change makes the page untrue: it is pressed again. A *loose* one is
something the page merely shows beside its own matter, in a rail: the page is pressed again only
when that thing must vanish. Outside of `collecting` all of this costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum


class Rank(IntEnum):
    """Whom a page is pressed before. Up to `PROMPT` people wait for it: it is pressed at once."""

    STORY = 0
    HOME = 1
    FRONT = 2
    FEED = 3
    RAIL = 4
    PROMPT = 5
    LAZY = 9


@dataclass
class Dependencies:
    """What was collected: tags, the page's rank, and for how many seconds it is true at most."""

    firm: set[str] = field(default_factory=set)
    loose: set[str] = field(default_factory=set)
    rank: Rank = Rank.LAZY
    true_for: int | None = None
    never_pressed: bool = False
    depth_apart: int = 0
    depth_ignored: int = 0


_current: ContextVar[Dependencies | None] = ContextVar("dependencies", default=None)


@contextmanager
def collecting() -> Iterator[Dependencies]:
    """Collect, until the end of the block, what the page being rendered depends on."""
    found = Dependencies()
    token = _current.set(found)
    try:
        yield found
    finally:
        _current.reset(token)
        found.loose -= found.firm


def bear(*tags: str) -> None:
    """The page shows what `tags` name (loosely inside of `apart`)."""
    found = _current.get()
    if found is None or found.depth_ignored:
        return
    (found.loose if found.depth_apart else found.firm).update(tags)


def adopt(others: Dependencies) -> None:
    """The page shows what was read, and collected, for another one before."""
    found = _current.get()
    if found is None or found.depth_ignored:
        return
    found.loose |= others.loose
    (found.loose if found.depth_apart else found.firm).update(others.firm)
    if others.true_for is not None:
        true_for(others.true_for)


@contextmanager
def apart() -> Iterator[None]:
    """What is shown inside of the block stands beside the page's own matter: a rail."""
    found = _current.get()
    if found is None:
        yield
        return
    found.depth_apart += 1
    try:
        yield
    finally:
        found.depth_apart -= 1


@contextmanager
def ignored() -> Iterator[None]:
    """What is read inside of the block is no dependency, or is named by a tag of its own."""
    found = _current.get()
    if found is None:
        yield
        return
    found.depth_ignored += 1
    try:
        yield
    finally:
        found.depth_ignored -= 1


def set_rank(rank: Rank) -> None:
    """Say whom the page is pressed before."""
    if found := _current.get():
        found.rank = rank


def true_for(seconds: int) -> None:
    """The page is true for `seconds` at most; the shortest wish wins."""
    if found := _current.get():
        found.true_for = seconds if found.true_for is None else min(found.true_for, seconds)


def never_press() -> None:
    """The page is made for one request, as search results are."""
    if found := _current.get():
        found.never_pressed = True
