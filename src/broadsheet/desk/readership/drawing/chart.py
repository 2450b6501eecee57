"""Reads over time as bars or as a line.

Everything has its place in per cent of the drawing, so that a drawing is as wide as its column
while its letters keep their size, and no element needs a style of its own. Time runs from left to
right, as on the axis of a graph in every language of the desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.formats import number_format

from broadsheet.desk.readership.drawing.scale import percent, round_times, round_top
from broadsheet.theme.times import clock_time, short_date

# The side of the square in which lines are drawn before they are stretched.
SQUARE = 1000
# What is left of a bar's place for the gap beside it.
GAP = 0.2
_DAY = timedelta(days=1)
_NEAR_EDGE = 0.04


@dataclass(frozen=True)
class Series:
    """Reads by `step`, the oldest first, without a hole: each moment begins a step."""

    points: Sequence[tuple[datetime, int]]
    step: timedelta

    @property
    def total(self) -> int:
        """All reads."""
        return sum(reads for _moment, reads in self.points)

    @property
    def most(self) -> int:
        """The reads of the best step."""
        return max((reads for _moment, reads in self.points), default=0)

    @property
    def best(self) -> datetime | None:
        """When that was; the last one of several, None where nothing was read."""
        found = [moment for moment, reads in self.points if reads == self.most]
        return found[-1] if self.most else None

    @property
    def last(self) -> int:
        """The reads of the last step."""
        return self.points[-1][1] if self.points else 0


@dataclass(frozen=True)
class Bar:
    """One step: where its bar stands, and what it says when pointed at."""

    x: str
    y: str
    width: str
    height: str
    label: str


@dataclass(frozen=True)
class Rule:
    """A line across, and the number it stands for."""

    y: str
    label: str


@dataclass(frozen=True)
class Tick:
    """A moment below the drawing; `anchor` keeps the words within it."""

    x: str
    label: str
    anchor: str


def anchor_at(place: float) -> str:
    """How words below or above `place` (0 to 1) are to be set, so as to stay within a drawing."""
    if place < _NEAR_EDGE:
        return "start"
    return "end" if place > 1 - _NEAR_EDGE else "middle"


class Chart:
    """A series between `since` and `until`, by default its own beginning and end."""

    def __init__(
        self, series: Series, since: datetime | None = None, until: datetime | None = None
    ) -> None:
        self.series = series
        points = series.points
        self.since = since or (points[0][0] if points else timezone.now())
        self.until = until or (points[-1][0] + series.step if points else self.since)

    @cached_property
    def top(self) -> int:
        """What the upper edge stands for."""
        return round_top(self.series.most)

    def place(self, moment: datetime) -> float:
        """How far `moment` is from the left edge, from 0 to 1."""
        whole = (self.until - self.since) / timedelta(seconds=1)
        part = (moment - self.since) / timedelta(seconds=1)
        return min(1.0, max(0.0, part / whole)) if whole else 0.0

    @property
    def bars(self) -> list[Bar]:
        """A bar for each step."""
        width = self.place(self.since + self.series.step)
        return [
            Bar(
                x=percent(self.place(moment) + width * GAP / 2, 1),
                y=percent(self.top - reads, self.top),
                width=percent(width * (1 - GAP), 1),
                height=percent(reads, self.top),
                label=f"{self._said(moment)}: {number_format(reads, force_grouping=True)}",
            )
            for moment, reads in self.series.points
        ]

    @property
    def line(self) -> str:
        """A path in the square, from the middle of each step to the middle of the next."""
        middle = self.series.step / 2
        corners = [
            f"{self.place(moment + middle) * SQUARE:.0f} {SQUARE * (1 - reads / self.top):.0f}"
            for moment, reads in self.series.points
        ]
        return f"M{'L'.join(corners)}" if corners else ""

    @property
    def area(self) -> str:
        """What lies below the line."""
        if not self.line:
            return ""
        middle = self.series.step / 2
        first, last = (self.place(self.series.points[end][0] + middle) for end in (0, -1))
        return f"{self.line}L{last * SQUARE:.0f} {SQUARE}L{first * SQUARE:.0f} {SQUARE}Z"

    @property
    def rules(self) -> list[Rule]:
        """The upper edge and the middle."""
        return [
            Rule(percent(share, 2), number_format(self.top * (2 - share) // 2, force_grouping=True))
            for share in (0, 1)
        ]

    @property
    def ticks(self) -> list[Tick]:
        """Round times below the drawing."""
        return [
            self._tick(moment, self.place(moment)) for moment in round_times(self.since, self.until)
        ]

    def _tick(self, moment: datetime, place: float) -> Tick:
        local = timezone.localtime(moment)
        is_day = (local.hour, local.minute) == (0, 0)
        label = short_date(local.date()) if is_day else clock_time(moment)
        return Tick(percent(place, 1), label, anchor_at(place))

    def _said(self, moment: datetime) -> str:
        local = timezone.localtime(moment)
        day = short_date(local.date())
        return day if self.series.step >= _DAY else f"{day} {local:%H:%M}"
