"""Write a folder beside its place, and let it take the place when it is whole."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# What says that a folder is a copy of ours, and may be replaced.
MARKER = ".broadsheet-export"


class TargetTaken(Exception):
    """The folder holds something that we did not write, or another export is at work on it."""


def refuse_foreign(target: Path) -> None:
    """Raise `TargetTaken` unless `target` is absent, empty, or a copy that we made."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise TargetTaken(f"{target} is no folder")
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise TargetTaken(
            f"{target} holds something else (there is no {MARKER} in it): "
            "name an empty folder, or one that was exported before"
        )


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new folder that takes the place of `target` at the end of the block.

    If the block fails, `target` stays as it was; what a killed process left is cleared away.
    """
    refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    new.mkdir(exist_ok=True)
    handle = os.open(new, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise TargetTaken(f"another export is writing {target}") from error
        try:
            _clear(new)
            yield new
            _take_place(new, target)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
    finally:
        os.close(handle)


def mark(folder: Path, said: dict[str, Any]) -> None:
    """Let `folder` be known as a copy of ours."""
    (folder / MARKER).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")


def _clear(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _take_place(new: Path, target: Path) -> None:
    refuse_foreign(target)
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
