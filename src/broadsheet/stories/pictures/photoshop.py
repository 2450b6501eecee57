"""Photoshop's image resource blocks, the envelope in which JPEG and TIFF carry IPTC-IIM.

Adobe Photoshop File Formats Specification, "Image Resource Blocks".
"""

from __future__ import annotations

SIGNATURE = b"Photoshop 3.0\x00"
IPTC_IIM = 0x0404
IPTC_DIGEST = 0x0425
_KINDS = (b"8BIM", b"MeSa", b"PHUT", b"AgHg", b"DCSR")


def resources(data: bytes) -> dict[int, bytes]:
    """Resource id -> bytes of each block in `data`; what lies behind a broken block is left out."""
    found: dict[int, bytes] = {}
    position = 0
    while data[position : position + 4] in _KINDS:
        identity = int.from_bytes(data[position + 4 : position + 6], "big")
        name = data[position + 6 : position + 7]
        position += 6 + _even(1 + (name[0] if name else 0))
        size = int.from_bytes(data[position : position + 4], "big")
        position += 4
        found.setdefault(identity, data[position : position + size])
        position += _even(size)
    return found


def block(identity: int, data: bytes) -> bytes:
    """`data` as one nameless resource block."""
    padding = b"\x00" if len(data) % 2 else b""
    head = b"8BIM" + identity.to_bytes(2, "big") + b"\x00\x00"
    return head + len(data).to_bytes(4, "big") + data + padding


def _even(size: int) -> int:
    return size + size % 2
