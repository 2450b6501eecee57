"""What agencies' own systems leave in inline XHTML and no browser would show as it is meant:
paragraphs of a typewriter, and references that were escaped once more.
"""

from __future__ import annotations

import re

from lxml import etree

from broadsheet.formats.html import twice_escaped
from broadsheet.formats.xml import local, raw_text

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_INDENTED = re.compile(r"\n(?: {2,}|\t)(?=\S)")
_FLUSH_LEFT = re.compile(r"\n(?=\S)")
_NEW_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n(?: {2,}|\t)(?=\S)")


def mend(root: etree._Element) -> None:
    """Make paragraphs of ``root`` out of lines, and characters out of references."""
    for element in list(root.iter("{*}p", "{*}body")):
        if not len(element) and (text := element.text) and "\n" in text:
            _split(element, text)
    if "&" in raw_text(root):
        for element in root.iter(etree.Element):
            element.text = element.text and twice_escaped(element.text)
            element.tail = element.tail and twice_escaped(element.tail)


def _split(element: etree._Element, text: str) -> None:
    """Paragraphs of their own for the lines in ``element``: as Reuters sends them, all in one
    ``p``, the first line of each indented and the others not, as no document is that was indented
    by a program; or parted by blank lines in a ``body`` that has no other markup."""
    name = local(element)
    if name == "p" and _FLUSH_LEFT.search(text) and _INDENTED.search(text):
        paragraphs = _NEW_PARAGRAPH.split(text)
    elif name == "body" and _BLANK_LINE.search(text):
        paragraphs = _BLANK_LINE.split(text)
    else:
        return
    parent = element if name == "body" else element.getparent()
    if parent is None:
        return
    made = [_paragraph(element, each) for each in paragraphs if each.strip()]
    if parent is element:
        element.text = None
        element.extend(made)
        return
    place = parent.index(element)
    if made:
        made[-1].tail = element.tail
        parent[place : place + 1] = made


def _paragraph(model: etree._Element, text: str) -> etree._Element:
    made = etree.Element(f"{str(model.tag).rpartition('}')[0]}}}p".removeprefix("}"))
    made.text = text
    return made
