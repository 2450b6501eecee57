"""What came in base64 (NewsML 1.2, Encoding): texts to be read, and files inside the document."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from lxml import etree

from broadsheet.formats.encodings import decode
from broadsheet.formats.errors import FormatError
from broadsheet.formats.inside import Inside, decoded, inside, picture_type
from broadsheet.formats.leftovers import take_raw
from broadsheet.formats.newsml1.components import kind_of
from broadsheet.formats.xml import attribute, child, children, document, raw_text

_MARKUP = ("<?xml", "<nitf", "<html")


def decode_texts(item: etree._Element) -> None:
    """Put the texts of the NewsItem ``item`` that are in base64 where they would stand if they
    were not, as elements where they are well-formed documents. A picture that nobody says to be
    one is marked as such."""
    for content in item.iter("{*}ContentItem"):
        if kind_of(content) != "text":
            continue
        for data in list(_encoded(content)):
            found = decoded(raw_text(data))
            if found is None:
                continue
            if kind := picture_type(found):
                etree.SubElement(content, "MimeType", FormalName=kind)
            else:
                with contextlib.suppress(FormatError):
                    _place(content, data, found)


def take_encoded(content: etree._Element, mimetype: str | None) -> Inside | None:
    """The file that came inside the ContentItem ``content``, whose bytes are taken."""
    for data in _encoded(content):
        if found := decoded(raw_text(data)):
            take_raw(data)
            return inside(found, mimetype or "")
    return None


def _encoded(content: etree._Element) -> Iterator[etree._Element]:
    for encoding in children(content, "Encoding"):
        data = child(encoding, "DataContent")
        if data is not None and "base64" in attribute(encoding, "Notation").lower():
            yield data


def _place(content: etree._Element, data: etree._Element, found: bytes) -> None:
    """What ``found`` says in place of ``data`` and of the Encoding around it."""
    text = decode(found, "windows-1252")
    for each in list(data):
        data.remove(each)
    data.text = text
    if text.lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP):
        try:
            root = document(found)
        except FormatError:
            pass
        else:
            data.text = None
            data.append(root)
    encoding = data.getparent()
    if encoding is not None:
        content.replace(encoding, data)
