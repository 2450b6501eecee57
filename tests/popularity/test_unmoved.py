"""From the reader's door to the list: what must not move it, doesn't."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from broadsheet.popularity.ranking import counted_apart, ranking
from broadsheet.popularity.rolling import roll_up
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import make_stories
from tests.reader.asking import Paper

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"


NOW = 1_795_521_600
# Each story is read by so many more than the next: by one more than what one address may move.
APART = 7


class Town:
    """A paper with ten stories and its readers: the first story is read most, the last least.

    Two processes answer in turn.
    """

    def __init__(self, paper: TestPaper, home: Path) -> None:
        self.home = home
        self.edition = paper.edition
        self.stories = make_stories(paper.politics, 10)
        options = {"hits": home / "hits" / "node", "trust_forwarded_for": True, "processes": 2}
        self.doors = [Paper(home, options).reader for _ in range(2)]
        self.sent = 0
        for place, story in enumerate(self.stories):
            for number in range(APART * (20 - place)):
                self.send(f"/read/{story.pk}", f"10.{place}.{number // 256}.{number % 256}")

    def send(self, path: str, address: str, user_agent: str = BROWSER, **more: str) -> None:
        """One beacon."""
        self.sent += 1
        path, _mark, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "paper.example",
            "HTTP_USER_AGENT": user_agent,
            "HTTP_X_FORWARDED_FOR": address,
            "wsgi.url_scheme": "http",
            **more,
        }
        door = self.doors[self.sent % 2]
        door(environ, lambda status, headers, *_: None)  # type: ignore[arg-type]

    def listed(self) -> list[tuple[int, int]]:
        """The list after the minute is over."""
        for door in self.doors:
            assert door._reads is not None
            door._reads._log.flush()
        roll_up(self.home, timezone.now().timestamp() + 62)
        return [(one.story_id, one.reads) for one in ranking(self.edition).entries]


@pytest.fixture
def town(paper: TestPaper, tmp_path: Path) -> Iterator[Town]:
    """Everything happens within a minute."""
    with time_machine.travel(NOW, tick=False):
        yield Town(paper, tmp_path)


def honest(town: Town) -> list[tuple[int, int]]:
    """The list that the readers have made."""
    return [(story.pk, APART * (20 - place)) for place, story in enumerate(town.stories)]


def test_a_hundred_thousand_beacons_of_one_address_in_a_day(town: Town) -> None:
    """Every second story is pushed, by ever other browsers, with invented stories in between."""
    pushed = [story.pk for story in town.stories[1::2]]
    # As close together as can be, around full hours, and over most of the window.
    moments = [0, 3599, 3600, 7199, 7200, *range(10_000, 84_000, 400)]
    for turn in range(200):
        with time_machine.travel(NOW + moments[turn % len(moments)], tick=False):
            for number in range(500):
                is_pushed = number % 10 == 0
                story = pushed[number // 10 % 5] if is_pushed else 10_000 + 500 * turn + number
                town.send(f"/read/{story}", "192.0.2.66", f"{BROWSER} {number}")
    with time_machine.travel(NOW + 84_000, tick=False):
        found = town.listed()
        apart = counted_apart(timezone.now() - timedelta(days=1))
    assert [story for story, _reads in found] == [story.pk for story in town.stories]
    moved = {story: reads - dict(honest(town))[story] for story, reads in found}
    assert all(moved[story] <= (6 if story in pushed else 0) for story in moved)
    assert apart["flood"] > 99_000


def test_robots_replays_forgeries_and_nonsense(town: Town) -> None:
    last = town.stories[-1].pk
    for story in town.stories:
        for number in range(200):
            robot = f"Mozilla/5.0 (compatible; bingbot/2.0; +http://bing.example/) {number}"
            town.send(f"/read/{story.pk}", f"172.16.0.{number}", robot)
    for number in range(300):
        address = f"172.17.{number // 250}.{number % 250}"
        # Stories that are none, or that nobody may see.
        town.send(f"/read/{10_000 + number}", address)
        # Times that can't be.
        town.send(f"/read/{last}?t={NOW + 4000}", address)
        town.send(f"/read/{last}?t={NOW - 90_000}", address)
        # Sent by another site through its own visitors' browsers.
        town.send(f"/read/{last}", address, HTTP_SEC_FETCH_SITE="cross-site")
        town.send(f"/read/{last}", address, HTTP_ORIGIN="https://elsewhere.example")
        # No beacons at all.
        town.send(f"/read/{last}/now", address)
        town.send(f"/read/{last}?t=now", address)
    # A reader's own beacon, again and again.
    for _ in range(500):
        town.send(f"/read/{last}", "10.9.0.1")
    assert town.listed() == honest(town)
    apart = counted_apart(timezone.now())
    assert apart["robot"] == 2000
    assert apart["unknown"] == 300
    assert apart["forged"] == 1200
    assert apart["malformed"] == 600
    assert apart["repeated"] + apart["flood"] == 500


def test_a_crawl_by_a_browser_without_a_name(town: Town) -> None:
    for _round in range(50):
        for story in town.stories:
            town.send(f"/read/{story.pk}", "192.0.2.66")
    assert [reads for _story, reads in town.listed()] == [
        reads + 1 for _story, reads in honest(town)
    ]


def test_a_story_that_is_hidden_gathers_nothing(town: Town) -> None:
    first = town.stories[0].pk
    assert town.listed() == honest(town)
    Story.objects.filter(pk=first).update(live=False)
    assert town.listed() == honest(town)[1:]
