"""Reads that have been counted, and the way to look at them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from broadsheet.popularity.models import (
    CountedApart,
    HourReads,
    MinuteReads,
    PlaceMinutes,
    Reckoning,
    SourceReads,
    Standing,
)
from broadsheet.popularity.windows import minute_of
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.desk.test_story_list import AtDesk

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Counted:
    """The tables of reads, as a roll-up that ended with the last full minute left them."""

    def __init__(self, paper: TestPaper) -> None:
        cache.clear()
        self.paper = paper
        self.until = timezone.now().replace(second=0, microsecond=0)
        Reckoning.objects.create(until=minute_of(self.until))

    def read(self, story: Story, reads: int, ago: timedelta = MINUTE, host: str = "") -> None:
        """`story` was read so often in the minute that began so long before the end."""
        # What was found out of this minute is no longer true.
        cache.clear()
        minute = minute_of(self.until - ago)
        home, section = story.edition.home.pk, story.section_id
        _add(MinuteReads, reads, story_id=story.pk, minute=minute)
        _add(HourReads, reads, story_id=story.pk, hour=minute // 60)
        _add(SourceReads, reads, edition_id=story.edition_id, hour=minute // 60, host=host)
        for place in (home, section):
            _add(PlaceMinutes, reads, place_id=place, minute=minute)
            stand = {"kind": story.kind, "published_at": story.published_at}
            row, _made = Standing.objects.get_or_create(place_id=place, story=story, defaults=stand)
            for name, length in (("hour", HOUR), ("day", DAY), ("week", 7 * DAY)):
                if ago <= length:
                    setattr(row, name, getattr(row, name) + reads)
            row.save()

    def apart(self, reason: str, reads: int) -> None:
        """So many beacons were none."""
        hour = minute_of(self.until - MINUTE) // 60
        CountedApart.objects.create(hour=hour, reason=reason, reads=reads)

    def stop(self, ago: timedelta) -> datetime:
        """The clock has stood still for so long."""
        until = self.until - ago
        Reckoning.objects.update(until=minute_of(until))
        return until


def _add(model: type[Model], reads: int, **key: object) -> None:
    row, _made = model._default_manager.get_or_create(**key, defaults={"reads": 0})
    row.reads += reads  # type: ignore[attr-defined]
    row.save()


@pytest.fixture
def counted(paper: TestPaper) -> Counted:
    """Nothing has been read yet."""
    return Counted(paper)


@pytest.fixture
def reporter(people: People, at_desk: AtDesk) -> Client:
    """A reporter at the desk."""
    return at_desk(people.reporter)


def text(client: Client, address: str) -> str:
    """The page at `address`."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()
