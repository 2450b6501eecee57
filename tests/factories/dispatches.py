"""Dispatches of an agency that does not exist, without deliveries to read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from broadsheet.desk.wire_words import index
from broadsheet.wire.models import Delivery, Dispatch, Provider, WireItem

FIRST = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)


def make_provider(name: str = "Tide Wire", **fields: Any) -> Provider:
    """A provider."""
    slug = name.lower().replace(" ", "-")
    return Provider.objects.create(name=name, slug=slug, **fields)


def make_dispatches(provider: Provider, number: int, **fields: Any) -> list[Dispatch]:
    """`number` dispatches in a few statements: each came a minute after the one before it, and is
    “Item 1 of Tide Wire”, “Item 2…”. A field that is a function is asked with the number."""
    start = Dispatch.objects.filter(provider=provider).count()
    delivery, _made = Delivery.objects.get_or_create(
        provider=provider,
        sha256="0" * 64,
        defaults={"name": "made", "content": b"", "state": "read"},
    )
    numbers = range(start + 1, start + number + 1)
    items = WireItem.objects.bulk_create(
        WireItem(
            provider=provider,
            delivery=delivery,
            guid=f"tag:{provider.slug},{one}",
            version="1",
            version_time=FIRST,
            item={"guid": f"tag:{provider.slug},{one}", "headline": f"Item {one} of {provider}"},
            sha256=f"{one:064}",
        )
        for one in numbers
    )
    made = Dispatch.objects.bulk_create(
        _dispatch(provider, one, item, fields) for one, item in zip(numbers, items, strict=True)
    )
    names = ("guid", "headline", "slugline")
    index((one.head_id, {name: getattr(one, name) for name in names}) for one in made)
    return made


def _dispatch(provider: Provider, number: int, item: WireItem, fields: dict[str, Any]) -> Dispatch:
    came = FIRST + timedelta(minutes=number)
    known = {
        "headline": f"Item {number} of {provider}",
        "language": "en",
        "urgency": 4,
        "type": "text",
        "pubstatus": "usable",
        "first_at": came,
        "arrived_at": came,
        **{name: value(number) if callable(value) else value for name, value in fields.items()},
    }
    return Dispatch(provider=provider, guid=item.guid, head=item, **known)
