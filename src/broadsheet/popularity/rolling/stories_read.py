"""What the roll-up asks of the stories that were read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from broadsheet.stories.models import HomeFront, Story

BATCH = 5000
FACTS = ("edition_id", "section_id", "kind", "published_at", "first_published_at")


class ReadStory(NamedTuple):
    """What a read counts for beside its story, and since when the story can have been read."""

    edition: int
    section: int
    kind: str
    published_at: datetime
    first_published_at: datetime | None


def batches(keys: Sequence[int], size: int = BATCH) -> Iterator[Sequence[int]]:
    """`keys` in parts that a database takes in one query."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def public_stories(keys: Sequence[int], at: datetime | None = None) -> dict[int, ReadStory]:
    """Those of `keys` that readers may see at `at` (now by default)."""
    return _facts(keys, Story.objects.public(at))


def story_facts(keys: Sequence[int]) -> dict[int, ReadStory]:
    """Those of `keys` that were ever published, public now or not."""
    return _facts(keys, Story.objects.filter(published_at__isnull=False))


def homes() -> dict[int, int]:
    """The home front of each edition."""
    return dict(HomeFront.objects.values_list("edition_id", "pk"))


def places_of(stories: dict[int, ReadStory]) -> dict[int, set[int]]:
    """The places that each of `stories` belongs to."""
    fronts = homes()
    found: defaultdict[int, set[int]] = defaultdict(set)
    for key, story in stories.items():
        found[key].add(story.section)
        if story.edition in fronts:
            found[key].add(fronts[story.edition])
    for through, column in (
        (Story.further_sections.through, "section_id"),
        (Story.specials.through, "special_id"),
    ):
        members: Any = through
        for some in batches(list(stories)):
            pairs = members.objects.filter(story_id__in=some).values_list("story_id", column)
            for key, place in pairs:
                found[key].add(place)
    return dict(found)


def _facts(keys: Sequence[int], stories: Any) -> dict[int, ReadStory]:
    found = {}
    for some in batches(keys):
        rows = stories.filter(pk__in=some).values_list("pk", *FACTS)
        found.update({pk: ReadStory(*facts) for pk, *facts in rows})
    return found
