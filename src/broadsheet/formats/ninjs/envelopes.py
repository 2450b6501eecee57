"""What agencies' interfaces put around ninjs items: lists and answers to a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_NAMES = (
    "headline headlines body_text body_html body_xhtml bodies versioncreated pubstatus "
    "description_text descriptions renditions infosource infosources"
)
#: Names of which an item has at least two, unless it has an identifier.
SIGNS = frozenset(_NAMES.split())
#: AP (data, items, item), BBC (item), Superdesk (_items), TT (hits), Elasticsearch (hits, _source).
_AROUND = ("data", "items", "item", "_items", "hits", "results", "_source")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Found:
    """An item, the path where it stands, and what its envelope says of it alone (``meta``)."""

    path: str
    value: Any
    about: dict[str, Any] = field(default_factory=dict)


def items_in(path: str, value: Any, depth: int = 0) -> Iterator[Found]:
    """The items in ``value``, which is one or an envelope; what is neither comes as it is.

    What an answer says of the question (its address, tokens, number of hits) is not kept: it
    would make another item of each every time it is asked for.
    """
    if isinstance(value, dict) and not is_item(value) and depth < _DEEPEST:
        inside = [name for name in _AROUND if isinstance(value.get(name), dict | list)]
        beside = _text_beside(value)
        for name in inside:
            place = f"{path}.{name}" if path else name
            members = _members(place, value[name])
            meta = value.get("meta")
            about = {"meta": meta} if meta and isinstance(value[name], dict) else {}
            for where, member in members:
                for found in items_in(where, member, depth + 1):
                    # What the item says itself counts.
                    own = beside | found.value if is_item(found.value) else found.value
                    yield Found(found.path, own, about | found.about)
        if inside:
            return
    yield Found(path, value)


def _text_beside(envelope: dict[str, Any]) -> dict[str, Any]:
    """The text that stands beside an AP item, made of the NITF which the item only names."""
    nitf = envelope.get("nitf")
    html = nitf.get("body_html") if isinstance(nitf, dict) else None
    return {"body_html": html} if isinstance(html, str) and html else {}


def is_envelope(value: Any) -> bool:
    """Whether ``value`` holds items, or would if there were any."""
    if not isinstance(value, dict) or is_item(value):
        return False
    found = list(items_in("", value))
    return not found or any(is_item(each.value) for each in found)


def is_item(value: Any) -> bool:
    """Whether ``value`` is one ninjs item by its names or the standard that it names."""
    if not isinstance(value, dict):
        return False
    names = {name.lower() for name in value}
    standard = value.get("standard") or value.get("$standard")
    if isinstance(standard, dict) and "ninjs" in str(standard.get("name")).lower():
        return True
    return not names.isdisjoint(("uri", "guid")) or len(names & SIGNS) > 1


def _members(path: str, value: dict[str, Any] | list[Any]) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [(path, value)]
    return [(f"{path}[{number}]", member) for number, member in enumerate(value)]
