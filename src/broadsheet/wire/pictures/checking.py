"""Whether fetched bytes are a picture that a newspaper can print."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

LARGEST = 30 * 1024 * 1024
MOST_PIXELS = 100_000_000
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}


class NoPicture(ValueError):
    """The bytes are no picture that can be used; the message says why."""


@dataclass(frozen=True)
class Checked:
    """Width and height in pixels, and the suffix of the file."""

    width: int
    height: int
    suffix: str


def check(content: bytes) -> Checked:
    """What picture `content` is, told from its first bytes on. Raises `NoPicture`."""
    if len(content) > LARGEST:
        raise NoPicture(f"larger than {LARGEST // 1024**2} MiB")
    try:
        with Image.open(BytesIO(content), formats=list(SUFFIXES)) as picture:
            width, height, kind = *picture.size, picture.format or ""
            if width * height > MOST_PIXELS:
                raise NoPicture(f"{width} × {height} pixels are too many")
            picture.verify()
    except NoPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture("it has too many pixels") from error
    except Exception as error:
        # Pillow's readers raise whatever a broken file makes of them.
        raise NoPicture("no picture in a format that is understood here") from error
    return Checked(width, height, SUFFIXES[kind])
