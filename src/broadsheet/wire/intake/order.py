"""Which version of an item is newer, and which one rules: the same whatever order they come in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from broadsheet.formats.item import Item
from broadsheet.wire.intake.arrival import Arrival
from broadsheet.wire.models import Provider, WireItem

type_rank = tuple[list[tuple[int, str]], float, int, str]

#: ``12``, or parts of which the first counts most (``1.10`` comes after ``1.9``).
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*", re.ASCII)

#: Of these the later arrival rules where the same time is told, or none: feeds have no versions,
#: and what is edited keeps its date more often than not.
BY_ARRIVAL = "arrival"
_WITHOUT_VERSIONS = frozenset({"rss", "atom", "jsonfeed"})


def order_of(provider: Provider, item: Item) -> str:
    """What tells versions of `item` apart: the provider's `version_order`, or `BY_ARRIVAL`."""
    by_arrival = item.format in _WITHOUT_VERSIONS and not item.version
    return BY_ARRIVAL if by_arrival else provider.version_order


def newest_first(rows: Sequence[WireItem], by: str) -> list[WireItem]:
    """Versions of one item, the newest first; `by` is their :func:`order_of`.

    Numbers decide where every version has one, part by part if they have dots, else their times;
    what has neither, and what a feed sent, comes by its arrival. Of two with the same number and
    time, the greater SHA-256 wins.
    """
    numbered = by == Provider.VersionOrder.NUMBERS and all(_is_number(row.version) for row in rows)
    return sorted(rows, key=lambda row: _rank(row, by, numbered), reverse=True)


def ruling(newest: Sequence[WireItem]) -> WireItem:
    """The version that rules: the newest, unless the item has been canceled by any of them."""
    return next((row for row in newest if row.pubstatus == "canceled"), newest[0])


def arrival_of(mine: WireItem, newest: Sequence[WireItem], by: str) -> Arrival:
    """What `mine` is to the others among the versions, of which the newest stands first."""
    others = [row for row in newest if row.pk != mine.pk]
    if not others:
        return Arrival.NEW
    claim = _claim(mine, by)
    if claim is not None and any(_claim(other, by) == claim for other in others):
        return Arrival.CONFLICTING
    return Arrival.NEWER if newest[0].pk == mine.pk else Arrival.LATE


def conflict(rows: Sequence[WireItem], by: str) -> bool:
    """Whether two versions that differ claim to be one."""
    claims = [claim for row in rows if (claim := _claim(row, by)) is not None]
    return len(set(claims)) < len(claims)


def _claim(row: WireItem, by: str) -> tuple[str | datetime | int, ...] | None:
    """Which version it says it is; None where it doesn't say.

    A feed says so of the entries in one delivery alone.
    """
    if row.version and by == Provider.VersionOrder.NUMBERS:
        return (row.version,)
    if row.version_time is None:
        return None
    claim = (row.version, row.version_time)
    return (*claim, row.delivery_id) if by == BY_ARRIVAL else claim


def _is_number(version: str) -> bool:
    return _NUMBER.fullmatch(version) is not None


def _rank(row: WireItem, by: str, numbered: bool) -> type_rank:
    parts = [part.lstrip("0") for part in row.version.split(".")] if numbered else []
    time = _seconds(row.version_time)
    if by == BY_ARRIVAL:
        arrival = row.delivery_id
    else:
        arrival = row.pk if not numbered and row.version_time is None else 0
    # Numbers without zeros before them are in order by their length, then as text.
    return [(len(part), part) for part in parts], time, arrival, row.sha256


def _seconds(when: datetime | None) -> float:
    return when.timestamp() if when else float("-inf")
