"""Range requests (RFC 9110 section 14), one range at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.reader.conditions import http_date

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_ONE = re.compile(
    r"bytes=[ \t]*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))[ \t]*", re.IGNORECASE
)


class NotSatisfiable(Exception):
    """No byte of the file lies in the range that was asked for: 416."""


def wanted(environ: WSGIEnvironment, size: int, etag: str, modified: int) -> tuple[int, int] | None:
    """The first and the last byte that are asked for, of a file of `size` bytes.

    `None` where the whole file is to be sent: there is no `Range`, it isn't of bytes, is malformed
    or asks for several parts at once (section 14.2 lets a server ignore it), or `If-Range` names
    another state of the file. Raises `NotSatisfiable`.
    """
    header = environ.get("HTTP_RANGE")
    if header is None or not is_same(environ.get("HTTP_IF_RANGE"), etag, modified):
        return None
    found = _ONE.fullmatch(header)
    if not found:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        length = min(int(suffix), size)
        if not length:
            raise NotSatisfiable
        return size - length, size - 1
    begin = int(first)
    end = int(last) if last else size - 1
    if last and end < begin:
        return None
    if begin >= size:
        raise NotSatisfiable
    return begin, min(end, size - 1)


def is_same(if_range: str | None, etag: str, modified: int) -> bool:
    """Whether `If-Range` lets a part be sent: strong comparison, or the exact date (13.1.5)."""
    if if_range is None:
        return True
    if_range = if_range.strip()
    if if_range.endswith('"'):
        return if_range == etag
    return http_date(if_range) == modified
