"""A paper with something of everything, pressed."""

from __future__ import annotations

import re

import pytest

from broadsheet.plates import PlateTree
from broadsheet.press.pressing import press_page
from broadsheet.press.queue import work
from broadsheet.press.registry import all_paths
from broadsheet.press.rendering import render
from broadsheet.press.sweep import press_stale
from broadsheet.press.tree import plate_tree

# What stands beside a page's own matter is allowed to be older than the page.
_APART = re.compile(
    rb'<aside class="rails".*?</aside>|<section class="related">.*?</section>', re.S
)


@pytest.fixture
def tree(db: None) -> PlateTree:
    """The test's own tree of plates."""
    return plate_tree()


def press_everything() -> list[str]:
    """Press every registered address; those that have a plate now."""
    for path in all_paths():
        press_page(path)
    return [path for path in all_paths() if plate_tree().body(path) is not None]


def settle() -> None:
    """Work until nothing is queued and nothing is stale."""
    while work() or press_stale(60):
        pass


def own(body: bytes | None) -> bytes | None:
    """A page without what stands apart in it."""
    return None if body is None else _APART.sub(b"", body)


def untrue(paths: list[str]) -> list[str]:
    """Those of `paths` whose plate is not what a reader would be shown if it were rendered now."""
    found = []
    for path in paths:
        fresh = render(path)
        expected = fresh.body if fresh.status == 200 else None
        if own(plate_tree().body(path)) != own(expected):
            found.append(path)
    return found
