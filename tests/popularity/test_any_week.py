"""Whatever happens in a week, each list is what a recount by hand makes it, minute by minute.

Hypothesis draws what happens: beacons at the door of two nodes with two processes each, late ones,
forged ones and ones that are sent again; processes that begin anew; roll-ups that are away on one
node or on both; stories that are hidden, killed, brought back, or published in the middle. Around
every change, and at some other minutes, all lists are counted again from the raw beacons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.plates.hits import FOLDER
from broadsheet.plates.salts import Salts
from broadsheet.popularity.models import Standing
from broadsheet.popularity.ranking import Window, ranking
from broadsheet.popularity.rolling import roll_up
from broadsheet.reader import ReaderConfig
from broadsheet.reader.reads import Reads
from broadsheet.stories.models import Special, Story
from tests.conftest import TestPaper
from tests.factories import make_special, make_stories
from tests.popularity.test_exactness import clear

WEEK, DAY = Window.WEEK.minutes, Window.DAY.minutes
# Weeks in which the clocks of Europe go forward, go back, and do nothing.
BEGINNINGS = [
    int(datetime(2026, month, day, hour, tzinfo=UTC).timestamp()) // 60
    for month, day, hour in ((3, 25, 22), (10, 21, 23), (6, 10, 12))
]
NODES = ("east", "west")
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
STORIES = 6
# Published in the middle of the week, if at all.
YOUNG = STORIES - 1
AHEAD = 120


@dataclass(frozen=True)
class Beacon:
    """Sent at `minute` of the week for what was read `age` seconds before, and again later."""

    minute: int
    second: int
    story: int
    who: int
    node: str
    process: int
    age: int
    again: tuple[int, ...]


@dataclass(frozen=True)
class Turn:
    """Something is done to a story."""

    minute: int
    story: int
    what: str


@dataclass(frozen=True)
class Restart:
    """A process ends, and another takes its place."""

    minute: int
    node: str
    process: int


@dataclass(frozen=True)
class Sleep:
    """A node has no roll-up for so many minutes."""

    minute: int
    node: str
    minutes: int


@dataclass(frozen=True)
class Week:
    """All that happens, and at which minutes there is a look besides."""

    begin: int
    events: list[Beacon | Turn | Restart | Sleep]
    looks: list[int]


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """What happens comes in heaps: else hardly anything would meet."""
    heaps = draw(st.lists(st.integers(0, WEEK + DAY), min_size=1, max_size=3))
    minute = st.builds(int.__add__, st.sampled_from(heaps), st.integers(0, 4))
    story, node, process = st.integers(0, STORIES - 1), st.sampled_from(NODES), st.integers(0, 1)
    ages = st.one_of(st.just(0), st.integers(0, 400), st.integers(0, 90_000))
    later = st.lists(st.sampled_from([0, 1, 3, 700, 1440]), max_size=2).map(tuple)
    second, who = st.integers(0, 59), st.integers(0, 2)
    beacon = st.builds(Beacon, minute, second, story, who, node, process, ages, later)
    turn = st.builds(Turn, minute, story, st.sampled_from(["hide", "kill", "show"]))
    restart = st.builds(Restart, minute, node, process)
    sleep = st.builds(Sleep, minute, node, st.integers(1, 2000))
    events: list[Any] = draw(st.lists(beacon, min_size=1, max_size=8))
    events += draw(st.lists(st.one_of(turn, restart, sleep), max_size=4))
    looks = draw(st.lists(st.integers(0, 2 * WEEK), max_size=3))
    return Week(draw(st.sampled_from(BEGINNINGS)), events, looks)


class Town:
    """The paper, its nodes, and whoever counts by hand."""

    def __init__(
        self, paper: TestPaper, special: Special, stories: list[Story], home: Path
    ) -> None:
        self.paper = paper
        self.special = special
        self.stories = stories
        self.home = home
        self.doors: dict[tuple[str, int], Reads] = {}
        # By hand: what each node has yet to count, whom it has counted, and the reads.
        self.waiting: defaultdict[str, list[tuple[int, int, tuple[Any, ...]]]] = defaultdict(list)
        self.counted: set[tuple[Any, ...]] = set()
        self.reads: Counter[tuple[int, int]] = Counter()

    def send(self, beacon: Beacon, now: int, age: int) -> None:
        """A beacon at one of the doors, at the second `now`."""
        door = self.doors.get((beacon.node, beacon.process)) or self.open(beacon)
        story = self.stories[beacon.story]
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": f"/read/{story.pk}",
            "QUERY_STRING": f"a={age}",
            "HTTP_HOST": "paper.example",
            "HTTP_USER_AGENT": BROWSER,
            "HTTP_X_FORWARDED_FOR": f"192.0.2.{beacon.who}",
        }
        with time_machine.travel(now, tick=False):
            door.answer(environ, lambda *_: None)  # type: ignore[arg-type, return-value]
            door._log.flush()
        own = now - age
        if age <= 86_400:
            visitor = (beacon.node, now // 86_400, beacon.who, story.pk, own // 60)
            self.waiting[beacon.node].append((story.pk, own, visitor))

    def open(self, beacon: Beacon) -> Reads:
        """A process of a node begins."""
        folder = self.home / beacon.node / FOLDER / beacon.node
        memory = self.home / beacon.node / "memory"
        memory.mkdir(parents=True, exist_ok=True)
        config = ReaderConfig(tree=self.home, trust_forwarded_for=True, reads_per_address=0)
        door = self.doors[beacon.node, beacon.process] = Reads(
            config, folder, Salts(folder, memory)
        )
        # Written by hand.
        door._log._thread = door._log  # type: ignore[assignment]
        return door

    def turn(self, turn: Turn, now: int) -> None:
        """Something is done to a story at the second `now`."""
        moment = datetime.fromtimestamp(now, UTC)
        row = Story.objects.filter(pk=self.stories[turn.story].pk)
        if turn.what == "show":
            row.update(live=True, killed_at=None)
            row.filter(first_published_at=None).update(
                first_published_at=moment, published_at=moment
            )
        else:
            row.update(live=False, killed_at=moment if turn.what == "kill" else None)

    def count(self, node: str, until: int) -> None:
        """The node's roll-up, and the same by hand."""
        with time_machine.travel(until * 60 + 2, tick=False):
            assert roll_up(self.home / node, until * 60 + 2).until == until
        public = {story.pk: story for story in Story.objects.filter(live=True)}
        for story, own, visitor in self.waiting.pop(node, []):
            first = public[story].first_published_at if story in public else None
            if first is None or own < first.timestamp() - AHEAD or visitor in self.counted:
                continue
            self.counted.add(visitor)
            self.reads[story, own // 60] += 1

    def compare(self, until: int) -> None:
        """Every window of every story, and every list as readers see it."""
        sums = {window: self.sums(until, window) for window in Window}
        expected = {
            story: tuple(sums[window][story] for window in Window) for story in sums[Window.WEEK]
        }
        rows = Standing.objects.filter(place_id=self.paper.edition.home.pk)
        kept = {story: tuple(each) for story, *each in rows.values_list("story_id", *Window)}
        assert kept == expected, until
        public = list(Story.objects.filter(live=True).prefetch_related("specials"))
        lists: list[tuple[dict[str, Any], list[Story]]] = [
            ({}, public),
            ({"kinds": ["video"]}, [one for one in public if one.kind == "video"]),
            ({"special": self.special}, [one for one in public if one.specials.all()]),
            *(
                ({"section": place}, [one for one in public if one.section_id == place.pk])
                for place in (self.paper.politics, self.paper.science)
            ),
        ]
        day = sums[Window.DAY]
        with time_machine.travel(until * 60 + 2, tick=False):
            for asked, stories in lists:
                read = [one for one in stories if day[one.pk]]
                read.sort(key=lambda one: (day[one.pk], one.published_at, one.pk), reverse=True)
                found = ranking(self.paper.edition, **asked).entries
                assert [(entry.story_id, entry.reads) for entry in found] == [
                    (one.pk, day[one.pk]) for one in read
                ], (until, asked)

    def sums(self, until: int, window: Window) -> Counter[int]:
        """Reads by story in the window that ends before the minute `until`."""
        found: Counter[int] = Counter()
        for (story, minute), reads in self.reads.items():
            if until - window.minutes <= minute < until:
                found[story] += reads
        return found


def live_through(week: Week, town: Town) -> None:
    """Let all happen that happens in `week`, and compare around every change."""
    by_minute: defaultdict[int, list[Any]] = defaultdict(list)
    looks = set(week.looks)
    asleep: defaultdict[str, set[int]] = defaultdict(set)
    for event in week.events:
        by_minute[event.minute].append((event, 0))
        looks.add(event.minute)
        if isinstance(event, Beacon):
            by_minute_again = [(event.minute + later, later) for later in event.again]
            for minute, later in by_minute_again:
                by_minute[minute].append((event, later))
            own = event.minute + (event.second - event.age) // 60
            for minutes in (0, *(window.minutes for window in Window)):
                looks.update((own + minutes - 1, own + minutes))
        elif isinstance(event, Sleep):
            asleep[event.node].update(range(event.minute, event.minute + event.minutes))
            looks.add(event.minute + event.minutes)
    for minute in sorted(looks | by_minute.keys()):
        if minute < 0:
            continue
        begin = week.begin + minute
        for event, later in by_minute[minute]:
            if isinstance(event, Turn):
                town.turn(event, begin * 60)
            elif isinstance(event, Restart):
                town.doors.pop((event.node, event.process), None)
            elif isinstance(event, Beacon):
                town.send(event, begin * 60 + event.second, event.age + 60 * later)
        awake = [node for node in NODES if minute not in asleep[node]]
        for node in awake:
            town.count(node, begin + 1)
        if awake:
            town.compare(begin + 1)


@pytest.fixture
def stories(paper: TestPaper) -> list[Story]:
    """Two videos among them; the last is still a draft."""
    with time_machine.travel(datetime(2026, 1, 5, tzinfo=UTC), tick=False):
        made = make_stories(paper.politics, 3) + make_stories(paper.science, STORIES - 3)
    for number, story in enumerate(made):
        kind = Story.Kind.VIDEO if number % 3 == 0 else Story.Kind.TEXT
        # No two of them at once: the newer stands first.
        when = story.published_at and story.published_at + timedelta(seconds=number)
        Story.objects.filter(pk=story.pk).update(kind=kind, published_at=when)
    special = make_special(paper.edition)
    made[1].specials.add(special)
    made[4].specials.add(special)
    made[1].save()
    made[4].save()
    return list(Story.objects.order_by("pk"))


@pytest.mark.long
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(week=weeks())
def test_any_week(paper: TestPaper, stories: list[Story], week: Week) -> None:
    clear()
    Story.objects.all().update(live=True, killed_at=None)
    young = Story.objects.filter(pk=stories[YOUNG].pk)
    young.update(live=False, first_published_at=None)
    special = Special.objects.get()
    with TemporaryDirectory() as home, timezone.override(ZoneInfo("Europe/Paris")):
        live_through(week, Town(paper, special, stories, Path(home)))
