"""Put stories into the full-text index that no signal has put there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from modelsearch.backends import get_search_backend

from broadsheet.stories.models import Story
from broadsheet.stories.models.querysets import StoryQuerySet

BATCH = 500


def index_stories(stories: StoryQuerySet) -> int:
    """Index `stories` in batches and return how many there were.

    For loaders: saving a story indexes it, `bulk_create` and `update` do not.
    """
    backend = get_search_backend()
    indexed = 0
    for batch in _batches(stories):
        backend.add_bulk(Story, batch)
        indexed += len(batch)
    return indexed


def _batches(stories: StoryQuerySet) -> Iterator[list[Story]]:
    rows = stories.order_by("pk").only(
        "headline", "short_headline", "kicker", "standfirst", "body", "entries"
    )
    rest = rows.iterator(chunk_size=BATCH)
    while batch := list(islice(rest, BATCH)):
        yield batch
