"""What a version is to those that came before it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from broadsheet.formats.item import Item
from broadsheet.wire.models import Dispatch, WireItem


class Arrival(StrEnum):
    """What an item's version is to those that came before it.

    `REREAD` is one that came before and is understood otherwise now: by a newer release, or with
    other settings of its provider.
    """

    NEW = "new"
    NEWER = "newer"
    REPEATED = "repeated"
    REREAD = "reread"
    LATE = "late"
    CONFLICTING = "conflicting"


@dataclass(frozen=True)
class Received:
    """One item of a delivery, its row, its dispatch, and what it is to earlier versions.

    The arrival compares versions; which of them rules is `dispatch.head`: a version that is newer
    than a cancel does not.
    """

    item: Item
    row: WireItem
    dispatch: Dispatch
    arrival: Arrival

    @property
    def is_new(self) -> bool:
        """Whether the agency has said something that it had not said before."""
        return self.arrival not in {Arrival.REPEATED, Arrival.REREAD}

    @property
    def rules(self) -> bool:
        """Whether this version is what the dispatch says now."""
        return self.dispatch.head_id == self.row.pk
