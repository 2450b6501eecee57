"""What an item's note to editors orders, where its status says that it may be used."""

from __future__ import annotations

import dataclasses
import re

from broadsheet.formats.iptc7901.order_lines import order_of
from broadsheet.formats.item import Item

#: The key in `Item.extra` of the line that withholds it.
HELD_BY_NOTE = "withheld_by_note"
#: They have no status: their readers have looked for orders.
_TEXT_WIRES = frozenset({"iptc7901", "anpa1312"})
#: Above contacts, "not for publication" is said of these.
_OF_THE_ITEM = re.compile(r"\d|embargo|sperr", re.IGNORECASE)


def heed_note(item: Item) -> Item:
    """`item`, withheld where a line of its note orders to kill it or to hold it, or its headline
    to kill it: some send that with the status of any story. Whether it is killed, the desk says.

    Where an embargo has a field of its own, what the note says of it is the same in prose.
    """
    if item.pubstatus != "usable" or item.format in _TEXT_WIRES:
        return item
    line = _order(item)
    if not line:
        return item
    extra = {**item.extra, HELD_BY_NOTE: line}
    return dataclasses.replace(item, pubstatus="withheld", extra=extra)


def _order(item: Item) -> str:
    if item.headline and order_of(item.headline) == "kill":
        return item.headline
    notes = [line.strip() for line in (item.ednote or "").splitlines() if line.strip()]
    for line in notes:
        order = order_of(line)
        is_of_the_item = len(notes) == 1 or _OF_THE_ITEM.search(line)
        if order == "kill" or (order == "hold" and item.embargo is None and is_of_the_item):
            return line
    return ""
