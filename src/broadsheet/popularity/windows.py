"""Sliding windows, in whole minutes since 1970 (UTC)."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

MINUTES_OF_AN_HOUR = 60
MINUTES_OF_A_DAY = 1440
KEPT_MINUTES = 8 * MINUTES_OF_A_DAY


class Window(StrEnum):
    """How far back a list looks; each is the name of its column in `Standing`."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"

    @property
    def minutes(self) -> int:
        """How many minutes it spans."""
        return {"hour": 60, "day": 1440, "week": 10_080}[self.value]


def minute_of(moment: datetime) -> int:
    """The minute in which `moment` (aware) lies."""
    return int(moment.timestamp()) // 60


def moment_of(minute: int) -> datetime:
    """When `minute` begins, in UTC."""
    return datetime.fromtimestamp(minute * 60, UTC)
