"""What lists show of an item, taken from its ruling version."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import strip_tags

from broadsheet.formats import text_of
from broadsheet.formats.item import Item
from broadsheet.wire.models import WireItem
from broadsheet.wire.models.dispatch import LINE_LENGTH
from broadsheet.wire.pictures.addresses import picture_addresses

MOST_PICTURES = 32767
OPENING_LENGTH = 90
_UNSPACED = re.compile("[\u3040-\u9fff]")


def summary(item: Item, text: str) -> dict[str, Any]:
    """The columns of a dispatch whose head is `item` with the words `text`, by name."""
    genre = next((one.name or one.qcode or one.uri or "" for one in item.genre), "")
    return {
        "headline": line(item.headline),
        "slugline": line(item.slugline),
        "language": (item.language or "")[:35],
        "urgency": item.urgency if item.urgency in range(1, 10) else None,
        "type": item.type[:16],
        "genre": line(genre),
        "pubstatus": item.pubstatus,
        "embargo": item.embargo,
        "format": item.format[:32],
        "is_news": item.is_news,
        "words": words(text),
        "place": line(item.place or item.dateline),
        "pictures": min(len(picture_addresses(item)), MOST_PICTURES),
    }


def body_text(item: Item) -> str:
    """The words of an item's body, in the order in which they are read."""
    return "\n".join(text_of(block) for block in item.body)


def words(text: str) -> int:
    """How many words there are; where a script sets no spaces, two characters are one."""
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return len(text.split()) + unspaced // 2


def title_of(row: WireItem) -> str:
    """The headline of a version in the record."""
    return line(row.item.get("headline"))


def opening(item: Item, text: str) -> str:
    """The first words of an item whose body says `text`: what it is called by, where the agency
    gives it neither headline nor slug. Empty where it has no words."""
    captions = (medium.headline or medium.caption or "" for medium in item.media)
    said = (item.standfirst or "", text, *captions)
    first = next((line for line in (" ".join(strip_tags(one).split()) for one in said) if line), "")
    if len(first) <= OPENING_LENGTH:
        return first
    whole, _space, _rest = first[: OPENING_LENGTH - 1].rpartition(" ")
    return f"{whole or first[: OPENING_LENGTH - 1]}…"


def line(text: str | None) -> str:
    """`text` as long as a column of a dispatch is, or shortened."""
    text = text or ""
    return text if len(text) <= LINE_LENGTH else text[: LINE_LENGTH - 1].rstrip() + "…"
