"""Keep a delivery whole before anything reads it, then read it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.text import slugify

from broadsheet import formats
from broadsheet.formats.archives import is_archive
from broadsheet.formats.item import Item
from broadsheet.wire.intake.adding import add_once
from broadsheet.wire.intake.heeding import heed_note
from broadsheet.wire.media import is_media
from broadsheet.wire.models import CHARSET_LENGTH, NAME_LENGTH, Channel, Delivery, Provider

LONGEST_REASON = 20_000
_NOTE = "UPDATE wire_delivery SET state = %s, error = %s WHERE id = %s"


class NoLongerKept(Exception):
    """The content of a delivery has been let go, as too old: it can't be read once more."""

    def __init__(self) -> None:
        super().__init__("its content is no longer kept; what came of it stands in the wire")


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
    provider: Provider,
    name: str,
    content: bytes,
    channel: Channel | None = None,
    charset: str = "",
) -> Delivery:
    """Keep a delivery whole, before anything reads it. The same bytes again are the same one.

    `charset` is what its Content-Type said.

    Where that one's content has been let go, it is there in what is returned, and not kept again.
    """
    said = charset[:CHARSET_LENGTH] if charset.isprintable() else ""
    return keep_whole(provider, name, content, channel, charset=said)[0]


def keep_whole(
    provider: Provider, name: str, content: bytes, channel: Channel | None, **fields: Any
) -> tuple[Delivery, bool]:
    """As `receive`, with `fields` for a new one; the delivery, and whether it is new."""
    digest = hashlib.sha256(content).hexdigest()
    delivery = Delivery(
        provider=provider,
        channel=channel,
        name=name[:255],
        sha256=digest,
        content=content,
        **fields,
    )
    if add_once(delivery):
        return delivery, True
    delivery = Delivery.objects.get(provider=provider, sha256=digest)
    delivery.content = content
    return delivery, False


def read(delivery: Delivery) -> list[Item]:
    """The delivery's items; those of every file in it, where it comes packed.

    Raises `NoLongerKept` where its content has been let go, and `formats.FormatError` for what
    can't be read; the delivery is rejected and keeps the reason. Where only some files of an
    archive or some members of a message can't be, the others are read, and the reasons stand in
    `delivery.error`, to be kept by `finish`.
    """
    try:
        items, reasons = items_in(delivery)
    except formats.FormatError as error:
        reject(delivery, str(error))
        raise
    delivery.error = "\n".join(map(str, reasons))
    return items


def items_in(delivery: Delivery) -> tuple[list[Item], list[formats.FormatError]]:
    """As `read`, with nothing noted: the items, and why others can't be read."""
    if delivery.content is None:
        raise NoLongerKept
    items: list[Item] = []
    reasons: list[formats.FormatError] = []
    whole = bytes(delivery.content)
    # Of what is in an archive nobody said anything.
    charset = "" if is_archive(whole) else delivery.charset
    for name, content in formats.open_archive(whole, delivery.name):
        if is_media(content):
            continue
        found, errors = _items(content, delivery.provider, charset)
        items += map(heed_note, found)
        reasons += [error if name == delivery.name else _within(name, error) for error in errors]
    if reasons and not items:
        raise reasons[0]
    return items, reasons


def _items(
    content: bytes, provider: Provider, charset: str
) -> tuple[Sequence[Item], Sequence[formats.FormatError]]:
    """The items in one file, and why others in it, or the file itself, can't be read."""
    try:
        items = formats.read(
            content,
            zone=ZoneInfo(provider.zone),
            provider=provider.name,
            charset=charset,
            encoding=provider.encoding,
        )
        return items, []
    except formats.PartlyRead as error:
        return error.items, error.errors
    except formats.FormatError as error:
        return [], [error]


def _within(name: str, error: formats.FormatError) -> formats.FormatError:
    return formats.FormatError(f"{name}: {error.reason}", where=error.where, remedy=error.remedy)


def finish(delivery: Delivery, reasons: list[str]) -> None:
    """Note that a delivery has been read, and why items of it were refused.

    Not before its items are kept: what is noted as read is not read again after a crash.
    """
    said = "\n".join(reason for reason in (delivery.error, *reasons) if reason)
    _note(delivery, Delivery.State.READ, said)


def reject(delivery: Delivery, reason: str) -> None:
    """Note that nothing of a delivery could be read, and why."""
    _note(delivery, Delivery.State.REJECTED, reason)


def storable(reason: str) -> str:
    """A reason as any database keeps it: without NULs and halves of characters, of some length."""
    return reason[:LONGEST_REASON].replace("\0", "\ufffd").encode(errors="replace").decode()


def _note(delivery: Delivery, state: str, error: str) -> None:
    delivery.state, delivery.error = state, storable(error)
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [delivery.state, delivery.error, delivery.pk])
