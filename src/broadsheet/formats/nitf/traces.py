"""What the markup of a body said that its blocks do not: identifiers, classes, normal forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape

from lxml import etree

from broadsheet.formats.item import Block
from broadsheet.formats.leftovers import attribute_name
from broadsheet.formats.text import clean_line, clean_text
from broadsheet.formats.xml import local, raw_text

_LINK = re.compile('href="([^"]*)"')
#: Counted elsewhere (``formats.html.embedded``).
_EMBEDDED = "data:"
_LAYOUT = frozenset(("colspan", "rowspan", "start", "seqnum"))
_UNSEEN = frozenset(("nitf-table-metadata", "script", "style", "template", "iframe", "key-list"))


def traces_of_markup(
    elements: Iterable[etree._Element], blocks: Iterable[Block]
) -> dict[str, list[str]]:
    """The attributes in ``elements`` that are not to be found in ``blocks``, and the text of
    elements that nobody is shown: every value once, by ``element@attribute`` or element. Media
    are not looked at."""
    shown = {link for block in blocks for link in (clean_line(block.src), *_links(block))}
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for element in elements:
        walker = etree.iterwalk(element, events=("start",))
        for _, each in walker:
            name = clean_text(local(each))
            lower = name.lower()
            if lower == "media":
                walker.skip_subtree()
                continue
            if lower in _UNSEEN and (said := clean_line(raw_text(each))):
                found[name][said] = None
            for key, written in each.attrib.items():
                label, value = attribute_name(key), clean_line(str(written))
                if not value or label in _LAYOUT or value.startswith(_EMBEDDED):
                    continue
                if value not in shown:
                    found[f"{name}@{label}"][value] = None
    return {place: list(values) for place, values in found.items()}


def _links(block: Block) -> Iterator[str]:
    return (unescape(link) for link in _LINK.findall(block.html))
