"""Readers of the demo newspaper: invented ones, of the week before it was loaded.

Without them *Most popular in 24h* would be empty until strangers had come. They are planted once;
from then on only real reads count, and the invented ones leave the list as their day goes by.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from broadsheet.popularity.planting import plant_reads
from broadsheet.stories.models import Story

DAYS = 7
# How many read a story of middling interest in its first hour, and how soon they lose it.
FIRST_HOUR = 14.0
FADES = timedelta(hours=9)
# What goes on being found by search and links, as a part of the first hour.
LASTING = 0.012
# How much is read in each hour of a day where the readers are, from midnight on.
BY_HOUR = (
    *(0.30, 0.18, 0.12, 0.10, 0.14, 0.35, 0.80, 1.40, 1.60, 1.25, 1.10, 1.15),
    *(1.45, 1.30, 1.05, 1.00, 1.05, 1.20, 1.35, 1.50, 1.60, 1.55, 1.15, 0.65),
)
# Hosts from which readers come, and how many of a hundred each; nobody has such a host.
HOSTS = {
    "": 44,
    "search.example": 24,
    "social.example": 14,
    "news.example": 9,
    "harbour-radio.example": 6,
    "letters.example": 3,
}


def load_reads(now: datetime) -> int:
    """Plant reads of every public story in the week before `now` (aware); how many there were."""
    stories = Story.objects.public(now).select_related("edition").order_by("pk")
    random = Random(1884)  # noqa: S311 - the same readers at each load
    return plant_reads((read for story in stories for read in _reads_of(story, now, random)), now)


def _reads_of(story: Story, now: datetime, random: Random) -> Iterator[tuple[int, datetime, str]]:
    """Reads of `story`, hour by hour: many at first, then ever fewer."""
    weight = 6 - min(story.urgency or 5, 5)
    interest = FIRST_HOUR * weight / 2 * random.lognormvariate(0.0, 0.6)
    published = story.published_at or now
    hour = max(published, now - timedelta(days=DAYS))
    while hour < now:
        length = min(timedelta(hours=1), now - hour)
        age = (hour - published) / FADES
        wanted = interest * (math.exp(-age) + LASTING) * BY_HOUR[story.edition.local(hour).hour]
        for _ in range(_whole(wanted * (length / timedelta(hours=1)), random)):
            (host,) = random.choices([*HOSTS], [*HOSTS.values()])
            yield story.pk, hour + length * random.random(), host
        hour += length
    # However late it is in the night, somebody has found each story that is there since yesterday.
    day = min(now - published, timedelta(days=1))
    yield story.pk, now - day * random.random(), ""


def _whole(wanted: float, random: Random) -> int:
    """`wanted` or the whole number beside it, in proportion."""
    return int(wanted) + (random.random() < wanted % 1)
