"""A second file that hides behind a picture: a page, an archive, a document."""

from __future__ import annotations

import re

from broadsheet.stories.pictures import jpeg

_TAIL = 65_557  # as far from the end as the directory of a ZIP archive may begin
_ZIP_END = b"PK\x05\x06"
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|svg|iframe)[\s>/]", re.I)


def second_file(data: bytes, image_format: str) -> str:
    """What else than a picture `data` is, in a word ("ZIP", "PDF", "HTML"); "" for nothing else.

    Only what lies behind the picture counts. Phones put further pictures, depth maps and films
    there, which are welcome; words in the metadata are words.
    """
    trailer = data[_end(data, image_format) :]
    directory = trailer[-_TAIL:].rfind(_ZIP_END)
    if directory >= 0:
        record = trailer[-_TAIL:][directory:]
        if len(record) >= 22 and int.from_bytes(record[20:22], "little") == len(record) - 22:
            return "ZIP"
    if b"%PDF-" in trailer:
        return "PDF"
    return "HTML" if _MARKUP.search(trailer) else ""


def _end(data: bytes, image_format: str) -> int:
    """The offset at which the picture is over."""
    if image_format in ("JPEG", "MPO"):
        return jpeg.end_of_picture(data)
    if image_format == "PNG":
        return _end_of_png(data)
    if image_format == "WEBP":
        return 8 + int.from_bytes(data[4:8], "little")
    # The others end where their blocks do; in compressed data the marks don't come up by chance.
    return max(0, len(data) - _TAIL)


def _end_of_png(data: bytes) -> int:
    """Behind the IEND chunk (PNG 3rd edition, 5.3)."""
    position = 8
    while position + 12 <= len(data):
        size = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        position += 12 + size
        if kind == b"IEND":
            break
    return min(position, len(data))
