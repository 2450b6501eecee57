"""Read the logs that `hits` writes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from broadsheet.plates.hits import ENDING, MARK, RECORD

DTYPE = np.dtype(
    [
        ("arrived", "<u4"),
        ("own", "<u4"),
        ("story", "<u8"),
        ("visitor", "<u8"),
        ("number", "<u4"),
        ("flags", "<u2"),
        ("mark", "<u2"),
        ("host", "S32"),
    ]
)
Records = npt.NDArray[Any]


def logs(folder: Path, before: int) -> list[Path]:
    """The logs in `folder` of minutes (since 1970) before `before`, the oldest first."""
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.name.endswith(ENDING)]
    except FileNotFoundError:
        return []
    dated = [(name.partition("-")[0], name) for name in names]
    found = [(int(minute), name) for minute, name in dated if minute.isdecimal()]
    return [folder / name for minute, name in sorted(found) if minute < before]


@contextmanager
def held(file: Path) -> Iterator[None]:
    """While nobody appends to `file`. Raises `FileNotFoundError` where there is none."""
    handle = os.open(file, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def read(file: Path) -> Records:
    """The whole records in `file`; a torn tail and what bears no mark of ours are left out."""
    data = file.read_bytes()
    whole = len(data) - len(data) % RECORD.size
    records: Records = np.frombuffer(data[:whole], DTYPE)
    marked: Records = records[records["mark"] == MARK]
    return marked
