"""ninjs, IPTC's news in JSON, versions 1.0 to 3.1, and Superdesk's dialect of it."""

from __future__ import annotations

import json
import re
from datetime import UTC, tzinfo
from typing import Any

from broadsheet.formats.errors import FormatError
from broadsheet.formats.fields import Fields
from broadsheet.formats.item import Item
from broadsheet.formats.jsondoc import load_documents
from broadsheet.formats.ninjs.reader import read_item

__all__ = ["read_ninjs", "recognise_ninjs"]

_NAMES = (
    "headline headlines body_text body_html body_xhtml bodies versioncreated pubstatus "
    "description_text descriptions renditions infosource infosources"
)
_SIGNS = frozenset(_NAMES.split())
_SIGN = re.compile(rf'"(?:uri|guid|\$?standard|{"|".join(sorted(_SIGNS))})"\s*:', re.IGNORECASE)


def recognise_ninjs(data: bytes) -> bool:
    """Whether ``data`` is ninjs, or is JSON that is too broken to tell but speaks of news."""
    text = data.decode(json.detect_encoding(data), errors="replace").lstrip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return False
    try:
        documents = load_documents(data)
    except FormatError:
        return _SIGN.search(text) is not None
    return any(_is_item(document) for _, document in documents)


def read_ninjs(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The items in ``data``: one object, an array of them, or JSON lines.

    A time without an offset is in ``zone``. Raises FormatError if any of them is not well-formed:
    a delivery is taken whole or not at all.
    """
    documents = load_documents(data)
    if not documents:
        raise FormatError(
            "The file holds no news item", remedy="Ask the provider whether it should."
        )
    return [read_item(Fields(document, path), zone, provider) for path, document in documents]


def _is_item(document: Any) -> bool:
    if not isinstance(document, dict):
        return False
    names = {name.lower() for name in document}
    standard = document.get("standard") or document.get("$standard")
    if isinstance(standard, dict) and "ninjs" in str(standard.get("name")).lower():
        return True
    return not names.isdisjoint(("uri", "guid")) or len(names & _SIGNS) > 1
