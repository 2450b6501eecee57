"""Keep a delivery whole before anything reads it, then read it."""

from __future__ import annotations

import hashlib
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from broadsheet import formats
from broadsheet.formats.item import Item
from broadsheet.wire.media import is_media
from broadsheet.wire.models import NAME_LENGTH, Channel, Delivery, Provider


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


def receive(
    provider: Provider, name: str, content: bytes, channel: Channel | None = None
) -> Delivery:
    """Keep a delivery whole, before anything reads it. The same bytes again are the same one."""
    delivery, _ = Delivery.objects.get_or_create(
        provider=provider,
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"name": name[:255], "content": content, "channel": channel},
    )
    return delivery


def read(delivery: Delivery) -> list[Item]:
    """The delivery's items; those of every file in it, where it comes packed.

    Raises `formats.FormatError` for what can't be read; the delivery keeps the reason. Where only
    some files of an archive can't be, the others are read, and the delivery keeps those reasons.
    """
    items: list[Item] = []
    reasons: list[formats.FormatError] = []
    try:
        for name, content in formats.open_archive(bytes(delivery.content), delivery.name):
            if is_media(content):
                continue
            try:
                items += _items(content, delivery.provider)
            except formats.FormatError as error:
                reasons.append(error if name == delivery.name else _within(name, error))
        if reasons and not items:
            raise reasons[0]
    except formats.FormatError as error:
        reject(delivery, str(error))
        raise
    _note(delivery, Delivery.State.READ, "\n".join(map(str, reasons)))
    return items


def _items(content: bytes, provider: Provider) -> list[Item]:
    return formats.read(content, zone=ZoneInfo(provider.zone), provider=provider.name)


def _within(name: str, error: formats.FormatError) -> formats.FormatError:
    return formats.FormatError(f"{name}: {error.reason}", where=error.where, remedy=error.remedy)


def refuse(delivery: Delivery, reason: str) -> None:
    """Note why an item of a delivery was refused."""
    _note(delivery, delivery.state, reason)


def reject(delivery: Delivery, reason: str) -> None:
    """Note that nothing of a delivery could be read, and why."""
    _note(delivery, Delivery.State.REJECTED, reason)


def _note(delivery: Delivery, state: str, error: str) -> None:
    if (delivery.state, delivery.error) != (state, error):
        delivery.state, delivery.error = state, error
        delivery.save(update_fields=["state", "error"])
