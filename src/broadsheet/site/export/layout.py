"""Where an address lies in the copy."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

LONGEST_NAME = 255
INDEX = "index.html"


class NoPlace(ValueError):
    """No static host could serve this address from a file; the message says why."""


class Layout:
    """Gives each address a file of its own, also on disks that take small letters for capitals."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def place(self, path: str) -> PurePosixPath:
        """The file, relative to the copy, of the decoded address `path`. Raises `NoPlace`."""
        if not path.startswith("/"):
            raise NoPlace("it doesn't begin with a slash")
        names = path[1:].split("/")
        names[-1] = names[-1] or INDEX
        for name in names:
            if not name or name in {".", ".."} or len(name.encode(errors="replace")) > LONGEST_NAME:
                raise NoPlace("a part of it is no file name")
            if not name.isprintable() or set(name) & set('\\:*?"<>|#%'):
                raise NoPlace("a part of it is no file name on every disk")
        file = PurePosixPath(*names)
        key = unicodedata.normalize("NFC", str(file)).casefold()
        if self._taken.setdefault(key, path) != path:
            raise NoPlace(f"only letters' case tells it from {self._taken[key]}")
        return file
