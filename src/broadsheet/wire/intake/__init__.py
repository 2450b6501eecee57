"""Take a delivery in: keep it whole, read it, keep each item's version, tell who listens."""

from __future__ import annotations

from broadsheet.wire.intake.arrival import Arrival, Received
from broadsheet.wire.intake.by_slugline import cancel_by_slugline
from broadsheet.wire.intake.keeping import keep
from broadsheet.wire.intake.receiving import (
    NoLongerKept,
    finish,
    provider_named,
    read,
    receive,
)
from broadsheet.wire.intake.rereading import Rereading
from broadsheet.wire.intake.taking_in import TROUBLE, take_in, take_in_again
from broadsheet.wire.intake.waiting import receive_and_read, take_in_waiting

__all__ = [
    "TROUBLE",
    "Arrival",
    "NoLongerKept",
    "Received",
    "Rereading",
    "cancel_by_slugline",
    "finish",
    "keep",
    "provider_named",
    "read",
    "receive",
    "receive_and_read",
    "take_in",
    "take_in_again",
    "take_in_waiting",
]
