"""Pictures that stand in the markup itself (``data:`` addresses, RFC 2397).

They are no blocks, since a block has an address; that there was one is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree

from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import raw_text

#: What is told of one: its media type, its size in bytes, and its text alternative if it has one.
Embedded = dict[str, Any]

_PICTURE = re.compile(r"<img\b([^<>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_MOST = 50


def embedded_in_html(*pieces: str) -> list[Embedded]:
    """The pictures that stand in the markup of ``pieces``, each once."""
    return _once(found for html in pieces if "data:" in html for found in _in_markup(html))


def embedded_in_tree(*roots: etree._Element) -> list[Embedded]:
    """The pictures that stand in elements inside ``roots``, and in HTML that is text there."""
    found: list[Embedded] = []
    for root in roots:
        for element in root.iter("{*}img", "{*}IMG"):
            found += _told({str(k).lower(): str(v) for k, v in element.attrib.items()})
        text = raw_text(root)
        if "data:" in text:
            found += _in_markup(text)
    return _once(found) if found else found


def _in_markup(html: str) -> Iterator[Embedded]:
    for tag in _PICTURE.finditer(html):
        if "data:" in tag[1]:
            found = _ATTRIBUTE.finditer(tag[1])
            yield from _told({m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in found})


def _told(attributes: dict[str, str]) -> Iterator[Embedded]:
    source = attributes.get("src", "").strip()
    if not source.lower().startswith("data:"):
        return
    header, _, content = source[5:].partition(",")
    kind, *parameters = (part.strip().lower() for part in header.split(";"))
    if "base64" in parameters:
        size = len("".join(content.split()).rstrip("=")) * 3 // 4
    else:
        size = len(unquote_to_bytes(content))
    told: Embedded = {"type": clean_line(kind) or "text/plain", "size": size}
    if alt := clean_line(attributes.get("alt", "")):
        told["alt"] = alt
    yield told


def _once(found: Iterable[Embedded]) -> list[Embedded]:
    once = {tuple(each.items()): each for each in found}
    return list(once.values())[:_MOST]
