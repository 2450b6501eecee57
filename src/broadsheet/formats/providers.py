"""Whom a delivery itself names as its provider, for those who read it without being told."""

from __future__ import annotations

from typing import Any

from broadsheet.formats.item import Item

#: Where each format says it, if an adapter has not made it the source (NewsML-G2 2.35, provider;
#: NewsML 1.2, NewsIdentifier; NITF 3.6, distributor). AP writes ``provider`` into its ninjs.
_PLACES = {
    "newsmlg2": ("provider",),
    "newsml1": ("Identification/NewsIdentifier/ProviderId",),
    "nitf": ("distributor",),
    "ninjs": ("provider",),
}


def provider_of(item: Item) -> str | None:
    """Who provides ``item``: as the caller of the adapter named them, else as the delivery does,
    else whoever is credited as its source."""
    told = (_words(item.extra.get(place)) for place in _PLACES.get(item.format, ()))
    return item.provider or next((name for name in told if name), None) or item.source


def _words(said: Any) -> str:
    if isinstance(said, list):
        return next((name for each in said if (name := _words(each))), "")
    if isinstance(said, dict):
        return _words(said.get("text") or said.get("name"))
    return said if isinstance(said, str) else ""
