"""What other rooms ask of the press and of the clock that drives it; they register, it calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

type_paths = Callable[[], Iterator[str]]


@dataclass(frozen=True)
class Chore:
    """Something the clock does again and again: `every` is in seconds, from end to start."""

    name: str
    every: float
    run: Callable[[], object]
    heavy: bool = False


_paths: dict[str, type_paths] = {}
_chores: dict[str, Chore] = {}


def register_paths(name: str, paths: type_paths) -> None:
    """Let a cold tree hold the addresses that `paths` yields, those first that are read most."""
    _paths[name] = paths


def register_chore(
    name: str, every: float, run: Callable[[], object], *, heavy: bool = False
) -> None:
    """Let the one clock that is elected call `run` every `every` seconds, in a thread of its own.

    `run` must be safe to be cut off at any moment and begun again by another process. `heavy` ones
    render, draw or count: they run in a process apart, where they delay nothing that is due to the
    second.
    """
    _chores[name] = Chore(name, every, run, heavy)


def all_paths() -> Iterator[str]:
    """Every registered address, each once."""
    seen: set[str] = set()
    for paths in _paths.values():
        for path in paths():
            if path not in seen:
                seen.add(path)
                yield path


def chores() -> list[Chore]:
    """Every registered chore."""
    return list(_chores.values())
