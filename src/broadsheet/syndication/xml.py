"""What every XML answer shares: namespaces, clean text, writing."""

from __future__ import annotations

from typing import Any

from lxml import etree

from broadsheet.formats.text import without_controls

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
XML = "http://www.w3.org/XML/1998/namespace"


def root_element(space: str, name: str, **prefixes: str) -> Any:
    """A root element `name` in the default namespace `space`; `prefixes` are further namespaces."""
    names: dict[Any, str] = {None: space, **prefixes}
    return etree.Element(f"{{{space}}}{name}", nsmap=names)


def add(parent: Any, name: str, text: str = "", space: str = "", **attributes: str) -> Any:
    """Add the element `name` of the namespace `space` to `parent`, and return it.

    Characters that XML 1.0 (section 2.2) has no place for are left out of text and attributes, and
    so are empty attributes.
    """
    element = etree.SubElement(parent, f"{{{space}}}{name}" if space else name)
    if text:
        element.text = without_controls(text)
    for key, value in attributes.items():
        if value:
            element.set(key, without_controls(value))
    return element


def written(root: Any) -> bytes:
    """The document with the root element `root`, in UTF-8."""
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
