"""Reading an XML document piece by piece, so that what nobody took is left over.

Whoever takes an attribute or a text removes it from the tree; :func:`leftovers` tells what still
stands there when everything that has a place has been put into it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from lxml import etree

from broadsheet.formats.text import clean_line, clean_text
from broadsheet.formats.xml import children, local, raw_text

#: Where a document says which schema it follows: of no use to anyone who has read it.
_SCHEMA = frozenset(("schemaLocation", "noNamespaceSchemaLocation"))


def take(element: etree._Element | None, *names: str) -> str:
    """The first of these attributes that says anything, on one line; it is no longer there."""
    if element is None:
        return ""
    for name in names:
        if value := clean_line(str(element.attrib.get(name, ""))):
            del element.attrib[name]
            return value
    return ""


def take_text(element: etree._Element | None) -> str:
    """All the text in ``element`` on one line; only attributes are left of it."""
    return clean_line(take_raw(element))


def take_raw(element: etree._Element | None) -> str:
    """All the text in ``element`` as it was written; only attributes are left of it."""
    if element is None:
        return ""
    said = raw_text(element)
    for each in element.iter():
        each.text = None
        if each is not element:
            each.tail = None
    return said


def take_child(element: etree._Element, name: str) -> str:
    """The text of the first child called ``name`` that has any, taken."""
    for each in children(element, name):
        if said := take_text(each):
            return said
    return ""


def drop(element: etree._Element) -> None:
    """Take ``element`` away whole, but leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def leftovers(root: etree._Element) -> dict[str, list[Any]]:
    """What is left in ``root``, by path from there (``NewsEnvelope/Priority``; the root
    itself by its name): a text, or a mapping of attributes, with the text as ``text`` if there is
    any besides."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    path: list[str] = []
    told: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            path.pop()
            if element is told:
                told = None
            continue
        path.append(clean_text(local(element)))
        facts = {
            label: value
            for name, written in element.attrib.items()
            if (label := attribute_name(name)) not in _SCHEMA
            and (value := clean_text(str(written)).strip())
        }
        said = ""
        if told is None:
            mixed = _is_mixed(element)
            said = clean_line(raw_text(element) if mixed else element.text or "")
            told = element if mixed else None
        if facts or said:
            place = "/".join(path[1:]) or path[0]
            found[place].append(facts | ({"text": said} if said else {}) if facts else said)
    return dict(found)


def attribute_name(name: str | bytes) -> str:
    """``name`` without its namespace, in NFC."""
    return clean_text(str(name).rpartition("}")[2])


def _is_mixed(element: etree._Element) -> bool:
    """Whether words stand beside child elements, so that they only make sense together."""
    if not len(element):
        return False
    return bool((element.text or "").strip()) or any(
        each.tail and each.tail.strip() for each in element
    )
