"""Take a delivery in: keep it whole, read it, keep each item's version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import slugify

from broadsheet import formats
from broadsheet.formats.item import Item
from broadsheet.wire.models import (
    GUID_LENGTH,
    NAME_LENGTH,
    VERSION_LENGTH,
    Delivery,
    Provider,
    WireItem,
)


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
    """The provider of that name or slug, made where there is none yet.

    Raises ValueError for a name without a letter or digit, or of more than 120 characters.
    """
    name = name.strip()
    slug = slugify(name, allow_unicode=True)
    if not slug or len(name) > NAME_LENGTH:
        raise ValueError(f"write the agency's name in letters or digits, at most {NAME_LENGTH}")
    found = Provider.objects.filter(name=name).first() or Provider.objects.filter(slug=slug).first()
    return found or Provider.objects.create(name=name, slug=slug)


def receive(provider: Provider, name: str, content: bytes) -> Delivery:
    """Keep a delivery whole, before anything reads it. The same bytes again are the same one."""
    digest = hashlib.sha256(content).hexdigest()
    known = Delivery.objects.filter(provider=provider, sha256=digest).first()
    return known or Delivery.objects.create(
        provider=provider, name=name[:255], sha256=digest, content=content
    )


def read(delivery: Delivery) -> list[Item]:
    """The delivery's items.

    Raises `formats.FormatError` for what can't be read; the delivery keeps the reason.
    """
    provider = delivery.provider
    try:
        items = formats.read(
            bytes(delivery.content), zone=ZoneInfo(provider.zone), provider=provider.name
        )
    except formats.FormatError as error:
        refuse(delivery, str(error))
        raise
    if delivery.error:
        refuse(delivery, "")
    return items


def refuse(delivery: Delivery, reason: str) -> None:
    """Note why a delivery, or an item of it, was refused."""
    delivery.error = reason
    delivery.save(update_fields=["error"])


@transaction.atomic
def keep(delivery: Delivery, item: Item) -> Received:
    """Keep one version of an item; a repeated one changes nothing."""
    content = item.as_json()
    digest = hashlib.sha256(
        json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
    # Two deliveries of one provider at the same time: the second waits for the first.
    provider = Provider.objects.select_for_update().get(pk=delivery.provider_id)
    guid, version = _key(item.guid, GUID_LENGTH), _key(item.version, VERSION_LENGTH)
    earlier = list(WireItem.objects.filter(provider=provider, guid=guid).defer("item"))
    for row in earlier:
        if row.version == version and row.sha256 == digest:
            return Received(item, row, Arrival.REPEATED)
    row = WireItem.objects.create(
        provider=provider,
        delivery=delivery,
        guid=guid,
        version=version,
        version_time=item.updated,
        item=content,
        sha256=digest,
    )
    return Received(item, row, _arrival(row, earlier))


def _key(text: str, length: int) -> str:
    """`text` as it is, or shortened to `length` so that no two long ones become the same."""
    if len(text) <= length:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    return f"{text[: length - len(digest) - 1]}~{digest}"


def _arrival(mine: WireItem, earlier: list[WireItem]) -> Arrival:
    if not earlier:
        return Arrival.NEW
    if any(row.version == mine.version and mine.version for row in earlier):
        return Arrival.CONFLICTING
    order = _order(mine.version, mine.version_time)
    if all(order > _order(row.version, row.version_time) for row in earlier):
        return Arrival.NEWER
    return Arrival.LATE


def _order(version: str, when: datetime | None) -> tuple[int, str, float, str]:
    """Versions compare as numbers where they are numbers, else by their time."""
    number = version.lstrip("0") or "0" if version.isascii() and version.isdigit() else ""
    return len(number), number, when.timestamp() if when else 0.0, version
