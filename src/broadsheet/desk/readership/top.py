"""The stories most read: where each stands, how it has moved, and its small curve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.core.cache import cache
from django.urls import reverse

from broadsheet.desk.readership.asked import Asked, Span
from broadsheet.desk.readership.drawing import Chart, Series
from broadsheet.popularity.ranking import Move, counted_until, curve, movement
from broadsheet.popularity.windows import minute_of
from broadsheet.stories.models import Edition, Story

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")
HOUR = timedelta(hours=1)
KEPT_SECONDS = 90


@dataclass(frozen=True)
class TopStory:
    """One row of the list."""

    move: Move
    story: Story
    curve: Chart | None = None

    @property
    def fell(self) -> int:
        """By how many places it has fallen in an hour."""
        return -(self.move.climbed or 0)

    @property
    def url(self) -> str:
        """The page of its readers."""
        return reverse("desk_readers_story", args=[self.story.pk])


def top_stories(asked: Asked, edition: Edition, length: int) -> list[TopStory]:
    """The `length` stories most read, with their ranks of an hour ago.

    Every open page asks three times a minute for what changes once: it is found out once.
    """
    section = asked.section.pk if asked.section else ""
    moves = _of_this_minute(
        f"moves:{edition.pk}:{section}:{asked.span.key}:{length}",
        lambda: movement(edition, window=asked.span.window, section=asked.section, length=length),
    )
    rows = Story.objects.select_related("section", "edition").defer("body", "entries")
    stories = rows.in_bulk([move.story_id for move in moves])
    return [TopStory(one, stories[one.story_id]) for one in moves if one.story_id in stories]


def with_curves(rows: list[TopStory], span: Span) -> list[TopStory]:
    """The same rows, each with the curve of its reads in `span`."""
    until = counted_until()
    if until is None:
        return []
    end = full_hour(until) if span.step >= HOUR else until
    stories = [row.story.pk for row in rows]
    curves = _of_this_minute(
        f"curves:{span.key}:{'-'.join(map(str, stories))}",
        lambda: [curve(story, end - span.length, end, span.step) for story in stories],
    )
    return [
        TopStory(row.move, row.story, Chart(Series(points, span.step)))
        for row, points in zip(rows, curves, strict=True)
    ]


def _of_this_minute(name: str, find: Callable[[], Found]) -> Found:
    """What `find` gives, once for each minute that is counted."""
    until = counted_until()
    key = f"readers:{name}:{until and minute_of(until)}"
    found: Found | None = cache.get(key)
    if found is None:
        found = find()
        cache.set(key, found, KEPT_SECONDS)
    return found


def full_hour(moment: datetime) -> datetime:
    """The hour (UTC) in which `moment` lies; steps of hours begin with it."""
    return moment.replace(minute=0, second=0, microsecond=0)
