"""EXIF (CIPA DC-008-2019): the little of it that names people, rights and the moment."""

from __future__ import annotations

import re

from PIL import Image
from PIL.ExifTags import IFD, Base

from broadsheet.stories.pictures import dates
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.plain import decode, plain

# What cameras write into ImageDescription of every picture they take.
_CAMERA_WORDS = re.compile(r"(\w+ )?digital (still )?camera$|sony dsc$|dcim|untitled$", re.I)


def read(image: Image.Image) -> PhotoMetadata:
    """The photo metadata in an opened `image`'s EXIF; nothing where that is broken.

    Copyright holds the photographer's and, behind a NUL, the editor's (4.6.4): the first counts.
    """
    # Pillow parses on access, and a damaged directory makes it raise almost anything.
    try:
        tags = image.getexif()
        main = dict(tags.items())
        moment = tags.get_ifd(IFD.Exif)
    except Exception:
        return PhotoMetadata()
    caption = _text(main.get(Base.ImageDescription))
    return PhotoMetadata(
        caption="" if _CAMERA_WORDS.match(caption) else caption,
        creator=_text(main.get(Base.Artist)),
        copyright_notice=_text(main.get(Base.Copyright)),
        taken=dates.from_exif(
            _text(moment.get(Base.DateTimeOriginal)), _text(moment.get(Base.OffsetTimeOriginal))
        ),
    )


def _text(value: object) -> str:
    """A tag's text. Pillow reads ASCII tags as Latin-1, though most programs write UTF-8."""
    if isinstance(value, str):
        value = value.encode("latin-1", "replace")
    if not isinstance(value, bytes):
        return ""
    first = next((part for part in value.split(b"\x00") if part.strip()), b"")
    return plain(decode(first))
