"""Files that came inside an item as base64 (RFC 4648, section 4), not beside it.

Such a file is named after its content, as if it had come with the delivery under that name: the
item stays small, and whoever wants the bytes finds them in the delivery again.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Bytes; a larger file is no picture that anybody prints.
LARGEST = 30 * 1024 * 1024

_SPACE = re.compile(r"\s+")
#: Shorter ones are words.
_RUN = re.compile(r"[A-Za-z0-9+/\s]{64,}+={0,2}", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,4}", re.ASCII)
#: How JSON and XML write what is not base64 itself: line ends, and JSON the slash.
_ESCAPES = re.compile(r"\\[nrt]|&#(?:x0?[aAdD9]|9|10|13);")
_SUFFIXES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
}
_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
)


@dataclass(frozen=True, slots=True)
class Inside:
    """A file inside an item: its name by its content, its media type (as told by its first bytes,
    else as it was declared, else empty), its size in bytes."""

    name: str
    mimetype: str
    size: int


def inside(data: bytes, declared: str = "") -> Inside:
    """What the file ``data`` is: ``declared`` is its media type if its bytes do not tell."""
    kind = picture_type(data)
    digest = hashlib.sha256(data).hexdigest()
    return Inside(f"{digest}.{_SUFFIXES.get(kind, 'bin')}", kind or declared, len(data))


def decoded(written: str) -> bytes | None:
    """The bytes that ``written`` encodes; None if it is no base64, empty, or too much."""
    packed = _SPACE.sub("", written).rstrip("=")
    if not packed or len(packed) > LARGEST * 4 // 3:
        return None
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def picture_type(data: bytes) -> str:
    """The media type of a picture by its first bytes; empty if it is none that is known here."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] == b"ftypavif":
        return "image/avif"
    return next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), "")


def is_inside(name: str) -> bool:
    """Whether ``name`` is one that :func:`inside` gives."""
    return _NAME.fullmatch(name) is not None


def files_inside(delivery: bytes) -> Iterator[tuple[str, bytes]]:
    """The files that are encoded anywhere in the document ``delivery``, each with the name that
    :func:`inside` gives it. Never raises."""
    # What base64 is made of is ASCII in every encoding, but for the NULs of UTF-16.
    text = delivery.replace(b"\0", b"").decode("latin-1")
    for run in _RUN.finditer(_ESCAPES.sub("", text).replace("\\/", "/")):
        if data := decoded(run[0]):
            yield inside(data).name, data
