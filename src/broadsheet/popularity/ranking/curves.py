"""Reads along time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Sum

from broadsheet.popularity.models import HourReads, MinuteReads, PlaceMinutes
from broadsheet.popularity.ranking.lists import counted_until
from broadsheet.popularity.windows import MINUTES_OF_AN_HOUR, minute_of, moment_of
from broadsheet.stories.models import Edition, HomeFront

Curve = list[tuple[datetime, int]]
"""When each step begins (UTC), and the reads in it."""


def curve(story_id: int, since: datetime, until: datetime, step: timedelta) -> Curve:
    """One story's reads in each `step` from `since` to before `until` (aware).

    Steps of whole hours begin on the hour (UTC) and reach back to the first read; others begin on
    the minute and have nothing before the eight days for which minutes are kept.
    """
    width = max(1, int(step.total_seconds()) // 60)
    first, end = minute_of(since), minute_of(until)
    if width % MINUTES_OF_AN_HOUR == 0:
        first -= first % MINUTES_OF_AN_HOUR
        hours = HourReads.objects.filter(
            story_id=story_id, hour__gte=first // 60, hour__lt=-(-end // 60)
        )
        rows = [(hour * 60, reads) for hour, reads in hours.values_list("hour", "reads")]
    else:
        minutes = MinuteReads.objects.filter(story_id=story_id, minute__gte=first, minute__lt=end)
        rows = list(minutes.values_list("minute", "reads"))
    return _stepped(rows, first, end, width)


def reads_by_minute(edition: Edition | None, minutes: int = 30) -> Curve:
    """Reads of `edition`, or of the whole paper, in each of the last `minutes` that were counted.

    Empty before the first roll-up.
    """
    until = counted_until()
    if until is None:
        return []
    homes = HomeFront.objects.filter(edition=edition) if edition else HomeFront.objects.all()
    end = minute_of(until)
    rows = (
        PlaceMinutes.objects.filter(
            place_id__in=homes.values("pk"), minute__gte=end - minutes, minute__lt=end
        )
        .values_list("minute")
        .annotate(total=Sum("reads"))
        .order_by("minute")
    )
    return _stepped(list(rows), end - minutes, end, 1)


def _stepped(rows: list[tuple[int, int]], first: int, end: int, width: int) -> Curve:
    totals = [0] * max(0, -(-(end - first) // width))
    for minute, reads in rows:
        totals[(minute - first) // width] += reads
    return [(moment_of(first + at * width), reads) for at, reads in enumerate(totals)]
