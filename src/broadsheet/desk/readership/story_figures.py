"""One story's readers since its publication, and what happened to it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.desk.moments import day_and_time
from broadsheet.desk.readership.drawing import Chart, Lane, Mark, Series, lanes, marks
from broadsheet.desk.readership.happenings import Event, Stay, events_of, stays_of
from broadsheet.desk.readership.top import full_hour
from broadsheet.popularity.models import HourReads
from broadsheet.popularity.ranking import counted_until, curve
from broadsheet.popularity.windows import MINUTES_OF_AN_HOUR, moment_of
from broadsheet.stories.models import Story

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Steps of a curve; the shortest one is taken with which it has no more than so many.
MOST_POINTS = 200
STEPS = [
    *(timedelta(minutes=number) for number in (1, 5, 15)),
    *(HOUR, 6 * HOUR, DAY, 7 * DAY, 28 * DAY),
]
# For so long reads are known by the minute; before, by the hour.
MINUTES_KEPT = timedelta(days=8)
STRETCHES: dict[str, str | Promise] = {
    "": gettext_lazy("Since publication"),
    "first": gettext_lazy("First day"),
    "last": gettext_lazy("Last 24 hours"),
}


@dataclass(frozen=True)
class Totals:
    """Reads in all, in the last 24 hours, in the last hour."""

    all: int
    day: int
    hour: int


class StoryFigures:
    """The figures of `story` in one of `STRETCHES`."""

    def __init__(self, story: Story, stretch: str = "") -> None:
        self.story = story
        self.stretch = stretch if stretch in STRETCHES else ""

    @cached_property
    def until(self) -> datetime | None:
        """Reads are counted up to this moment; None before the first."""
        return counted_until()

    @cached_property
    def begin(self) -> datetime | None:
        """When the story came before readers; None where it has not, or nothing is counted yet.

        One that was taken over from elsewhere may have been read before it was published here.
        """
        read = first_read(self.story.pk)
        moments = [one for one in (self.story.first_published_at, read) if one is not None]
        if not moments or self.until is None or min(moments) >= self.until:
            return None
        return min(moments).replace(second=0, microsecond=0)

    @cached_property
    def chart(self) -> Chart:
        """The curve."""
        if self.begin is None or self.until is None:
            return Chart(Series([], HOUR))
        since, until = self.begin, self.until
        if self.stretch == "first":
            until = min(until, since + DAY)
        elif self.stretch == "last":
            since = max(since, until - DAY)
        step = _step(since, until)
        if step >= HOUR:
            since = full_hour(since)
        return Chart(Series(curve(self.story.pk, since, until, step), step), since, until)

    @cached_property
    def totals(self) -> Totals:
        """What has been read."""
        if self.begin is None or self.until is None:
            return Totals(0, 0, 0)
        whole = curve(self.story.pk, self.begin, self.until, DAY)
        quarters = curve(self.story.pk, self.until - DAY, self.until, timedelta(minutes=15))
        return Totals(
            sum(reads for _moment, reads in whole),
            sum(reads for _moment, reads in quarters),
            sum(reads for _moment, reads in quarters[-4:]),
        )

    @cached_property
    def events(self) -> list[Event]:
        """Publication, updates and the rest, the first first."""
        return events_of(self.story)

    @cached_property
    def marks(self) -> list[Mark]:
        """Where they stand in the curve."""
        return marks(self.chart, [event.moment for event in self.events])

    @cached_property
    def stays(self) -> list[Stay]:
        """Where the story stood on fronts."""
        return stays_of(self.story)

    @cached_property
    def lanes(self) -> list[Lane]:
        """How long it stood there, below the curve."""
        end = self.chart.until
        return lanes(
            self.chart,
            [
                (one.place, one.since, one.until or end, _told(one), one.is_lead)
                for one in self.stays
            ],
        )

    @property
    def stretches(self) -> list[dict[str, object]]:
        """The stretches, and which of them is shown."""
        base = reverse("desk_readers_story", args=[self.story.pk])
        return [
            {
                "label": label,
                "url": f"{base}?stretch={key}" if key else base,
                "is_current": key == self.stretch,
            }
            for key, label in STRETCHES.items()
        ]


def first_read(story: int) -> datetime | None:
    """The beginning of the first hour in which a story was read."""
    hour = HourReads.objects.filter(story_id=story).aggregate(first=Min("hour"))["first"]
    return None if hour is None else moment_of(hour * MINUTES_OF_AN_HOUR)


def _step(since: datetime, until: datetime) -> timedelta:
    fits = (one for one in STEPS if (until - since) / one <= MOST_POINTS)
    step = next(fits, STEPS[-1])
    known_by_minute = since > timezone.now() - MINUTES_KEPT
    return step if known_by_minute else max(step, HOUR)


def _told(stay: Stay) -> str:
    since = day_and_time(stay.since, with_year=False)
    until = day_and_time(stay.until, with_year=False) if stay.until else _("now")
    return f"{stay.said}: {since} – {until}"
