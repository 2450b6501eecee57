"""What a body says and its blocks do not show: addresses of players and embeds, links that lead
nowhere on the web, titles of pictures and abbreviations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain
from typing import cast

from lxml import etree

from broadsheet.formats.html.links import clean_link, clean_source
from broadsheet.formats.item import Block
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import local

#: Every value once, by ``element@attribute``.
Unseen = dict[str, list[str]]

_NAMES = (
    *("iframe", "embed", "object", "param", "video", "audio", "source", "track"),
    *("a", "abbr", "acronym", "blockquote", "img", "q"),
)
_TAGS = tuple(f"{{*}}{name}" for name in _NAMES)
#: Elements of a system's own, in which dpa and AMP have players (HTML, 4.13, custom elements).
_CUSTOM = etree.XPath("descendant::*[contains(local-name(), '-') and (@src or @href or @data)]")
_ATTRIBUTES = ("href", "src", "data-src", "srcset", "data", "poster", "value", "title", "cite")
_ELEMENT = re.compile(rf"<({'|'.join(_NAMES)}|[a-z]+-[a-z-]+)\s([^<>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rf"""(?<![\w-])({"|".join(_ATTRIBUTES)})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_LINK = re.compile('href="([^"]*)"')
#: Counted elsewhere (``embedded.py``).
_EMBEDDED = "data:"


def unseen_in_html(html: str, blocks: Iterable[Block]) -> Unseen:
    """What ``html`` says and ``blocks``, which were made of it, do not show."""
    return _collected(_written(html), blocks)


def unseen_in_tree(root: etree._Element, blocks: Iterable[Block]) -> Unseen:
    """The same for the elements inside ``root``."""
    every = chain(root.iter(*_TAGS), cast("list[etree._Element]", _CUSTOM(root)))
    found = ((local(each), dict(each.items())) for each in every)
    values = (
        (element, name, str(written[name]))
        for element, written in found
        for name in _ATTRIBUTES
        if name in written
    )
    return _collected(values, blocks)


def _written(html: str) -> Iterator[tuple[str, str, str]]:
    for element in _ELEMENT.finditer(html):
        for found in _ATTRIBUTE.finditer(element[2]):
            value = unescape(found[2] or found[3] or found[4] or "")
            yield element[1].lower(), found[1].lower(), value


def _collected(values: Iterable[tuple[str, str, str]], blocks: Iterable[Block]) -> Unseen:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    shown: set[str] | None = None
    for element, attribute, written in values:
        value = clean_line(written)
        if not value or value.startswith(_EMBEDDED):
            continue
        if shown is None:
            shown = _shown(blocks)
        if value not in shown and _cleaned(attribute, value) not in shown:
            found[f"{element}@{attribute}"][value] = None
    return {place: list(each) for place, each in found.items()}


def _cleaned(attribute: str, value: str) -> str | None:
    if attribute == "href":
        return clean_link(value)
    return clean_source(value) if attribute in ("src", "data-src") else None


def _shown(blocks: Iterable[Block]) -> set[str]:
    return {
        link
        for block in blocks
        for link in (block.src, *map(unescape, _LINK.findall(block.html)))
        if link
    }
