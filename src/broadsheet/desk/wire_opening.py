"""How a body begins: many agencies repeat there what a story prints above it."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.formats import text_of
from broadsheet.formats.item import Block, Item

_BRACKETS = "([（【"


def body_below_titles(item: Item) -> Sequence[Block]:
    """The body without a headline, standfirst or byline at its beginning that the item has as its
    own; whole where nothing else would be left, as in a flash of one sentence."""
    told = {_plain(words) for words in (item.headline, item.standfirst, item.byline) if words}
    for position, block in enumerate(item.body):
        said = _plain(text_of(block))
        if block.kind == "picture" or said not in told:
            return item.body[position:]
        told.remove(said)
    return item.body


def dateline_of(item: Item) -> str:
    """The dateline, else the place; empty where the body begins with it."""
    words = item.dateline or item.place or ""
    body = next((text_of(one) for one in body_below_titles(item) if one.html), "")
    begun, place = body.lstrip(_BRACKETS).casefold(), words.casefold()
    if begun.startswith(place) and not begun[len(place) : len(place) + 1].isalnum():
        return ""
    return words


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
