"""Lists of an edition's newest stories, found in what was read once for all of them.

A front has a dozen lists, and a publication presses a dozen pages: each list asked of the database
by itself is most of what pressing a page costs. So the newest few hundred stories are read once a
round, as bare facts, and a list takes what its rule admits. Where that is too little, as for the
only three films of a year, the database is asked after all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from broadsheet.plates.rounds import once
from broadsheet.stories.models import Edition, Section, Special, Story, Topic
from broadsheet.stories.models.querysets import StoryQuerySet

#: How many stories are read at once: some days of a busy paper.
READ_AHEAD = 300


@dataclass(frozen=True)
class Rule:
    """What a list takes: stories of every place that is named, and of one of `kinds`.

    Empty or None is anything. `max_urgency` counts from 1, the highest.
    """

    sections: tuple[Section, ...] = ()
    specials: tuple[Special, ...] = ()
    topic: Topic | None = None
    kinds: frozenset[str] = frozenset()
    max_urgency: int | None = None
    with_picture: bool = False

    def narrow(self, stories: StoryQuerySet) -> StoryQuerySet:
        """Those of `stories` that the rule admits."""
        for section in self.sections:
            stories = stories.in_section(section)
        for special in self.specials:
            stories = stories.in_special(special)
        if self.topic:
            stories = stories.filter(topics=self.topic)
        if len(self.kinds) == 1:
            stories = stories.filter(kind=next(iter(self.kinds)))
        elif self.kinds:
            stories = stories.filter(kind__in=sorted(self.kinds))
        if self.max_urgency:
            stories = stories.filter(urgency__lte=self.max_urgency)
        if self.with_picture:
            stories = stories.filter(lead_picture__isnull=False)
        return stories

    def admits(self, story: Bare, known: ReadAhead) -> bool:
        """Whether the list takes `story`: the same question as `narrow` asks the database."""
        return (
            (not self.kinds or story.kind in self.kinds)
            and (not self.with_picture or story.has_picture)
            and (
                not self.max_urgency
                or (story.urgency is not None and story.urgency <= self.max_urgency)
            )
            and all(
                section.pk == story.section or section.pk in known.further_sections[story.key]
                for section in self.sections
            )
            and all(special.pk in known.specials[story.key] for special in self.specials)
            and (self.topic is None or self.topic.pk in known.topics[story.key])
        )


@dataclass(frozen=True)
class NewestStories:
    """The public stories of an edition that a rule admits, newest first."""

    edition: Edition
    rule: Rule = Rule()

    def newest_keys(self, stop: int, start: int = 0, without: Collection[int] = ()) -> list[int]:
        """Primary keys, from `start` to before `stop`, of those whose keys are not in `without`."""
        ahead = once(("newest stories", self.edition.pk), lambda: ReadAhead(self.edition))
        found: list[int] = []
        for story in ahead.stories:
            if len(found) >= stop:
                break
            if story.key not in without and self.rule.admits(story, ahead):
                found.append(story.key)
        if len(found) < stop and not ahead.is_all:
            stories = self.rule.narrow(Story.objects.public().in_edition(self.edition))
            return stories.exclude(pk__in=without).newest_keys(stop, start)
        return found[start:stop]


class Bare(NamedTuple):
    """What rules ask of a story itself."""

    key: int
    section: int
    kind: str
    urgency: int | None
    has_picture: bool


class ReadAhead:
    """An edition's newest stories; where else they stand is read when a rule first asks for it."""

    def __init__(self, edition: Edition) -> None:
        newest = Story.objects.public().in_edition(edition).newest()
        rows = newest.values_list("pk", "section_id", "kind", "urgency", "lead_picture_id")
        self.stories = [
            Bare(key, section, kind, urgency, picture is not None)
            for key, section, kind, urgency, picture in rows[:READ_AHEAD]
        ]
        self.is_all = len(self.stories) < READ_AHEAD

    @cached_property
    def further_sections(self) -> defaultdict[int, set[int]]:
        """Primary keys of the further sections of each story that has any."""
        return self._members(Story.further_sections.through, "section_id")

    @cached_property
    def specials(self) -> defaultdict[int, set[int]]:
        """Primary keys of the specials of each story that has any."""
        return self._members(Story.specials.through, "special_id")

    @cached_property
    def topics(self) -> defaultdict[int, set[int]]:
        """Primary keys of the topics of each story that has any."""
        return self._members(Story.topics.through, "topic_id")

    def _members(self, through: Any, column: str) -> defaultdict[int, set[int]]:
        keys = [story.key for story in self.stories]
        pairs = through.objects.filter(story_id__in=keys).values_list("story_id", column)
        found: defaultdict[int, set[int]] = defaultdict(set)
        for story, member in pairs:
            found[story].add(member)
        return found
