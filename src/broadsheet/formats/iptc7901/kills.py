"""Kills and corrections of IPTC 7901, which name other messages by their numbers, in the text."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from broadsheet.formats.iptc7901.messages import Message
from broadsheet.formats.iptc7901.orders import Orders
from broadsheet.formats.item import Item


def refers_to(
    match: re.Match[str], message: Message, told: Orders, moment: datetime | None
) -> dict[str, Any]:
    """The messages of the same service that a kill or correction names, as guids of its day."""
    if not (told.kill or told.correction):
        return {}
    own = f"{match['source']}{match['number']}"
    named = re.findall(rf"\b{match['source']} ?(\d{{2,6}})\b", "\n".join(message.text))
    day = f":{moment:%Y-%m-%d}" if moment else ""
    numbers = (f"{match['source']}{number}" for number in dict.fromkeys(named))
    others = [f"iptc7901:{number}{day}" for number in numbers if number != own]
    return {"refers_to": others} if others else {}


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
