"""Markup that is characters: ``body.content`` with HTML in a CDATA section, and the code of
embeds as the text of a paragraph.

NITF 3.6 allows no characters right inside ``body.content`` and ``block``, so that nobody means
tags that readers shall see there.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HTMLParser, fragment_fromstring

from broadsheet.formats.xml import local, raw_text

_BLOCKS = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|table|blockquote)\b[^<>]*>", re.IGNORECASE)
_HOLDERS = frozenset(("body.content", "block"))
#: A paragraph that is markup from its first to its last character, as NTB sends embeds.
_CODE = re.compile(
    r"\s*<(?:div|p|section|figure|blockquote|iframe|script|object|embed|amp-[a-z-]+)\b[^<>]*>.*>\s*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_CODE = 20_000
_PARSER = HTMLParser(remove_comments=True, remove_pis=True, no_network=True)


def html_in(part: etree._Element) -> str:
    """The HTML that ``part``, a part of a body, holds as characters and nothing besides; empty for
    any other."""
    while len(part) == 1 and local(part[0]).lower() == "block" and not (part.text or "").strip():
        part = part[0]
    if len(part) or local(part).lower() not in _HOLDERS:
        return ""
    said = raw_text(part)
    return said if _BLOCKS.search(said) else ""


def unescape_code(element: etree._Element) -> None:
    """Put the elements in place of the characters in each paragraph of ``element`` that holds
    nothing but the markup of an embed."""
    for paragraph in list(element.iter("{*}p", "{*}P")):
        said = paragraph.text or ""
        if len(paragraph) or len(said) > _LONGEST_CODE or not _CODE.fullmatch(said):
            continue
        code = fragment_fromstring(said, create_parent="div", parser=_PARSER)
        code.tail, paragraph.tail = paragraph.tail, None
        parent = paragraph.getparent()
        if parent is not None:
            parent.replace(paragraph, code)
