"""A paper in processes of its own: what the scripts beside this file need of a newsroom.

They run apart from the test run, each with a BROADSHEET_HOME and a database of its own, since they
fork, kill and leave connections open.
"""

from __future__ import annotations

from random import Random
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.press.models import Plate
from broadsheet.press.registry import all_paths
from broadsheet.press.tree import plate_tree
from broadsheet.stories.models import Edition, Section, Special, Story, Topic
from tests.factories import (
    TopicFactory,
    found_test_edition,
    make_section,
    make_special,
    publish,
)
from tests.press.conftest import untrue

CHANGES = ("edit",) * 5 + ("new", "move", "come and go", "kill", "retitle", "rename", "special")


def found_newsroom(stories: int) -> None:
    """An edition, two sections, a special, a topic, and `stories` stories that share them."""
    edition = found_test_edition()
    sections = [make_section(edition), make_section(edition, "Science")]
    special, topic = make_special(edition), TopicFactory(edition=edition)
    for number in range(stories):
        story = publish(sections[number % 2], urgency=3)
        story.topics.add(topic)
        story.specials.add(special)
        story.save_revision().publish()


def change_something(chance: Random, word: str) -> str:
    """Change what `chance` chooses, so that `word` is read somewhere; what was done. That is
    nothing where somebody else has killed the story in that moment."""
    try:
        return _change(chance, word)
    except ValidationError as error:
        if "was killed" not in str(error):
            raise
        return "nothing"


def _change(chance: Random, word: str) -> str:
    what = chance.choice(CHANGES)
    live = list(Story.objects.filter(killed_at=None).order_by("pk")[:12])
    story: Any = chance.choice(live)
    sections = list(Section.objects.order_by("pk"))
    match what:
        case "edit":
            story.headline = f"Ferry {word}"
            story.save_revision().publish()
        case "new":
            publish(chance.choice(sections), headline=f"Ferry {word}")
        case "move":
            story.section = chance.choice(sections)
            story.save_revision().publish()
        case "come and go":
            story.unpublish()
            story.save_revision().publish()
        case "kill":
            KillStory(publish(chance.choice(sections), headline=f"Ferry {word}"), word).execute()
        case "retitle":
            _retitle(chance.choice(sections), word)
        case "special":
            _retitle(Special.objects.get(), word)
        case "rename":
            topic = Topic.objects.get()
            topic.name = f"Topic {word}"
            topic.save()
    return what


def _retitle(place: Page, word: str) -> None:
    # One editor at a time, as Wagtail's own publication of a page expects it.
    with transaction.atomic():
        place = type(place).objects.select_for_update(of=("self",)).get(pk=place.pk)
        place.title = f"Place {word}"
        place.save_revision().publish()


def every_path() -> list[str]:
    """Every address that has a plate, or should have one."""
    return sorted({*all_paths(), *Plate.objects.values_list("path", flat=True)})


def faults() -> list[str]:
    """What is wrong with the tree when nothing waits: plates that are untrue, torn or marked."""
    paths = every_path()
    found = [f"{path} is untrue" for path in untrue(paths)]
    tree = plate_tree()
    found += [f"{path} is stale" for path in paths if tree.is_stale(path)]
    known = {tree.file(path) for path in paths}
    found += [f"{file} belongs to no address" for file in tree.paths_on_disk() if file not in known]
    return found


def is_founded() -> bool:
    """Whether there is a paper."""
    return Edition.objects.exists()
