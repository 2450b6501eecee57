"""A recount of the raw beacons by hand equals every list, at every minute of a week.

The week has a change of the clocks in it, two nodes with two processes each, processes that end and
begin anew, a node whose disk is out of reach for a while, hours without a roll-up, late reads and
repeated ones.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.plates.hits import FOLDER
from broadsheet.popularity.models import (
    CountedApart,
    HourReads,
    MinuteReads,
    PlaceMinutes,
    Reckoning,
    SourceReads,
    Standing,
)
from broadsheet.popularity.ranking import Window, ranking
from broadsheet.popularity.rolling import roll_up
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.popularity.readers import Read, Readers, old_stories

pytestmark = pytest.mark.long
# The week in which the clocks of Europe go back, on Sunday at 1:00 UTC.
BEGIN = int(datetime(2026, 10, 20, 21, 30, tzinfo=UTC).timestamp()) // 60
WEEK = Window.WEEK.minutes
TABLES = (*(MinuteReads, HourReads, PlaceMinutes, Standing, SourceReads, CountedApart, Reckoning),)


class Recount:
    """The lists, counted by hand from every beacon that could be counted so far."""

    def __init__(self) -> None:
        self.visitors: set[tuple[int, int, str, int, str]] = set()
        self.reads = np.empty((0, 2), np.int64)

    def add(self, reads: list[Read]) -> None:
        """A node tells its own visitors apart, for the day of their beacon's arrival."""
        fresh = []
        for read in reads:
            minute = read.own // 60
            visitor = (read.story, minute, read.node, read.arrived // 86_400, read.who)
            if visitor not in self.visitors:
                self.visitors.add(visitor)
                fresh.append((minute, read.story))
        if fresh:
            self.reads = np.concatenate([self.reads, fresh])

    def sums(self, until: int, window: Window) -> dict[int, int]:
        """Reads by story in `window`, which ends before the minute `until`."""
        minutes, stories = self.reads.T
        inside = stories[(minutes >= until - window.minutes) & (minutes < until)]
        totals = np.bincount(inside)
        return {story: int(totals[story]) for story in np.flatnonzero(totals).tolist()}


class Week:
    """What happens, drawn by lot."""

    def __init__(self, seed: int, minutes: int, beacons: int, stories: list[int]) -> None:
        lot = random.Random(seed)
        self.minutes = minutes
        self.stories = stories
        self.by_minute: defaultdict[int, list[Read]] = defaultdict(list)
        bursts = [lot.randrange(minutes) for _ in range(12)]
        weights = [1 / (1 + place) for place in range(len(stories))]
        for _ in range(beacons):
            minute = min(minutes - 1, lot.choice(bursts) + int(lot.expovariate(1 / 40)))
            arrived = (BEGIN + minute) * 60 + lot.randrange(60)
            late = lot.random() < 0.2
            own = arrived - lot.randrange(86_400) if late else arrived
            read = Read(
                arrived,
                own,
                *lot.choices(stories, weights),
                who=f"visitor {lot.randrange(6)}",
                node=lot.choice(["east", "west"]),
                process=lot.randrange(2),
            )
            self.by_minute[minute].append(read)
            if lot.random() < 0.2:
                # Sent once more, to whichever process: at once, or when the line is back again.
                later = lot.choice([0, 0, lot.randrange(1, 200)])
                again = replace(read, arrived=arrived + 60 * later, process=lot.randrange(2))
                # What is older than a day the reader has turned away.
                if again.arrived - own <= 86_400:
                    self.by_minute[minute + later].append(again)
        self.asleep = self._stretches(lot, 3, 100)
        self.away = self._stretches(lot, 3, 700)
        self.restarts = {lot.randrange(minutes): lot.randrange(2) for _ in range(20)}

    def _stretches(self, lot: random.Random, number: int, longest: int) -> set[int]:
        found: set[int] = set()
        for _ in range(number):
            begin = lot.randrange(self.minutes)
            found.update(range(begin, begin + lot.randrange(longest)))
        return found


def live_through(week: Week, home: Path, paper: TestPaper) -> int:
    """Compare at every minute in which there is a roll-up; how many there were."""
    readers = Readers(home)
    recount = Recount()
    waiting: list[Read] = []
    west, elsewhere = home / FOLDER / "west", home / "elsewhere"
    compared = 0
    in_time = Story.objects.order_by("published_at", "pk").values_list("pk", flat=True)
    newness = {story: place for place, story in enumerate(in_time)}
    for minute in range(week.minutes):
        is_away = minute in week.away
        if elsewhere.exists() and not is_away:
            elsewhere.rename(west)
        if minute in week.restarts:
            readers.restart("east", week.restarts[minute])
        if is_away and elsewhere.exists():
            elsewhere.rename(west)
        readers.send(*week.by_minute.get(minute, ()))
        waiting += week.by_minute.get(minute, ())
        if is_away and west.exists():
            west.rename(elsewhere)
        if minute in week.asleep:
            continue
        hidden = {"west"} if is_away else set()
        recount.add([one for one in waiting if one.node not in hidden])
        waiting = [one for one in waiting if one.node in hidden]
        until = BEGIN + minute + 1
        assert roll_up(home, until * 60 + 2).until == until
        compare(recount, until, paper, newness)
        compared += 1
    return compared


def compare(recount: Recount, until: int, paper: TestPaper, newness: dict[int, int]) -> None:
    """The standings of every story in each window, and the list of the day as readers see it."""
    rows = Standing.objects.filter(place_id=paper.edition.home.pk)
    kept = {story: sums for story, *sums in rows.values_list("story_id", "hour", "day", "week")}
    by_hand = [recount.sums(until, window) for window in Window]
    stories = set().union(*by_hand)
    by_story = {story: [sums.get(story, 0) for sums in by_hand] for story in stories}
    assert kept == by_story, until
    day = by_hand[1]
    expected = sorted(day, key=lambda story: (day[story], newness[story]), reverse=True)
    found = ranking(paper.edition, length=10).entries
    assert [(one.story_id, one.reads) for one in found] == [
        (story, day[story]) for story in expected[:10]
    ]


def clear() -> None:
    """As on the first day."""
    for table in TABLES:
        table.objects.all().delete()


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32), beacons=st.integers(1, 120))
def test_every_minute_of_some_hours(committed_paper: TestPaper, seed: int, beacons: int) -> None:
    if not Story.objects.exists():
        old_stories(committed_paper.politics, 15)
    clear()
    stories = list(Story.objects.order_by("pk").values_list("pk", flat=True))
    with TemporaryDirectory() as home:
        assert live_through(Week(seed, 200, beacons, stories), Path(home), committed_paper) > 0


def test_every_minute_of_a_week(committed_paper: TestPaper, tmp_path: Path) -> None:
    committed_paper.edition.zone = "Europe/Paris"
    committed_paper.edition.save()
    stories = [story.pk for story in old_stories(committed_paper.politics, 40)]
    with timezone.override("Europe/Paris"):
        compared = live_through(Week(7, WEEK, 6000, stories), tmp_path, committed_paper)
    assert compared > WEEK - 300
