"""Who climbs and who falls."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from broadsheet.popularity.models import Standing
from broadsheet.popularity.ranking.lists import Row, counted_until, place_id, ranked, rows_of, sums
from broadsheet.popularity.windows import MINUTES_OF_AN_HOUR, Window, minute_of
from broadsheet.stories.models import Edition, Section, Special

# How far down the list of an hour ago a rank is told.
DEPTH = 200
BATCH = 2000


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
    """The list as `ranking` gives it, with each story's rank in the list of an hour ago.

    Ranks of then are told of the first two hundred.
    """
    until = counted_until()
    if until is None:
        return []
    place = place_id(edition, section, special)
    now = ranked(place, window, kinds, max(length, DEPTH))
    then = _Then(now, minute_of(until), place, window)
    before = then.first(DEPTH, partial(rows_of, edition=edition, section=section, special=special,
                                       kinds=kinds))  # fmt: skip
    ranks = {story: rank for rank, (_reads, _when, story) in enumerate(before, 1)}
    return [
        Move(story, reads, rank, ranks.get(story))
        for rank, (reads, _when, story) in enumerate(now[:length], 1)
    ]


class _Then:
    """The list of an hour ago, made of that of `now` and of what the window has left behind since.

    Standings say what a story has now and what came in the last hour. Of the minutes themselves one
    hour is read, however long the window is.
    """

    def __init__(self, now: list[Row], until: int, place: int, window: Window) -> None:
        self._place = place
        self._window = window
        begin = until - window.minutes
        self._left = sums(begin - MINUTES_OF_AN_HOUR, begin)
        self._known = [story for _reads, _when, story in now]
        # Nobody else has more now; all of an hour's window has come since.
        is_hour = window.minutes == MINUTES_OF_AN_HOUR
        self._most_of_others = 0 if is_hour or len(now) < DEPTH else now[-1][0]

    def first(self, length: int, rows_of: Callable[[dict[int, int]], list[Row]]) -> list[Row]:
        """The `length` first rows of then. `rows_of` makes rows of sums, where they are public."""
        found = rows_of(self._sums(self._known))
        others = self._left.keys() - set(self._known)
        waiting = sorted(others, key=lambda story: (-self._left[story], story))
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            needed = found[length - 1][0] if len(found) >= length else 1
            # Those to come had at most so many.
            if self._left[batch[0]] + self._most_of_others < needed:
                break
            some = {story: reads for story, reads in self._sums(batch).items() if reads >= needed}
            found = sorted([*found, *rows_of(some)], reverse=True)
        return found[:length]

    def _sums(self, stories: Sequence[int]) -> dict[int, int]:
        """What each of `stories` had in the window of then; of those that had anything."""
        standings = Standing.objects.filter(place_id=self._place, story_id__in=stories)
        rows = standings.values_list("story_id", self._window.value, "hour")
        since = {story: now - come for story, now, come in rows}
        then = {story: since.get(story, 0) + self._left.get(story, 0) for story in stories}
        return {story: reads for story, reads in then.items() if reads > 0}
