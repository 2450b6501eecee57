"""Elements that have no place of their own in an item, as JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from broadsheet.formats.html import plain_line
from broadsheet.formats.html.sanitise import STRUCTURE
from broadsheet.formats.text import clean_line, clean_text
from broadsheet.formats.xml import local, raw_text

#: What an element's ``items()`` are: the parser makes nothing but text of them.
Attributes = list[tuple[str, str]]

_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}"


def told(element: etree._Element, facts: dict[str, Any] | None = None) -> Any:
    """What ``element`` says: its text, or a mapping of its attributes, of the elements inside it
    (a list for each name) and, as ``text``, of its words. Empty if it says nothing. The mapping
    is ``facts``, if its attributes have been read already."""
    value = facts
    if value is None:
        written: Attributes = element.items()  # type: ignore[assignment]
        value = facts_in(written) if written else {}
    text = element.text
    if not len(element):
        if not text or text.isspace():
            return value or ""
        words = text.strip()
        if not (words.isascii() and words.isprintable()):
            words = clean_text(words)
        if not value:
            return words
        value["text"] = words
        return value
    mixed = not text.isspace() if text else False
    # A slice is made in a fraction of the time of an iterator.
    for child in element[:]:  # type: ignore[index]
        if inside := told(child):
            tag: str = child.tag
            name = tag[tag.find("}") + 1 :]
            if name in value:
                put(value, name, inside)
            else:
                value[name] = [inside]
        if not mixed and (tail := child.tail):
            mixed = not tail.isspace()
    if mixed:
        value["text"] = clean_text(raw_text(element)).strip()
    return value


def put(value: dict[str, Any], name: str, inside: Any) -> None:
    """Add ``inside`` to the list called ``name`` in ``value``; an attribute of that name stays."""
    others = value.get(name)
    if others.__class__ is list:
        others.append(inside)
    else:
        value[name] = [inside] if others is None else [others, inside]


def attributes_of(element: etree._Element) -> dict[str, Any]:
    """The attributes that say something, by their names without namespaces; where the schema
    lies is not among them."""
    written: Attributes = element.items()  # type: ignore[assignment]
    return facts_in(written) if written else {}


def facts_in(written: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The same for attributes as they are ``written``."""
    attributes: dict[str, Any] = {}
    for key, value in written:
        if key[0] == "{":
            if key.startswith(_SCHEMA):
                continue
            key = key[key.find("}") + 1 :]
        # Nearly all values are codes: these are clean.
        if " " in value or not (value.isascii() and value.isprintable()):
            value = clean_line(value)
        if value:
            attributes[key] = value
    return attributes


def words_of(element: etree._Element) -> str:
    """The text of a label (NewsML-G2 2.35, Label1Type) on one line; a line break is a space, and
    so is the edge of a paragraph where one stands in a label all the same. Tags that are
    characters are none of its words."""
    if not len(element):
        words = clean_line(element.text or "")
        return plain_line(words) if "<" in words or "&" in words else words
    return clean_line(_spaced(element))


def _spaced(element: etree._Element) -> str:
    text = element.text or ""
    for each in element:
        inside = _spaced(each) if len(each) else each.text or ""
        is_edge = (name := local(each)) == "br" or name in STRUCTURE
        text += f" {inside} " if is_edge else inside
        text += each.tail or ""
    return text
