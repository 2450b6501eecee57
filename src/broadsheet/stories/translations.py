"""Which public stories say the same in other languages, for many stories at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from broadsheet.stories.models import Story
from broadsheet.stories.views.canonical import absolute


@dataclass(frozen=True)
class Translation:
    """An address and the BCP 47 tag of its language."""

    language: str
    url: str

    @classmethod
    def of(cls, story: Story) -> Translation:
        """Where `story` stands."""
        return cls(story.language_code, absolute(story.path))


def translations_of(stories: Iterable[Story]) -> dict[int, list[Translation]]:
    """For each story that has public translations: itself and them. Keys are primary keys."""
    return {
        key: [Translation.of(one) for one in family] for key, family in families_of(stories).items()
    }


def families_of(stories: Iterable[Story]) -> dict[int, list[Story]]:
    """The same, as stories with what a `Translation` tells of them.

    Two queries, one where no story is a translation or has one. What is public is asked of those
    alone that are found: asked at once, a database reads the whole archive for it.
    """
    asked = {story.pk: story for story in stories}
    roots = {key: story.translation_of_id or key for key, story in asked.items()}
    pairs = Story.objects.filter(translation_of__in=set(roots.values()))
    found = set(chain.from_iterable(pairs.values_list("pk", "translation_of")))
    if not found:
        return {}
    group = (
        Story.objects.public()
        .filter(pk__in=found)
        .select_related("edition")
        .only("path", "language", "translation_of", "edition__language")
        .order_by("pk")
    )
    families: dict[int, list[Story]] = defaultdict(list)
    for one in group:
        families[one.translation_of_id or one.pk].append(one)
    found_with: dict[int, list[Story]] = {}
    for key, root in roots.items():
        keys = {one.pk for one in families[root]}
        if keys - {key}:
            # A draft that is looked at is not among those that are public.
            own = [] if key in keys else [asked[key]]
            found_with[key] = [*own, *families[root]]
    return found_with
