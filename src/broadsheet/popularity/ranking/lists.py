"""What is read most: lists that end at the last minute that was counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

from django.db.models import QuerySet, Sum
from django.utils import timezone

from broadsheet.popularity.models import MinuteReads, Node, Reckoning, Standing
from broadsheet.popularity.windows import Window, minute_of, moment_of
from broadsheet.stories.models import Edition, Section, Special, Story

FRESH_FOR = timedelta(minutes=10)
FEWEST_STORIES = 5
_BATCH = 2000


@dataclass(frozen=True)
class Entry:
    """A story of a list, and its reads in the list's window."""

    story_id: int
    reads: int


@dataclass(frozen=True)
class Ranking:
    """A list as it stands.

    `until` (aware, UTC; None before the first roll-up) is the end of its window. It `is_fresh`
    while that is not older than ten minutes and no machine is further behind, and `is_shown` to
    readers if it is fresh and at least five stories have a read.
    """

    entries: list[Entry]
    until: datetime | None
    is_fresh: bool
    is_shown: bool


def ranking(
    edition: Edition,
    *,
    window: Window = Window.DAY,
    section: Section | None = None,
    special: Special | None = None,
    kinds: Collection[str] | None = None,
    length: int = 10,
    at: datetime | None = None,
) -> Ranking:
    """The `length` stories of `edition` that were read most, of those that are public now.

    In `section` or `special` and of one of `kinds` where these are given. Equal ones: the newer
    first. The window ends at the last minute that was counted, or at `at` (aware, within the eight
    days for which minutes are kept); that takes longer.
    """
    until = counted_until()
    enough = max(length, FEWEST_STORIES)
    place = place_id(edition, section, special)
    if at is not None:
        last = minute_of(at)
        totals = sums(last - window.minutes, last)
        found: Iterator[Row] = iter(
            rows_of(totals, edition=edition, section=section, special=special, kinds=kinds)
        )
        end: datetime | None = moment_of(last)
    else:
        found = _walk(place, window, kinds)
        end = until
    entries = [Entry(story, reads) for reads, _when, story in islice(found, enough)]
    is_fresh = until is not None and timezone.now() - until <= FRESH_FOR and not nodes_behind(until)
    is_shown = is_fresh and len(entries) >= FEWEST_STORIES
    return Ranking(entries[:length], end, is_fresh, is_shown)


def counted_until() -> datetime | None:
    """The end of the last minute that was counted; None before the first roll-up."""
    until = Reckoning.objects.filter(until__gt=0).values_list("until", flat=True).first()
    return None if until is None else moment_of(until)


def nodes_behind(until: datetime) -> dict[str, datetime]:
    """Machines whose reads are missing at `until`, and up to when theirs are counted.

    One that was not heard of for 24 hours is taken for gone: no read of it would be in the list.
    """
    minute = minute_of(until)
    behind = Node.objects.filter(
        until__lt=minute - FRESH_FOR // timedelta(minutes=1),
        until__gte=minute - Window.DAY.minutes,
    )
    return {name: moment_of(last) for name, last in behind.values_list("name", "until")}


def place_id(
    edition: Edition, section: Section | None = None, special: Special | None = None
) -> int:
    """The place whose standings make the list."""
    inner = special or section
    return inner.pk if inner is not None else edition.home.pk


def sums(begin: int, end: int) -> dict[int, int]:
    """Reads by story in the minutes from `begin` to before `end`."""
    minutes = MinuteReads.objects.filter(minute__gte=begin, minute__lt=end)
    rows = minutes.values_list("story_id").annotate(total=Sum("reads")).order_by("story_id")
    return dict(rows)


Row = tuple[int, datetime, int]
"""Reads, time of publication, story: as lists are ordered, the greatest first."""


def _walk(place: int, window: Window, kinds: Collection[str] | None) -> Iterator[Row]:
    """Along the index from the most read on, without what isn't public now."""
    here = Standing.objects.filter(place_id=place, **{f"{window}__gt": 0})
    if kinds is None:
        return _public(here, window)
    # Each kind has its own order in the index; a database would sort several anew.
    each = [_public(here.filter(kind=kind), window) for kind in sorted(set(kinds))]
    return merge(*each, reverse=True)


def _public(standings: QuerySet[Standing], window: Window, first: int = 40) -> Iterator[Row]:
    """Rows of `standings` in order, ever more at a time, as long as somebody asks."""
    ordered = standings.order_by(f"-{window}", "-published_at", "-story")
    rows = ordered.values_list(window.value, "published_at", "story_id")
    start, size = 0, first
    while batch := list(rows[start : start + size]):
        shown = public_among(story for _reads, _when, story in batch)
        yield from (row for row in batch if row[2] in shown)
        start, size = start + len(batch), min(size * 4, _BATCH)


def public_among(stories: Iterable[int]) -> set[int]:
    """Those of `stories` that readers may see now."""
    keys = list(stories)
    return set(Story.objects.public().filter(pk__in=keys).values_list("pk", flat=True))


def ranked(place: int, window: Window, kinds: Collection[str] | None, length: int) -> list[Row]:
    """The first `length` rows of the list of `place`."""
    return list(islice(_walk(place, window, kinds), length))


def rows_of(
    totals: dict[int, int],
    *,
    edition: Edition,
    section: Section | None,
    special: Special | None,
    kinds: Collection[str] | None,
) -> list[Row]:
    """`totals` (reads by story) as a list of those stories that are public now and belong there."""
    stories = Story.objects.public().in_edition(edition)
    if section is not None:
        stories = stories.in_section(section)
    if special is not None:
        stories = stories.in_special(special)
    if kinds is not None:
        stories = stories.filter(kind__in=list(kinds))
    keys = list(totals)
    rows: list[Row] = []
    for start in range(0, len(keys), _BATCH):
        batch = stories.filter(pk__in=keys[start : start + _BATCH])
        rows += [(totals[pk], when, pk) for pk, when in batch.values_list("pk", "published_at")]
    return sorted(rows, reverse=True)
