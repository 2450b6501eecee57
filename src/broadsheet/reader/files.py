"""Answers for static files and media, with ranges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from broadsheet.reader import ranges
from broadsheet.reader.answers import Notices, send
from broadsheet.reader.conditions import fails, is_unchanged
from broadsheet.reader.config import MIB
from broadsheet.reader.folders import CHUNK, Chunks, LargeFile
from broadsheet.reader.variant import Headers, Variant

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# A part is sent at once, so that a slow client doesn't hold a thread: as RFC 9110 section 15.3.7
# allows, it may be shorter than what was asked for, and the client asks on.
LONGEST_PART = MIB
# A whole file up to this size as well.
LONGEST_AT_ONCE = 8 * MIB


def send_variant(
    environ: WSGIEnvironment, start_response: StartResponse, variant: Variant, notices: Notices
) -> list[bytes]:
    """Answer with a body in memory: 200, 206, 304, 412 or 416."""
    if fails(environ, variant.etag, variant.modified):
        return notices.plain(environ, start_response, 412)
    if is_unchanged(environ, variant.etag, variant.modified):
        start_response("304 Not Modified", variant.unchanged_headers[:])
        return [b""]
    # Range is defined for GET alone (section 14.2).
    if variant.ranged and "HTTP_RANGE" in environ and environ["REQUEST_METHOD"] == "GET":
        size = len(variant.body)
        try:
            asked = ranges.wanted(environ, size, variant.etag, variant.modified)
        except ranges.NotSatisfiable:
            return _not_satisfiable(environ, start_response, size, notices)
        if asked:
            first, last = asked
            part = variant.body[first : last + 1]
            return _send_part(environ, start_response, variant.headers, part, first, size)
    return send(environ, start_response, 200, variant.headers[:], variant.body)


def send_large(
    environ: WSGIEnvironment, start_response: StartResponse, large: LargeFile, notices: Notices
) -> Iterable[bytes]:
    """Answer with a file from disk: 200, 206, 304, 412 or 416."""
    if fails(environ, large.etag, large.modified):
        return notices.plain(environ, start_response, 412)
    if is_unchanged(environ, large.etag, large.modified):
        start_response("304 Not Modified", large.unchanged_headers[:])
        return [b""]
    if environ["REQUEST_METHOD"] == "HEAD":
        return send(environ, start_response, 200, large.headers[:], b"")
    try:
        asked = ranges.wanted(environ, large.size, large.etag, large.modified)
    except ranges.NotSatisfiable:
        return _not_satisfiable(environ, start_response, large.size, notices)
    if asked:
        first, last = asked
        part = large.part(first, min(last, first + LONGEST_PART - 1))
        return _send_part(environ, start_response, large.headers, part, first, large.size)
    if large.size <= LONGEST_AT_ONCE:
        body = large.part(0, large.size - 1)
        return send(environ, start_response, 200, large.headers[:], body)
    start_response("200 OK", large.headers[:])
    wrapper = environ.get("wsgi.file_wrapper")
    if wrapper is None:
        return Chunks(large.file)
    opened = open(large.file, "rb")  # noqa: SIM115, PTH123 - the server closes it (PEP 3333)
    wrapped: Iterable[bytes] = wrapper(opened, CHUNK)
    return wrapped


def _send_part(
    environ: WSGIEnvironment,
    start_response: StartResponse,
    headers: Headers,
    part: bytes,
    first: int,
    size: int,
) -> list[bytes]:
    """206 with one part (section 15.3.7.1)."""
    sent = [pair for pair in headers if pair[0] != "Content-Length"]
    sent.append(("Content-Range", f"bytes {first}-{first + len(part) - 1}/{size}"))
    sent.append(("Content-Length", str(len(part))))
    return send(environ, start_response, 206, sent, part)


def _not_satisfiable(
    environ: WSGIEnvironment, start_response: StartResponse, size: int, notices: Notices
) -> list[bytes]:
    """416, which says how long the file is (section 15.5.17)."""
    return notices.plain(environ, start_response, 416, ("Content-Range", f"bytes */{size}"))
