"""NITF's body vocabulary as HTML (NITF 3.6, ``body.content`` and ``enrichedText``).

What comes out is not clean: it is for ``formats.html``, which makes blocks of it and lets
nothing hostile through. Here only names change.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree

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
#: Read elsewhere (media, notes, tables' descriptions), or nothing that is read.
_APART = (
    "body.head col colgroup head iframe key-list media nitf-table-metadata script style "
    "table-reference template tobject"
)
_ELSEWHERE = frozenset(_APART.split())
_NAMES = "alt colspan height href rowspan src start width"
_ATTRIBUTES = {name: name for name in _NAMES.split()} | {"seqnum": "start"}
_VOID = frozenset({"br", "hr", "img"})
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 100


def is_advisory(element: etree._Element) -> bool:
    """Whether ``element`` is a note or tagline that readers must not see: an editors' note, or
    one that is marked as a non-publishable advisory (NITF 3.6, ``note``, ``tagline``)."""
    return element.get("type") == "npa" or element.get("noteclass") == "editorsnote"


def html_of_nitf(root: etree._Element) -> str:
    """What stands inside ``root``, as HTML, without media and advisories."""
    return "".join(_inside(root))


def _inside(root: etree._Element) -> Iterator[str]:
    closing: list[str] = []
    joined: set[etree._Element] = set()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            yield closing.pop()
            if element is not root:
                yield escape(element.tail or "", quote=False)
            continue
        name = local(element).lower()
        if element is root:
            start, end = "<div>", "</div>"
        elif _is_elsewhere(element, name):
            walker.skip_subtree()
            closing.append(" ")
            continue
        elif element in joined:
            start = end = ""
        else:
            start, end = _tags(element, name)
            if name == "p" and _is_wrapped(element):
                joined.update(element)
        closing.append(end)
        yield start
        yield escape(element.text or "", quote=False)


def _is_elsewhere(element: etree._Element, name: str) -> bool:
    if name in ("note", "tagline"):
        return is_advisory(element)
    return name in _ELSEWHERE


def _tags(element: etree._Element, name: str) -> tuple[str, str]:
    tag = _ELEMENTS.get(name)
    if tag is None:
        return ("", "") if name in _INLINE else ("<div>", "</div>")
    attributes = "".join(
        f' {_ATTRIBUTES[key]}="{escape(str(value))}"'
        for key, value in element.items()
        if key in _ATTRIBUTES
    )
    return f"<{tag}{attributes}>", "" if tag in _VOID else f"</{tag}>"


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
