"""Plates, and what marks that one is gone or has moved, read from the tree."""

from __future__ import annotations

import os
import stat

from broadsheet.plates import content_type_of
from broadsheet.reader.addresses import quoted_location
from broadsheet.reader.codings import ENDINGS, Preference
from broadsheet.reader.config import ReaderConfig
from broadsheet.reader.rendered import Rendered
from broadsheet.reader.variant import Headers, Variant

_MARKER_CACHE_CONTROL = ("Cache-Control", "no-cache")


class PlatesOnDisk:
    """Reads plates by the name of their file below `config.tree`."""

    def __init__(self, config: ReaderConfig) -> None:
        self._root = str(config.tree)
        self._send_tags = config.send_tags
        self._cache_control = ("Cache-Control", config.cache_control)
        self._security = list(config.page_headers)

    def exists(self, name: str) -> bool:
        """Whether a plate, or a marker in its place, is there."""
        file = f"{self._root}/{name}"
        return any(os.path.exists(f"{file}{ending}") for ending in ("", ".410", ".301"))  # noqa: PTH110

    def load(self, path: str, name: str, liked: Preference) -> Variant | None:
        """The plate of the address `path` in the file `name`, in the coding liked best that it has.

        The identity body is the plate: coded files beside a missing one are what a press or a
        kill that was cut short has left.
        """
        file = f"{self._root}/{name}"
        if liked and not os.path.exists(file):  # noqa: PTH110 - str is what the hot path keeps
            return None
        for coding in (*liked, ""):
            beside = file + (ENDINGS[coding] if coding else "")
            if found := _read(beside):
                return self._variant(path, name, coding, beside, *found)
        return None

    def _variant(
        self, path: str, name: str, coding: str, file: str, found: os.stat_result, body: bytes
    ) -> Variant:
        headers: Headers = [("Content-Type", content_type_of(name))]
        if coding:
            headers.append(("Content-Encoding", coding))
        headers += [("Vary", "Accept-Encoding"), self._cache_control, *self._security]
        if self._send_tags and (tags := self._tags(name)):
            headers += [("Cache-Tag", ",".join(tags)), ("Surrogate-Key", " ".join(tags))]
        is_stale = bool(found.st_mode & stat.S_IXUSR)
        return Variant(file, found, body, headers, path=path, stale=is_stale)

    def _tags(self, name: str) -> list[str]:
        found = _read(f"{self._root}/{name}.tags")
        if found is None:
            return []
        # A header takes visible ASCII only (RFC 9110 section 5.5).
        return [tag for tag in found[1].decode(errors="replace").split() if tag.isascii()]

    def marker(self, name: str) -> Rendered | None:
        """The 410 or 301 that stands in the place of the plate in the file `name`."""
        if found := _read(f"{self._root}/{name}.410"):
            headers = [("Content-Type", "text/html; charset=utf-8"), _MARKER_CACHE_CONTROL]
            return Rendered(410, (*headers, *self._security), found[1])
        if found := _read(f"{self._root}/{name}.301"):
            location = quoted_location(found[1].decode().partition("\n")[0].strip())
            headers = [
                ("Location", location),
                ("Content-Type", "text/plain; charset=utf-8"),
                _MARKER_CACHE_CONTROL,
            ]
            return Rendered(
                301, (*headers, *self._security), f"It is at {location} now.\n".encode()
            )
        return None


def _read(file: str) -> tuple[os.stat_result, bytes] | None:
    """A file's state and content, of the same moment since both are asked of the open file."""
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123
            return os.fstat(opened.fileno()), opened.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
