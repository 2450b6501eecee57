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


def translations_of(stories: Iterable[Story]) -> dict[int, list[Translation]]:
    """For each story that has public translations: itself and them. Keys are primary keys.

    Two queries, one where no story is a translation or has one. What is public is asked of those
    alone that are found: asked at once, a database reads the whole archive for it.
    """
    roots = {story.pk: story.translation_of_id or story.pk for story in stories}
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
    families: dict[int, list[Translation]] = defaultdict(list)
    for one in group:
        told = Translation(one.language_code, absolute(one.path))
        families[one.translation_of_id or one.pk].append(told)
    return {pk: families[root] for pk, root in roots.items() if len(families[root]) > 1}
