"""What happened to a story, drawn into the curve of its reads: moments above, stays below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from broadsheet.desk.readership.drawing.chart import Chart, anchor_at
from broadsheet.desk.readership.drawing.scale import percent

# Nearer than this, as a share of the width, moments share a mark.
NEAR = 0.04
# Labels nearer than this take turns on two lines.
CLOSE = 0.09
# A stay is seen however short it was.
NARROWEST = 0.004


@dataclass(frozen=True)
class Mark:
    """One moment, or several that are near: “3”, “4–7”; `level` is the line of its label, `anchor`
    keeps that within the drawing.
    """

    x: str
    label: str
    level: int
    anchor: str


@dataclass(frozen=True)
class Stretch:
    """One stay: where its bar stands, and what it says when pointed at."""

    x: str
    width: str
    label: str
    is_strong: bool


@dataclass
class Lane:
    """The stays in one place."""

    name: str
    stretches: list[Stretch] = field(default_factory=list)


def marks(chart: Chart, moments: Sequence[datetime]) -> list[Mark]:
    """Marks for `moments`, in order and numbered from 1; those outside of the chart have none."""
    groups: list[tuple[float, int, int]] = []
    for number, moment in enumerate(moments, start=1):
        if not chart.since <= moment <= chart.until:
            continue
        place = chart.place(moment)
        if groups and place - groups[-1][0] < NEAR:
            groups[-1] = (groups[-1][0], groups[-1][1], number)
        else:
            groups.append((place, number, number))
    found: list[Mark] = []
    before, level = -1.0, 0
    for place, first, last in groups:
        level = 1 - level if place - before < CLOSE else 0
        label = str(first) if first == last else f"{first}–{last}"
        found.append(Mark(percent(place, 1), label, level, anchor_at(place)))
        before = place
    return found


def lanes(chart: Chart, stays: Iterable[tuple[str, datetime, datetime, str, bool]]) -> list[Lane]:
    """A lane for each name, in the order in which names come.

    `stays` are name, beginning, end, what is said of the stay, and whether it stands out.
    """
    found: dict[str, Lane] = {}
    for name, since, until, label, is_strong in stays:
        if until < chart.since or since > chart.until:
            continue
        start, end = chart.place(since), chart.place(until)
        start = min(start, 1 - NARROWEST)
        width = max(NARROWEST, end - start)
        stretch = Stretch(percent(start, 1), percent(width, 1), label, is_strong)
        found.setdefault(name, Lane(name)).stretches.append(stretch)
    return list(found.values())
