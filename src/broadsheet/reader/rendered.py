"""A whole answer in hand."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cached_property

# Below this an answer fits one packet anyway.
WORTH_IT = 860
# Made while somebody waits.
LEVEL = 4


@dataclass(frozen=True)
class Rendered:
    """What Django answered to an anonymous reader: status, headers and the body, not compressed.

    `not_kept` is what would be a plate, had disk or database not refused it.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    not_kept: bool = False

    @cached_property
    def gzipped(self) -> bytes | None:
        """The body in gzip; `None` where that doesn't pay, or where the headers are about these
        very bytes: an encoding, or an ETag, of which each encoding has its own (RFC 9110 8.8.3.3).
        """
        names = {name.lower() for name, _value in self.headers}
        if not names.isdisjoint(("content-encoding", "etag")) or len(self.body) < WORTH_IT:
            return None
        data = gzip.compress(self.body, LEVEL, mtime=0)
        return data if len(data) < len(self.body) else None
