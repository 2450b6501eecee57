"""Fill an empty database with the demo newspaper."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from broadsheet.site.demo.load_accounts import load_accounts
from broadsheet.site.demo.load_fronts import load_front
from broadsheet.site.demo.load_people import load_people, load_sources, load_topics
from broadsheet.site.demo.load_pictures import PictureDesk
from broadsheet.site.demo.load_places import load_places
from broadsheet.site.demo.load_reads import load_reads
from broadsheet.site.demo.load_stories import load_stories
from broadsheet.site.demo.registers import CONTENT, Registers, read_registers
from broadsheet.site.demo.story_file import StoryFile, read_edition
from broadsheet.stories.models import Edition, Story

__all__ = ["PaperNotEmpty", "load_demo"]


class PaperNotEmpty(Exception):
    """There is a paper already; the demo would mix with it."""


def load_demo(say: Callable[[str], object]) -> int:
    """Load every edition with its places, people, pictures and stories; the number of stories.

    `say` is told of each step. Raises `PaperNotEmpty` where there are editions or stories.
    """
    if Story.objects.exists() or Edition.objects.exists():
        raise PaperNotEmpty(
            "There is a paper already, and the demo would mix with it. "
            "Set BROADSHEET_HOME to an empty folder to see the demo beside it."
        )
    registers = read_registers()
    described = tomllib.loads((CONTENT / "editions.toml").read_text(encoding="utf-8"))
    files = {code: list(read_edition(CONTENT / code)) for code in described}
    say("  demo newspaper: drawing its pictures (a minute or two, on the first run only)")
    pictures = PictureDesk(registers)
    pictures.draw_all(files)
    with transaction.atomic():
        return _load(described, files, registers, pictures, say)


def _load(
    described: dict[str, dict[str, Any]],
    files: dict[str, list[StoryFile]],
    registers: Registers,
    pictures: PictureDesk,
    say: Callable[[str], object],
) -> int:
    now = timezone.now()
    sources = load_sources(registers)
    loaded, originals = 0, dict[str, Story]()
    for code, fields in described.items():
        say(f"  demo newspaper: {fields['name']}, {len(files[code])} stories")
        places = load_places(code, fields, registers, pictures)
        topics = load_topics(places.edition, registers, files[code])
        people = load_people(places.edition, registers, files[code], pictures)
        loaded += load_stories(
            files[code], places, topics, people, sources, pictures, originals, now
        )
        load_front(places, fields["slots"], fields["lead"], fields["pinned"])
    load_accounts()
    load_reads(now)
    return loaded
