"""NITF, IPTC's News Industry Text Format, versions 3.0 to 3.6."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
from datetime import UTC, tzinfo

from lxml import etree

from broadsheet.formats.errors import FormatError
from broadsheet.formats.item import Item
from broadsheet.formats.nitf.body import blocks_from_nitf, media_from_nitf, notes_from_nitf
from broadsheet.formats.nitf.reader import managed_item, read_document
from broadsheet.formats.nitf.traces import traces_of_markup
from broadsheet.formats.xml import document, local, root_of

__all__ = [
    "blocks_from_nitf",
    "content_guid",
    "media_from_nitf",
    "notes_from_nitf",
    "read_document",
    "read_nitf",
    "recognise_nitf",
    "traces_of_markup",
]


def recognise_nitf(data: bytes) -> bool:
    """Whether the document in ``data`` is a ``nitf`` element."""
    return root_of(data)[0].lower() == "nitf"


def read_nitf(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The item in ``data``; and a second one, without content, where the document kills or holds
    another one. A time without an offset is in ``zone``.

    A document without an identifier is named after its content, so that it is known again when
    it comes again. Raises FormatError if ``data`` is no NITF, or not well-formed.
    """
    root = document(data)
    if local(root).lower() != "nitf":
        raise FormatError(
            f"The file is no NITF: its first element is “{local(root)[:40]}”",
            where=f"line {root.sourceline}",
            remedy="Ask the provider which format this is.",
        )
    if local(root) != "nitf":
        _to_lower_case(root)
    other = managed_item(root, zone, provider)
    item = read_document(root, zone, provider)
    if not item.guid:
        item = dataclasses.replace(item, guid=content_guid(data))
    return [item, other] if other else [item]


def _to_lower_case(root: etree._Element) -> None:
    """Give elements and attributes the names of the specification: NITF was SGML once, whose case
    meant nothing, and some still write it in capitals."""
    for each in root.iter(etree.Element):
        space, brace, name = str(each.tag).rpartition("}")
        each.tag = f"{space}{brace}{name.lower()}"
        for key in [str(key) for key in each.attrib if str(key) != str(key).lower()]:
            if not key.startswith("{"):
                each.set(key.lower(), each.attrib.pop(key))


def content_guid(data: bytes) -> str:
    """A name for what has none: the one that its content gives it (RFC 6920, section 3)."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode("ascii")
    return f"ni:///sha-256;{digest.rstrip('=')}"
