"""Wire and archive formats to and from one frozen dataclass, `Item`. Pure Python, no Django.

>>> items = read(data, zone=ZoneInfo("Asia/Tokyo"), provider="xinhua")  # doctest: +SKIP
"""

from __future__ import annotations

from datetime import UTC, tzinfo

from broadsheet.formats.archives import open_archive
from broadsheet.formats.detect import FORMATS, Format, detect, find_format, is_whole
from broadsheet.formats.encodings import ENCODINGS, encoding_named, in_utf8
from broadsheet.formats.endings import without_end_mark
from broadsheet.formats.errors import FormatError
from broadsheet.formats.html import (
    blocks_from_html,
    blocks_from_text,
    clean_inline,
    clean_link,
    html_of,
    text_of,
)
from broadsheet.formats.item import (
    Association,
    Block,
    Creator,
    Item,
    Link,
    Media,
    Rendition,
    Subject,
)
from broadsheet.formats.members import PartlyRead
from broadsheet.formats.notebook import without_notebook
from broadsheet.formats.providers import provider_of

__all__ = [
    "ENCODINGS",
    "FORMATS",
    "Association",
    "Block",
    "Creator",
    "Format",
    "FormatError",
    "Item",
    "Link",
    "Media",
    "PartlyRead",
    "Rendition",
    "Subject",
    "blocks_from_html",
    "blocks_from_text",
    "clean_inline",
    "clean_link",
    "detect",
    "encoding_named",
    "html_of",
    "is_whole",
    "open_archive",
    "provider_of",
    "read",
    "text_of",
]


def read(
    data: bytes, zone: tzinfo = UTC, provider: str = "", charset: str = "", encoding: str = ""
) -> list[Item]:
    """The items of one delivery, in whatever format it is.

    ``zone`` is the zone of times that carry no offset; ``provider`` is noted in every item.
    ``charset`` is what a Content-Type said of ``data``; ``encoding`` is what text is in that says
    nothing of it and is not in UTF-8.
    Raises FormatError if the delivery cannot be understood, and the PartlyRead among them, which
    has the items, if some members of it can.
    """
    if charset or encoding:
        data = in_utf8(data, charset, encoding)
    try:
        items = find_format(data).read(data, zone, provider)
    except PartlyRead as partly:
        partly.items = [without_end_mark(without_notebook(each)) for each in partly.items]
        raise
    return [without_end_mark(without_notebook(each)) for each in items]
