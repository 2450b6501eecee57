"""Bodies whose markup is characters: ``body.content`` with HTML in a CDATA section.

NITF 3.6 allows no characters right inside ``body.content`` and ``block``, so that nobody means
tags that readers shall see there.
"""

from __future__ import annotations

import re

from lxml import etree

from broadsheet.formats.xml import local, raw_text

_BLOCKS = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|table|blockquote)\b[^<>]*>", re.IGNORECASE)
_HOLDERS = frozenset(("body.content", "block"))


def html_in(part: etree._Element) -> str:
    """The HTML that ``part``, a part of a body, holds as characters and nothing besides; empty for
    any other."""
    while len(part) == 1 and local(part[0]).lower() == "block" and not (part.text or "").strip():
        part = part[0]
    if len(part) or local(part).lower() not in _HOLDERS:
        return ""
    said = raw_text(part)
    return said if _BLOCKS.search(said) else ""
