"""Folders of files that are served as they lie: static files and media."""

from __future__ import annotations

import mimetypes
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.reader.codings import ENDINGS, Preference
from broadsheet.reader.config import KIB, ReaderConfig
from broadsheet.reader.variant import Headers, Variant, unchanged, whole_headers

FOR_EVER = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"
CHUNK = 256 * KIB
# What was uploaded runs nothing, wherever it is opened.
UPLOADED_POLICY = "default-src 'none'; sandbox"
_UPLOADED = {"Content-Security-Policy": UPLOADED_POLICY, "X-Content-Type-Options": "nosniff"}

HASHED = re.compile(r"\.[0-9a-f]{8,32}\.[^./]+$")
SHOWN = ("image/", "video/", "audio/", "text/vtt")
TYPES = {
    ".avif": "image/avif", ".css": "text/css", ".flac": "audio/flac", ".gif": "image/gif",
    ".html": "text/html",
    ".ico": "image/x-icon", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript",
    ".json": "application/json", ".m4a": "audio/mp4", ".map": "application/json",
    ".mjs": "text/javascript", ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".ogg": "audio/ogg",
    ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain", ".vtt": "text/vtt",
    ".wav": "audio/wav", ".webm": "video/webm", ".webmanifest": "application/manifest+json",
    ".webp": "image/webp", ".woff2": "font/woff2", ".xml": "application/xml",
}  # fmt: skip


@dataclass(frozen=True)
class LargeFile:
    """A file too large to keep: what is sent with it, and where it lies."""

    file: str
    size: int
    etag: str
    modified: int
    headers: Headers
    unchanged_headers: Headers

    def part(self, first: int, last: int) -> bytes:
        """The bytes from `first` to `last`, both included; fewer if the file was cut meanwhile."""
        with open(self.file, "rb") as opened:  # noqa: PTH123
            opened.seek(first)
            return opened.read(last - first + 1)


def upload_headers(config: ReaderConfig) -> list[tuple[str, str]]:
    """The security headers of what was uploaded."""
    return list({**dict(config.page_headers), **_UPLOADED}.items())


class Folder:
    """Files below `root`, none outside of it, for addresses that begin with `prefix`."""

    def __init__(
        self, config: ReaderConfig, prefix: str, root: Path, *, uploaded: bool = False
    ) -> None:
        self.prefix = prefix
        self.uploaded = uploaded
        self._root = os.path.realpath(root)
        self._security = upload_headers(config) if uploaded else list(config.page_headers)
        self._largest_kept = config.largest_kept

    def load(self, path: str, liked: Preference) -> Variant | LargeFile | None:
        """The file for the address `path`; `None` where there is none that may be seen.

        Only what is built has coded files beside it; uploads are compressed in themselves.
        """
        rest = path[len(self.prefix) :]
        if any(not part or part[0] == "." or "\\" in part for part in rest.split("/")):
            return None
        file = f"{self._root}/{rest}"
        for coding in () if self.uploaded else liked:
            beside = file + ENDINGS[coding]
            if found := self._open(beside, rest, coding):
                return found
        return self._open(file, rest, "")

    def _open(self, file: str, rest: str, coding: str) -> Variant | LargeFile | None:
        # A link may lead from one file to another in here, never out.
        if not os.path.realpath(file).startswith(f"{self._root}/"):
            return None
        try:
            with open(file, "rb", buffering=0) as opened:  # noqa: PTH123
                found = os.fstat(opened.fileno())
                if not stat.S_ISREG(found.st_mode):
                    return None
                headers = self._headers(rest, coding)
                if found.st_size <= self._largest_kept:
                    body = opened.read()
                    return Variant(file, found, body, headers, ranged=not coding)
        except (OSError, ValueError):  # no such file, a folder, a name too long, not ours to read
            return None
        # Not of the content, which would have to be read: of the file's state. Strong all the
        # same, since files are replaced, never rewritten (RFC 9110 section 8.8.1).
        etag = f'"{found.st_size:x}-{found.st_mtime_ns:x}"'
        modified = int(found.st_mtime)
        headers = whole_headers(headers, found.st_size, etag, modified)
        return LargeFile(file, found.st_size, etag, modified, headers, unchanged(headers))

    def _headers(self, rest: str, coding: str) -> Headers:
        kind = _type_of(rest)
        headers = [("Content-Type", kind)]
        if coding:
            headers.append(("Content-Encoding", coding))
        if self.uploaded:
            if not kind.startswith(SHOWN) or "svg" in kind:
                headers.append(("Content-Disposition", "attachment"))
            return [
                *headers,
                ("Accept-Ranges", "bytes"),
                ("Cache-Control", FOR_EVER),
                *self._security,
            ]
        return [
            *headers,
            ("Vary", "Accept-Encoding"),
            ("Cache-Control", FOR_EVER if HASHED.search(rest) else FOR_AN_HOUR),
            *self._security,
        ]


def _type_of(name: str) -> str:
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122
    kind = TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class Chunks:
    """A file in pieces, closed by the server when it has sent them (PEP 3333)."""

    def __init__(self, file: str) -> None:
        self._opened = open(file, "rb", buffering=0)  # noqa: SIM115, PTH123

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self._opened.read(CHUNK), b"")

    def close(self) -> None:
        """Let go of the file."""
        self._opened.close()
