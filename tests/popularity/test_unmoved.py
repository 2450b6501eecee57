"""From the reader's door to the list: what must not move it, doesn't."""

from __future__ import annotations

from collections.abc import Iterator
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


class Town:
    """A paper with ten stories and its readers: the first story is read most, the last least."""

    def __init__(self, paper: TestPaper, home: Path) -> None:
        self.home = home
        self.edition = paper.edition
        self.stories = make_stories(paper.politics, 10)
        options = {"hits": home / "hits" / "node", "trust_forwarded_for": True}
        self.door = Paper(home, options).reader
        for place, story in enumerate(self.stories):
            for number in range(100 * (10 - place)):
                self.send(f"/read/{story.pk}", f"10.{place}.{number // 256}.{number % 256}")

    def send(self, path: str, address: str, user_agent: str = BROWSER, **more: str) -> None:
        """One beacon."""
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
        self.door(environ, lambda status, headers, *_: None)  # type: ignore[arg-type]

    def listed(self) -> list[tuple[int, int]]:
        """The list after the minute is over."""
        reads = self.door._reads
        assert reads is not None
        reads._log.flush()
        roll_up(self.home, timezone.now().timestamp() + 62)
        return [(one.story_id, one.reads) for one in ranking(self.edition).entries]


@pytest.fixture
def town(paper: TestPaper, tmp_path: Path) -> Iterator[Town]:
    """Everything happens within a minute."""
    with time_machine.travel(1_795_521_600, tick=False):
        yield Town(paper, tmp_path)


def honest(town: Town) -> list[tuple[int, int]]:
    """The list that the readers have made."""
    return [(story.pk, 100 * (10 - place)) for place, story in enumerate(town.stories)]


def test_a_hundred_thousand_beacons_of_one_address(town: Town) -> None:
    last = town.stories[-1].pk
    for number in range(100_000):
        town.send(f"/read/{last}", "192.0.2.66", f"{BROWSER} {number % 500}")
    found = town.listed()
    assert [story for story, _reads in found] == [story.pk for story in town.stories]
    assert found[-1] == (last, 100 + 60)
    assert counted_apart(timezone.now())["flood"] == 100_000 - 60


def test_robots_replays_forgeries_and_nonsense(town: Town) -> None:
    now = 1_795_521_600
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
        town.send(f"/read/{last}?t={now + 4000}", address)
        town.send(f"/read/{last}?t={now - 90_000}", address)
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
