"""Fill an empty database with the demo newspaper."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from broadsheet.site.demo.drawing import Drawings
from broadsheet.site.demo.load_accounts import load_accounts
from broadsheet.site.demo.load_fronts import load_front
from broadsheet.site.demo.load_people import load_people, load_sources, load_topics
from broadsheet.site.demo.load_pictures import PictureDesk
from broadsheet.site.demo.load_places import load_places
from broadsheet.site.demo.load_reads import load_reads
from broadsheet.site.demo.load_stories import load_stories
from broadsheet.site.demo.newspaper import Newspaper, read_newspaper
from broadsheet.stories.models import Edition, Story

__all__ = ["PaperNotEmpty", "load_demo"]


class PaperNotEmpty(Exception):
    """There is a paper already; the demo would mix with it."""


def load_demo(say: Callable[[str], object], drawings: Drawings | None = None) -> int:
    """Load every edition with its places, people, pictures and stories; the number of stories.

    `say` is told of each step. Whoever has begun to draw hands over the `drawings`. Raises
    `PaperNotEmpty` where there are editions or stories.
    """
    if Story.objects.exists() or Edition.objects.exists():
        raise PaperNotEmpty(
            "There is a paper already, and the demo would mix with it. "
            "Set BROADSHEET_HOME to an empty folder to see the demo beside it."
        )
    say("  demo newspaper: drawing its pictures (a minute or two, on the first run only)")
    with drawings or Drawings(read_newspaper()) as drawn:
        newspaper = drawn.newspaper
        pictures = PictureDesk(newspaper.registers, drawn.files())
    with transaction.atomic():
        return _load(newspaper, pictures, say)


def _load(newspaper: Newspaper, pictures: PictureDesk, say: Callable[[str], object]) -> int:
    now = timezone.now()
    registers = newspaper.registers
    sources = load_sources(registers)
    loaded, originals = 0, dict[str, Story]()
    for code, fields in newspaper.editions.items():
        stories = newspaper.stories[code]
        say(f"  demo newspaper: {fields['name']}, {len(stories)} stories")
        places = load_places(code, fields, registers, pictures)
        topics = load_topics(places.edition, registers, stories)
        people = load_people(places.edition, registers, stories, pictures)
        loaded += load_stories(stories, places, topics, people, sources, pictures, originals, now)
        load_front(places, fields["slots"], fields["lead"], fields["pinned"])
    load_accounts()
    load_reads(now)
    return loaded
