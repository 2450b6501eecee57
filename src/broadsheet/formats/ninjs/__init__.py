"""ninjs, IPTC's news in JSON, versions 1.0 to 3.1, and the dialects of those who send it."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import UTC, tzinfo

from broadsheet.formats.errors import FormatError
from broadsheet.formats.fields import Fields
from broadsheet.formats.item import Item
from broadsheet.formats.jsondoc import load_documents
from broadsheet.formats.members import read_each, together
from broadsheet.formats.ninjs.envelopes import SIGNS, Found, is_envelope, is_item, items_in
from broadsheet.formats.ninjs.reader import read_item

__all__ = ["NINJS_AROUND", "read_ninjs", "recognise_ninjs"]

_ENVELOPE = "envelope"
#: What an answer says of an item: that depends on who asks, and when.
NINJS_AROUND = frozenset({_ENVELOPE})

_SIGN = re.compile(rf'"(?:uri|guid|\$?standard|{"|".join(sorted(SIGNS))})"\s*:', re.IGNORECASE)


def recognise_ninjs(data: bytes) -> bool:
    """Whether ``data`` is ninjs, or is JSON that is too broken to tell but speaks of news."""
    text = data.decode(json.detect_encoding(data), errors="replace").lstrip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return False
    try:
        documents = load_documents(data)
    except FormatError:
        return _SIGN.search(text) is not None
    return any(is_item(document) or is_envelope(document) for _, document in documents)


def read_ninjs(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The items in ``data``: one object, an array of them, JSON lines, or an envelope as agencies'
    interfaces answer with, which may be empty.

    A time without an offset is in ``zone``. Raises FormatError if it is not well-formed, and
    PartlyRead if some of several items can be understood.
    """
    documents = load_documents(data)
    if not documents:
        raise FormatError(
            "The file holds no news item", remedy="Ask the provider whether it should."
        )
    found = [item for path, document in documents for item in items_in(path, document)]
    return together(*read_each(found, lambda each: [_read(each, zone, provider)]))


def _read(found: Found, zone: tzinfo, provider: str) -> Item:
    if isinstance(found.value, FormatError):
        raise found.value
    item = read_item(Fields(found.value, found.path), zone, provider)
    if not found.about:
        return item
    return dataclasses.replace(item, extra={**item.extra, _ENVELOPE: found.about})
