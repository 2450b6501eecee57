"""Take a delivery in: keep it whole, read it, keep each item's version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils.text import slugify

from broadsheet import formats
from broadsheet.formats.item import Item
from broadsheet.wire.models import Delivery, Provider, WireItem


class Arrival(StrEnum):
    """What an item's version is to those that came before it."""

    NEW = "new"
    NEWER = "newer"
    REPEATED = "repeated"
    LATE = "late"
    CONFLICTING = "conflicting"


@dataclass(frozen=True)
class Received:
    """One item of a delivery, its row, and what it is to earlier versions."""

    item: Item
    row: WireItem
    arrival: Arrival


def provider_named(name: str) -> Provider:
    """The provider of that name or slug, made where there is none yet."""
    slug = slugify(name) or "provider"
    found = Provider.objects.filter(name=name).first() or Provider.objects.filter(slug=slug).first()
    return found or Provider.objects.create(name=name, slug=slug)


def receive(provider: Provider, name: str, content: bytes) -> Delivery:
    """Keep a delivery whole, before anything reads it. The same bytes again are the same one."""
    digest = hashlib.sha256(content).hexdigest()
    known = Delivery.objects.filter(provider=provider, sha256=digest).first()
    return known or Delivery.objects.create(
        provider=provider, name=name[:255], sha256=digest, content=content
    )


def read(delivery: Delivery) -> list[Received]:
    """The delivery's items, each kept in the record of versions.

    Raises `formats.FormatError` for what can't be read; the delivery keeps the reason.
    """
    provider = delivery.provider
    try:
        items = formats.read(bytes(delivery.content), zone=provider.zone, provider=provider.name)
    except formats.FormatError as error:
        Delivery.objects.filter(pk=delivery.pk).update(error=str(error))
        raise
    return [keep(delivery, item) for item in items]


@transaction.atomic
def keep(delivery: Delivery, item: Item) -> Received:
    """Keep one version of an item; a repeated one changes nothing."""
    content = item.as_json()
    digest = hashlib.sha256(
        json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
    earlier = list(
        WireItem.objects.filter(provider=delivery.provider, guid=item.guid).defer("item")
    )
    for row in earlier:
        if row.version == item.version and row.sha256 == digest:
            return Received(item, row, Arrival.REPEATED)
    row = WireItem.objects.create(
        provider=delivery.provider,
        delivery=delivery,
        guid=item.guid,
        version=item.version,
        version_time=item.updated,
        item=content,
        sha256=digest,
    )
    return Received(item, row, _arrival(item, earlier))


def _arrival(item: Item, earlier: list[WireItem]) -> Arrival:
    if not earlier:
        return Arrival.NEW
    if any(row.version == item.version and item.version for row in earlier):
        return Arrival.CONFLICTING
    mine = _order(item.version, item.updated)
    if all(mine > _order(row.version, row.version_time) for row in earlier):
        return Arrival.NEWER
    return Arrival.LATE


def _order(version: str, when: datetime | None) -> tuple[int, float, str]:
    """Versions compare as numbers where they are numbers, else by their time."""
    number = int(version) if version.isascii() and version.isdigit() else -1
    return number, when.timestamp() if when else 0.0, version
