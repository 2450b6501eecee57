"""Who climbs and who falls."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from broadsheet.popularity.ranking.lists import Row, counted_until, place_id, ranked, rows_of, sums
from broadsheet.popularity.windows import MINUTES_OF_AN_HOUR, Window, minute_of
from broadsheet.stories.models import Edition, Section, Special

# How far down the list of an hour ago a rank is told.
DEPTH = 200


@dataclass(frozen=True)
class Move:
    """A story of a list: its rank (from 1) and its rank an hour ago, None where it had none."""

    story_id: int
    reads: int
    rank: int
    before: int | None

    @property
    def climbed(self) -> int | None:
        """By how many places it has risen in an hour; negative where it fell."""
        return None if self.before is None else self.before - self.rank


def movement(
    edition: Edition,
    *,
    window: Window = Window.DAY,
    section: Section | None = None,
    special: Special | None = None,
    kinds: Collection[str] | None = None,
    length: int = 10,
) -> list[Move]:
    """The list as `ranking` gives it, with each story's rank in the list of an hour ago."""
    until = counted_until()
    if until is None:
        return []
    now = ranked(place_id(edition, section, special), window, kinds, max(length, DEPTH))
    before = _an_hour_ago(now, minute_of(until), edition, window, section, special, kinds)
    ranks = {story: rank for rank, (_reads, _when, story) in enumerate(before, 1)}
    return [
        Move(story, reads, rank, ranks.get(story))
        for rank, (reads, _when, story) in enumerate(now[:length], 1)
    ]


def _an_hour_ago(
    now: list[Row],
    until: int,
    edition: Edition,
    window: Window,
    section: Section | None,
    special: Special | None,
    kinds: Collection[str] | None,
) -> list[Row]:
    """The list of then: those of now, and those that lost what the window has left behind.

    Nobody else can have stood above those of now.
    """
    begin = until - window.minutes
    left = sums(begin - MINUTES_OF_AN_HOUR, begin)
    come = sums(until - MINUTES_OF_AN_HOUR, until)
    known = {story: reads for reads, _when, story in now}
    kept = sums(begin, until) if left.keys() - known.keys() else {}
    then = {
        story: known.get(story, kept.get(story, 0)) - come.get(story, 0) + left.get(story, 0)
        for story in {*known, *left}
    }
    totals = {story: reads for story, reads in then.items() if reads > 0}
    return rows_of(totals, edition, section, special, kinds)
