"""The files of the copy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import Storage, default_storage

from broadsheet.reader import ReaderConfig
from broadsheet.site.export.layout import Layout

CHUNK = 1024 * 1024
# How a story tells the paper that it is read, with JavaScript and without.
_BEACONS = re.compile(
    rb' data-read="/read/\d+"|<noscript><img [^>]*src="/read/\d+\.gif"[^>]*></noscript>'
)


class FileMissing(Exception):
    """A page names a file that isn't there, or that readers may not have."""


def without_beacons(page: bytes) -> bytes:
    """`page` without what tells the paper that it is read: a static host counts nothing."""
    return _BEACONS.sub(b"", page)


class Copy:
    """The folder of a copy, and how much is in it; sizes are bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = self.files = self.size = 0
        self._layout = Layout()

    def page(self, path: str, body: bytes) -> None:
        """Write the page at the address `path`. Raises `NoPlace`."""
        file = self._file(path)
        file.write_bytes(body)
        self.pages += 1
        self.size += len(body)

    def file(self, path: str) -> bytes:
        """Copy the static or uploaded file at `path`; its first megabyte. Raises `FileMissing`."""
        storage, name = _storage(path)
        try:
            with storage.open(name) as opened:
                first: bytes = opened.read(CHUNK)
                self._copy(path, chain([first], iter(lambda: opened.read(CHUNK), b"")))
        # Any other OSError says that the copy can't be written at all.
        except (*_NOT_THERE, SuspiciousOperation, ValueError) as error:
            raise FileMissing(path) from error
        return first

    def _copy(self, path: str, pieces: Iterable[bytes]) -> None:
        with self._file(path).open("wb") as out:
            for piece in pieces:
                self.size += out.write(piece)
        self.files += 1

    def _file(self, path: str) -> Path:
        file = self.folder / self._layout.place(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        return file


_NOT_THERE = (FileNotFoundError, IsADirectoryError, NotADirectoryError)


def _storage(path: str) -> tuple[Storage, str]:
    """Who keeps the file at the address `path`, and under what name. Raises `FileMissing`."""
    name = path.removeprefix(settings.STATIC_URL)
    if name != path:
        return staticfiles_storage, name
    name = path.removeprefix(settings.MEDIA_URL)
    if name == path or name.startswith(ReaderConfig.media_kept_inside):
        raise FileMissing(path)
    return default_storage, name
