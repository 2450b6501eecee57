"""The segments of a JPEG file (ITU-T T.81, annex B): what stands before and after the picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

APP1, APP13, SOS, EOI, TEM = 0xE1, 0xED, 0xDA, 0xD9, 0x01
_ALONE = {TEM, *range(0xD0, 0xD9)}
MAX_PAYLOAD = 65_533


class Segment(NamedTuple):
    """One marker segment: its marker's second byte, its payload, the offset behind it."""

    marker: int
    payload: bytes
    end: int


def segments(data: bytes) -> Iterator[Segment]:
    """Every segment of `data` until the end of image; ends early, unasked, where it is broken."""
    position = 2
    while (position := data.find(b"\xff", position)) >= 0 and position + 1 < len(data):
        marker = data[position + 1]
        if marker in (0x00, 0xFF):
            position += 1 if marker == 0xFF else 2
            continue
        position += 2
        if marker == EOI:
            yield Segment(marker, b"", position)
            return
        if marker in _ALONE:
            continue
        length = int.from_bytes(data[position : position + 2], "big")
        if length < 2:
            return
        yield Segment(marker, data[position + 2 : position + length], position + length)
        position += length


def end_of_picture(data: bytes) -> int:
    """The offset behind the first end-of-image marker; `len(data)` where there is none."""
    return next((part.end for part in segments(data) if part.marker == EOI), len(data))


def segment(marker: int, payload: bytes) -> bytes:
    """`payload` (at most 65,533 bytes) as a marker segment."""
    if len(payload) > MAX_PAYLOAD:
        raise ValueError(f"{len(payload)} bytes don't fit into one JPEG segment")
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload
