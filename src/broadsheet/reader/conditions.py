"""Conditional requests (RFC 9110 section 13)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# entity-tag, section 8.8.3: an opaque tag of visible ASCII but quotes, or of bytes above it.
_TAG = re.compile(r'(W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_LONGEST = 8192


def is_unchanged(environ: WSGIEnvironment, etag: str, modified: int) -> bool:
    """Whether a GET or HEAD is answered with 304, in the order of section 13.2.2.

    `modified` are whole seconds since 1970, UTC. `If-Modified-Since` counts only where there is no
    `If-None-Match` (section 13.1.3).
    """
    asked: str | None = environ.get("HTTP_IF_NONE_MATCH")
    if asked is not None:
        return matches_any(asked, etag)
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if since is None:
        return False
    moment = http_date(since)
    return moment is not None and modified <= moment


def fails(environ: WSGIEnvironment, etag: str, modified: int) -> bool:
    """Whether `If-Match` or `If-Unmodified-Since` asks for a 412 (sections 13.1.1 and 13.1.4)."""
    asked: str | None = environ.get("HTTP_IF_MATCH")
    if asked is not None:
        strong = asked.strip() == "*" or any(
            not weak and tag == etag for weak, tag in _TAG.findall(asked[:_LONGEST])
        )
        return not strong
    since = environ.get("HTTP_IF_UNMODIFIED_SINCE")
    moment = None if since is None else http_date(since)
    return moment is not None and modified > moment


def matches_any(header: str, etag: str) -> bool:
    """Whether `If-None-Match: header` names `etag`, by weak comparison (section 13.1.2)."""
    if header == etag:
        return True
    if header.strip() == "*":
        return True
    return any(tag == etag for _weak, tag in _TAG.findall(header[:_LONGEST]))


def http_date(text: str) -> int | None:
    """The seconds since 1970 of an HTTP-date in any of its three forms, or `None` (5.6.7)."""
    try:
        moment = parsedate_to_datetime(text[:64])
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return int(moment.timestamp())
    except (OverflowError, ValueError):
        return None


def as_http_date(seconds: int) -> str:
    """`seconds` since 1970 in the preferred form (section 5.6.7)."""
    moment = datetime.fromtimestamp(seconds, UTC)
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[moment.weekday()]
    month = _MONTHS[moment.month - 1]
    return f"{day}, {moment.day:02} {month} {moment:%Y %H:%M:%S} GMT"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
