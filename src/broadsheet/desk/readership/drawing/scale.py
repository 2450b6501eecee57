"""Round numbers and round times for the edges of a drawing, and places in per cent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

MOST_TICKS = 5
_SMALL = (2, 4, 6, 8, 10)
_ROUND = (12, 16, 20, 30, 40, 50, 60, 80, 100)
_STEPS = [
    *(timedelta(minutes=number) for number in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    *(timedelta(days=number) for number in (1, 2, 4, 7, 14, 30, 91, 182, 365, 730, 1825)),
]


def percent(part: float, whole: float) -> str:
    """`part` of `whole` as SVG wants it, whatever the language of the desk: “37.5%”."""
    share = 100 * part / whole if whole else 0
    return f"{share:.3f}".rstrip("0").rstrip(".") + "%"


def round_top(most: int) -> int:
    """A round number not below `most` whose half is whole: 2, 4, 6, 8, 10, 12, 16, 20, 30 …"""
    if most <= _SMALL[-1]:
        return next(one for one in _SMALL if one >= most)
    unit = 1
    while _ROUND[-1] * unit < most:
        unit *= 10
    return next(one * unit for one in _ROUND if one * unit >= most)


def round_times(since: datetime, until: datetime) -> Iterator[datetime]:
    """Some moments from `since` to `until`, round on the desk's clock."""
    step = next((one for one in _STEPS if (until - since) / one <= MOST_TICKS), _STEPS[-1])
    midnight = _midnight(since)
    # Sums of a zone's own times are of its clock: they stay round when summer time begins.
    moment = midnight + -(-(since - midnight) // step) * step
    while moment <= until:
        if moment >= since:
            yield moment
        moment += step


def _midnight(moment: datetime) -> datetime:
    """The beginning of the day of `moment` in the active zone."""
    zone = timezone.get_current_timezone()
    return datetime.combine(timezone.localtime(moment).date(), time(), tzinfo=zone)
