"""Kills and corrections, which name other messages by their numbers, in the text, or by what
stands above them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from broadsheet.formats.iptc7901.headers import Header
from broadsheet.formats.iptc7901.identity import day_named
from broadsheet.formats.iptc7901.messages import Message
from broadsheet.formats.iptc7901.orders import Orders
from broadsheet.formats.item import Item

#: The key in :attr:`Item.extra` of a kill that names no guid: what the items say that it cancels,
#: by field. Empty where it does not tell.
CANCELS = "cancels"


def refers_to(
    header: Header, message: Message, told: Orders, moment: datetime | None
) -> dict[str, Any]:
    """The messages of the same service that a kill or correction names, as guids of its day or of
    the day before. Without a time of its own nobody can tell which messages it means: they stand
    as they are named, and cancel nothing by themselves."""
    source, own = header.source, header.number
    if not source or not (told.kill or told.correction):
        return {}
    named = re.findall(rf"\b{source} ?(\d{{1,6}})\b", "\n".join(message.text))
    numbers = [number for number in dict.fromkeys(named) if int(number) != int(own)]
    if not numbers:
        return {}
    if moment is None:
        return {"names": [f"{source}{number}" for number in numbers]}
    return {
        "refers_to": [
            f"iptc7901:{source}{number}:{day_named(moment, own, number)}" for number in numbers
        ]
    }


def named_by(slugline: str, headline: str) -> dict[str, Any]:
    """What a kill without numbers names: many stories share a line of keywords, so that only
    those with the same headline as well are meant."""
    known = bool(slugline and headline)
    return {CANCELS: {"slugline": slugline, "headline": headline} if known else {}}


def killed_by(item: Item) -> list[Item]:
    """Items without content that cancel the messages which ``item``, a kill, names."""
    if item.pubstatus != "canceled":
        return []
    return [
        Item(
            guid=guid,
            provider=item.provider,
            source=item.source,
            format=item.format,
            pubstatus="canceled",
            updated=item.updated,
        )
        for guid in item.extra.get("refers_to", ())
    ]
