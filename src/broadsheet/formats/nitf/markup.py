"""NITF's body vocabulary in terms of HTML's (NITF 3.6, ``body.content``, ``enrichedText``).

Here only names change; ``formats.html`` makes the blocks and lets nothing hostile through.
"""

from __future__ import annotations

from lxml import etree

from broadsheet.formats.html import blocks_from_tree
from broadsheet.formats.item import Block
from broadsheet.formats.xml import local

#: Elements that become one of HTML. HTML's own names are here too: many agencies mix them in.
_SAME = (
    "a b big blockquote br caption center code dd div dl dt em figcaption figure font h1 h2 h3 h4 "
    "h5 h6 hr i img kbd li ol p pre q rb rp rt ruby s section small span strike strong sub sup "
    "table tbody td tfoot th thead tr tt u ul"
)
_ELEMENTS = {name: name for name in _SAME.split()} | {
    "bq": "blockquote",
    "credit": "p",
    "hl1": "h2",
    "hl2": "h2",
    "tagline": "p",
    "numer": "sup",
    "denom": "sub",
}
#: These are words in a sentence; any other element that is unknown stands on its own.
_WORDS = (
    "abbr acronym addressee alt-code bdi bdo care.of chron cite city classifier copyrite "
    "copyrite.holder copyrite.year country del delivery.office delivery.point dfn event frac "
    "frac-sep function ins lang location mark money name.family name.given num object.title org "
    "person postaddr postcode pronounce region samp state sublocation time var virtloc"
)
_INLINE = frozenset(_WORDS.split())
#: Of these one may follow another without a space between: only their names part them.
_PARTS = "addressee care.of city country delivery.office delivery.point postcode region state"
_ADDRESS = frozenset(_PARTS.split())
#: Read elsewhere (media, notes, tables' descriptions), or nothing that is read.
_APART = (
    "body.head col colgroup head iframe key-list media nitf-table-metadata script style "
    "table-reference template tobject"
)
_ELSEWHERE = frozenset(_APART.split())
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 100


def is_advisory(element: etree._Element) -> bool:
    """Whether ``element`` is a note or tagline that readers must not see: an editors' note, or
    one that is marked as a non-publishable advisory (NITF 3.6, ``note``, ``tagline``)."""
    return element.get("type") == "npa" or element.get("noteclass") == "editorsnote"


def blocks_of(*elements: etree._Element) -> tuple[Block, ...]:
    """The blocks of what stands inside ``elements``, without media and advisories."""
    return blocks_from_tree(elements, _Vocabulary())


class _Vocabulary:
    """What NITF's elements are in HTML."""

    def __init__(self) -> None:
        self._wrapped: etree._Element | None = None

    def __call__(self, element: etree._Element, name: str) -> str | None:
        if name == "p":
            if len(element) and _is_wrapped(element):
                self._wrapped = element
            return "p"
        if name == "br" and self._wrapped is not None and element.getparent() is self._wrapped:
            return ""
        if name in ("note", "tagline") and is_advisory(element):
            return None
        if name in _ELEMENTS:
            return _ELEMENTS[name]
        if name in _ELSEWHERE:
            return None
        if name in _ADDRESS and _follows_at_once(element):
            return " "
        return "" if name in _INLINE else "div"


def _follows_at_once(element: etree._Element) -> bool:
    """Whether ``element`` stands right behind another part of an address or place."""
    before = element.getprevious()
    return before is not None and not before.tail and local(before).lower() in _ADDRESS


def _is_wrapped(paragraph: etree._Element) -> bool:
    """Whether the line breaks in ``paragraph`` are those of a typewriter, as AAP sends them:
    nothing but breaks inside, each after a space and a line of the usual width."""
    if not len(paragraph) or any(local(each).lower() != "br" or len(each) for each in paragraph):
        return False
    lines = [paragraph.text or "", *(each.tail or "" for each in paragraph)][:-1]
    return all(
        line[-1:].isspace() and _SHORTEST_WRAPPED <= len(line.strip()) <= _LONGEST_WRAPPED
        for line in lines
    )
