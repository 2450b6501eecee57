"""WebM, a Matroska of fewer kinds (RFC 9559, RFC 8794): length and size from Info and Tracks."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from broadsheet.stories.clips.facts import BrokenClip, ClipFacts

_HEAD = 1024 * 1024  # Info and Tracks stand before the first cluster
_EBML, _DOCTYPE, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x4282, 0x18538067, 0x1F43B675
_INFO, _SCALE, _DURATION = 0x1549A966, 0x2AD7B1, 0x4489
_TRACKS, _ENTRY, _VIDEO, _WIDTH, _HEIGHT = 0x1654AE6B, 0xAE, 0xE0, 0xB0, 0xBA


def read(stream: BinaryIO, size: int) -> ClipFacts:
    """The facts of the WebM of `size` bytes in `stream`; BrokenClip for another or a cut one."""
    stream.seek(0)
    data = stream.read(_HEAD)
    top = _elements(data)
    kind, body, _end = next(top, (0, b"", 0))
    if kind != _EBML or _first(body, _DOCTYPE) != b"webm":
        raise BrokenClip("not WebM")
    kind, body, end = next(top, (0, b"", 0))
    if kind != _SEGMENT or end > size:
        raise BrokenClip("the segment ends behind the file")
    duration, width, height = 0.0, 0, 0
    for kind, inner, _end in _elements(body):
        if kind == _CLUSTER:
            break
        if kind == _INFO:
            duration = _seconds(inner)
        elif kind == _TRACKS:
            for entry in (part for key, part, _end in _elements(inner) if key == _ENTRY):
                video = _first(entry, _VIDEO)
                width = max(width, int.from_bytes(_first(video, _WIDTH), "big"))
                height = max(height, int.from_bytes(_first(video, _HEIGHT), "big"))
    return ClipFacts(duration, width, height)


def _seconds(info: bytes) -> float:
    """Duration counts ticks of TimestampScale nanoseconds, a million where that isn't given."""
    ticks = _first(info, _DURATION)
    scale = int.from_bytes(_first(info, _SCALE), "big") or 1_000_000
    if len(ticks) not in (4, 8):
        return 0.0
    value: float = struct.unpack(">f" if len(ticks) == 4 else ">d", ticks)[0]
    seconds = value * scale / 1e9
    return seconds if 0 < seconds < 1e6 else 0.0


def _first(data: bytes, wanted: int) -> bytes:
    return next((body for kind, body, _end in _elements(data) if kind == wanted), b"")


def _elements(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Identity, body (as far as it is in `data`) and end of each element (RFC 8794, 4 to 6)."""
    position = 0
    while position < len(data):
        width = _width(data[position])
        identity = int.from_bytes(data[position : position + width], "big")
        position += width
        if not width or width > 4 or position >= len(data):
            return
        width = _width(data[position])
        if not width:
            return
        mask = (1 << 7 * width) - 1
        length = int.from_bytes(data[position : position + width], "big") & mask
        position += width
        # All ones: of unknown length, as in a stream that was recorded live.
        end = len(data) if length == mask else position + length
        yield identity, data[position:end], end
        position = end


def _width(first: int) -> int:
    """The number of bytes that a number beginning with `first` takes; 0 for none."""
    return 9 - first.bit_length() if first else 0
