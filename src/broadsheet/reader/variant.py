"""One file in hand, with every header it is sent with."""

from __future__ import annotations

import os
from hashlib import blake2b

from broadsheet.reader.conditions import as_http_date

Headers = list[tuple[str, str]]

# What every variant weighs beside its body: headers, names, the objects themselves.
OVERHEAD = 3000


class Variant:
    """A body as it lies on disk, and what is sent with it.

    `changed` and `inode` are the file's own: every write, rename and change of mode shows in one of
    them. `path` is the decoded address for a plate, `None` for other files. `reads` only grows.
    """

    __slots__ = (
        "body",
        "changed",
        "etag",
        "file",
        "headers",
        "inode",
        "modified",
        "path",
        "ranged",
        "reads",
        "seen",
        "stale",
        "told",
        "unchanged_headers",
    )

    def __init__(
        self,
        file: str,
        found: os.stat_result,
        body: bytes,
        headers: Headers,
        *,
        path: str | None = None,
        ranged: bool = False,
        stale: bool = False,
    ) -> None:
        """`headers` lack what follows from the file: length, ETag, date."""
        self.file = file
        self.changed = found.st_ctime_ns
        self.inode = found.st_ino
        self.modified = int(found.st_mtime)
        self.body = body
        self.etag = etag_of(body)
        self.headers = whole_headers(headers, len(body), self.etag, self.modified)
        self.unchanged_headers = unchanged(self.headers)
        self.path = path
        self.ranged = ranged
        self.stale = stale
        self.reads = self.seen = self.told = 0

    @property
    def size(self) -> int:
        """About how much memory it takes, in bytes."""
        return len(self.body) + OVERHEAD


def etag_of(body: bytes) -> str:
    """The strong entity tag of a body (RFC 9110 section 8.8.3): the same wherever it is made."""
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


def whole_headers(headers: Headers, length: int, etag: str, modified: int) -> Headers:
    """`headers` with what follows from the file."""
    return [
        *headers,
        ("Content-Length", str(length)),
        ("ETag", etag),
        ("Last-Modified", as_http_date(modified)),
    ]


def unchanged(headers: Headers) -> Headers:
    """What a 304 repeats (RFC 9110 section 15.4.5)."""
    return [pair for pair in headers if pair[0] in {"Cache-Control", "ETag", "Vary"}]
