"""A press that is killed between any two steps leaves the old page or the new one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.plates import ENCODINGS, PlateTree
from tests.press.plate_files import DECODED

# Few, so that what happens to one depends on what happened to it before.
PATHS = ("/sea/", "/sea/tide/")
BODIES = (
    *(f"<p>The ferry sails at {hour}.</p>".encode() * 40 for hour in ("nine", "ten")),
    b"<p>Short.</p>",
)
STEPS = ("open", "replace", "unlink", "chmod", "mkdir", "rmdir")

Outcome = tuple[str, bytes] | None


class Killed(BaseException):
    """Stands for `kill -9`: nothing that is tried afterwards happens either."""


@dataclass
class Mortal:
    """Counts what is done to files, and dies before step `last`."""

    last: int | None
    steps: int = 0

    def guard(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            self.steps += 1
            if self.last is not None and self.steps > self.last:
                raise Killed
            return real(*given, **named)

        return step


@contextmanager
def dying(last: int | None) -> Iterator[Mortal]:
    """Let whatever is done in the block end before its step `last`, counted from 0."""
    mortal = Mortal(last)
    patches = [patch.object(os, name, mortal.guard(getattr(os, name))) for name in STEPS]
    for each in patches:
        each.start()
    try:
        yield mortal
    finally:
        for each in patches:
            each.stop()


@dataclass
class Address:
    """What a reader may get at an address: one thing, or several after a press was killed."""

    allowed: set[Outcome] = field(default_factory=lambda: {None})


def seen(tree: PlateTree, path: str) -> set[Outcome]:
    """What readers get who like different encodings."""
    file = tree.file(path)
    assert file is not None
    if not file.exists():
        for marker in ("410", "301"):
            beside = file.with_name(f"{file.name}.{marker}")
            if beside.exists():
                return {(marker, beside.read_bytes())}
        return {None}
    found: set[Outcome] = {("200", file.read_bytes())}
    for ending in ENCODINGS:
        beside = file.with_name(f"{file.name}.{ending}")
        if beside.exists():
            found.add(("200", DECODED[ending](beside.read_bytes())))
    return found


def outcome(tree: PlateTree, deed: str, path: str, body: bytes) -> tuple[Callable[[], Any], Any]:
    """What is to be done, and what readers get when it is; `...` for no other than before."""
    match deed:
        case "press":
            return lambda: tree.press(path, body, ["story:1"]), ("200", body)
        case "withdraw":
            return lambda: tree.withdraw(path, body), ("410", body)
        case "move":
            return lambda: tree.move(path, "/coast/"), ("301", b"/coast/")
        case "drop":
            return lambda: tree.drop(path), None
    return lambda: tree.mark_stale(path), ...


DEEDS = st.sampled_from(["press", "press", "press", "withdraw", "move", "drop", "mark_stale"])
HISTORY = st.lists(
    st.tuples(
        DEEDS,
        st.sampled_from(PATHS),
        st.sampled_from(BODIES),
        st.none() | st.integers(8, 16) | st.integers(0, 16),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=100, deadline=None)
@given(HISTORY)
def test_each_address_is_as_it_was_or_as_it_was_meant_to_be(
    history: list[tuple[str, str, bytes, int | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tree = PlateTree(Path(folder) / "plates")
        addresses = {path: Address() for path in PATHS}
        for deed, path, body, last in history:
            do, becomes = outcome(tree, deed, path, body)
            allowed = addresses[path].allowed
            try:
                with dying(last):
                    do()
            except Killed:
                allowed |= set() if becomes is ... else {becomes}
            else:
                if becomes is not ...:
                    addresses[path].allowed = {becomes}
            for each, address in addresses.items():
                assert seen(tree, each) <= address.allowed, (deed, each)
        for path in PATHS:
            tree.press(path, BODIES[0])
            assert seen(tree, path) == {("200", BODIES[0])}
            assert not tree.is_stale(path)
        strays = {file.suffix for file in tree.root.rglob("*") if file.is_file()}
        assert strays <= {".html", ".xml", ".zst", ".br", ".gz", ".tags", ".new"}


@pytest.mark.parametrize("after", ["press", "withdraw", "move", "drop"])
@pytest.mark.parametrize("killed", ["press", "withdraw", "move", "drop", "mark_stale"])
@pytest.mark.parametrize("before", ["press", "withdraw", "move", "drop"])
def test_whatever_follows_a_death_at_any_step_is_done_whole(
    tmp_path: Path, before: str, killed: str, after: str
) -> None:
    lived = False
    for last in count():
        tree = PlateTree(tmp_path / str(last))
        do, first = outcome(tree, before, "/sea/", BODIES[0])
        do()
        do, second = outcome(tree, killed, "/sea/", BODIES[1])
        try:
            with dying(last):
                do()
            lived = True
        except Killed:
            assert seen(tree, "/sea/") <= {first, second}, last
        do, third = outcome(tree, after, "/sea/", BODIES[0])
        do()
        assert seen(tree, "/sea/") == {third}, last
        if lived:
            break


def test_the_steps_of_a_press_are_counted(tmp_path: Path) -> None:
    """Were they not, nothing of the above would be killed."""
    tree = PlateTree(tmp_path)
    tree.press("/sea/", BODIES[0])
    with dying(None) as mortal:
        tree.press("/sea/", BODIES[1])
    assert mortal.steps > 12
