"""Pictures, films and sounds, told by their first bytes: they come beside items, and are none."""

from __future__ import annotations

_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\x00", b"MM\x00*", b"OggS", b"ID3")


def is_media(content: bytes) -> bool:
    """Whether these are the bytes of a picture, a film or a sound."""
    return (
        content.startswith(_BEGINNINGS)
        or content[4:8] == b"ftyp"
        or (content.startswith(b"RIFF") and content[8:12] in {b"WEBP", b"WAVE", b"AVI "})
    )
