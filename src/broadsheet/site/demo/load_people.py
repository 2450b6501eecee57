"""Sources, topics and people, from the registers."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import slugify

from broadsheet.site.demo.load_pictures import PictureDesk
from broadsheet.site.demo.registers import Registers
from broadsheet.site.demo.story_file import StoryFile
from broadsheet.stories.models import Edition, Person, Source, Topic


def load_sources(registers: Registers) -> dict[tuple[str, str], Source]:
    """Sources by key and edition; names that are alike in two editions are one source."""
    made: dict[tuple[str, str], Source] = {}
    for key, source in registers.sources.items():
        for code in source.name.texts:
            name = source.name.for_edition(code)
            made[key, code] = Source.objects.get_or_create(
                name=name,
                defaults={"slug": slugify(f"{key}-{code}"), "is_house": source.house},
            )[0]
    return made


def load_topics(
    edition: Edition, registers: Registers, stories: Iterable[StoryFile]
) -> dict[str, Topic]:
    """The topics that the edition's stories name, by key."""
    wanted = dict.fromkeys(key for story in stories for key in story.topics)
    made = {}
    for key in wanted:
        topic = registers.topics[key]
        made[key] = Topic.objects.create(
            edition=edition,
            type=topic.kind,
            name=topic.name.for_edition(edition.code),
            slug=topic.slug,
            description=topic.description.for_edition(edition.code),
            media_topic=topic.media_topic,
        )
    return made


def load_people(
    edition: Edition, registers: Registers, stories: Iterable[StoryFile], pictures: PictureDesk
) -> dict[str, Person]:
    """The people who sign the edition's stories, by key."""
    wanted = dict.fromkeys(key for story in stories for key in story.bylines)
    made = {}
    for key in wanted:
        person = registers.people[key]
        made[key] = Person.objects.create(
            edition=edition,
            name=person.name.for_edition(edition.code),
            slug=key,
            role=person.role.for_edition(edition.code),
            biography=person.bio.for_edition(edition.code),
            email=person.email,
            portrait=pictures.of(person.portrait, edition) if person.portrait else None,
        )
    return made
