"""Which public stories say the same in other languages, for many stories at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from broadsheet.stories.models import Story
from broadsheet.stories.views.canonical import absolute


@dataclass(frozen=True)
class Translation:
    """An address and the BCP 47 tag of its language."""

    language: str
    url: str


def translations_of(stories: Iterable[Story]) -> dict[int, list[Translation]]:
    """For each story that has public translations: itself and them. Keys are primary keys.

    One query, or none where no story is a translation or has one.
    """
    roots = {story.pk: story.translation_of_id or story.pk for story in stories}
    group = (
        Story.objects.public()
        .filter(Q(translation_of__in=set(roots.values())) | Q(pk__in=set(roots.values())))
        .select_related("edition")
        .only("path", "language", "translation_of", "edition__language")
        .order_by("pk")
    )
    families: dict[int, list[Translation]] = defaultdict(list)
    if roots:
        for one in group:
            found = Translation(one.language_code, absolute(one.path))
            families[one.translation_of_id or one.pk].append(found)
    return {pk: families[root] for pk, root in roots.items() if len(families[root]) > 1}
