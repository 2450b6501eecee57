"""Find stories by words, by slug, or by an address pasted from the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from broadsheet.search.matching import matching_entries
from broadsheet.search.terms import terms_of
from broadsheet.stories.models import Story, StoryAddress

if TYPE_CHECKING:
    from broadsheet.stories.models.querysets import StoryQuerySet

# The newest of the stories that match; filters then work on these.
MOST = 1000
_AFTER_ALL = "\uffff"


def find(stories: StoryQuerySet, query: str) -> StoryQuerySet:
    """Those of `stories` that match `query`, at most `MOST`.

    A query that begins with `/` or `http` is an address; any other is looked up in the search index
    and among slugs and sluglines that begin with it.
    """
    query = query.strip()
    if not query:
        return stories
    if query.startswith(("/", "http://", "https://")):
        return stories.filter(pk__in=_by_address(query))
    return stories.filter(pk__in=_by_words(query) | _by_slug(query))


def _by_address(query: str) -> set[int]:
    path = unquote(urlsplit(query).path)
    known = StoryAddress.objects.filter(path__in=[path, f"{path}/"], story__isnull=False)
    return set(known.values_list("story_id", flat=True))


def _by_words(query: str) -> set[int]:
    terms = terms_of(query)
    if not terms:
        return set()
    entries = matching_entries(terms).order_by("-story_id")
    return set(entries.values_list("story_id", flat=True)[:MOST])


def _by_slug(query: str) -> set[int]:
    # A range, not LIKE: SQLite's LIKE ignores case and therefore this index.
    start = query.lower().replace(" ", "-")
    slugs = Story.objects.filter(slug__gte=start, slug__lt=start + _AFTER_ALL)
    lines = Story.objects.exclude(slugline="").filter(
        slugline__gte=query, slugline__lt=query + _AFTER_ALL
    )
    return {
        *slugs.values_list("pk", flat=True)[:MOST],
        *lines.values_list("pk", flat=True)[:MOST],
    }
