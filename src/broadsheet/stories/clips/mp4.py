"""MP4 (ISO/IEC 14496-12): length and size from the movie header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from broadsheet.stories.clips.facts import BrokenClip, ClipFacts

_MAX_MOVIE_HEADER = 32 * 1024 * 1024


def read(stream: BinaryIO, size: int) -> ClipFacts:
    """The facts of the MP4 of `size` bytes in `stream`; BrokenClip where its boxes don't add up."""
    position, movie = 0, b""
    while position < size:
        stream.seek(position)
        head = stream.read(16)
        kind, length, start = _box(head, size - position)
        if length < start or position + length > size:
            raise BrokenClip("a box ends behind the file")
        if kind == b"moov" and length <= _MAX_MOVIE_HEADER:
            stream.seek(position + start)
            movie = stream.read(length - start)
        position += length
    if not movie:
        raise BrokenClip("no movie header")
    duration, width, height = 0.0, 0, 0
    for kind, body in _boxes(movie):
        if kind == b"mvhd":
            duration = _duration(body)
        elif kind == b"trak":
            wide, high = _track_size(body)
            width, height = max(width, wide), max(height, high)
    return ClipFacts(duration, width, height)


def _box(head: bytes, rest: int) -> tuple[bytes, int, int]:
    """Type, whole length and length of the header of the box that begins with `head` (4.2)."""
    if len(head) < 8:
        raise BrokenClip("a box without a head")
    length = int.from_bytes(head[:4], "big")
    if length == 1:
        return head[4:8], int.from_bytes(head[8:16], "big"), 16
    return head[4:8], length or rest, 8


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position + 8 <= len(data):
        kind, length, start = _box(data[position : position + 16], len(data) - position)
        if length < start:
            return
        yield kind, data[position + start : position + length]
        position += length


def _duration(header: bytes) -> float:
    """Seconds in a movie header box (8.2.2)."""
    if header[:1] == b"\x01":
        scale, units = header[20:24], header[24:32]
    else:
        scale, units = header[12:16], header[16:20]
    by = int.from_bytes(scale, "big")
    unknown = not units.strip(b"\xff")
    return int.from_bytes(units, "big") / by if by and not unknown else 0.0


def _track_size(track: bytes) -> tuple[int, int]:
    """Width and height in a track's header box (8.3.2), 16.16 fixed-point numbers at its end."""
    for kind, body in _boxes(track):
        if kind == b"tkhd" and len(body) >= 84:
            return int.from_bytes(body[-8:-6], "big"), int.from_bytes(body[-4:-2], "big")
    return 0, 0
