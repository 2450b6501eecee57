"""What a story's page needs of the database: read for one address, or at once for many."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404

from broadsheet.plates import tags
from broadsheet.plates.rounds import lay_ready, take
from broadsheet.plates.tags import Dependencies
from broadsheet.stories.dependencies import things_in
from broadsheet.stories.models import Story, StoryAddress
from broadsheet.stories.translations import Translation, families_of, translations_of

_STORY, _TRANSLATIONS = "story at", "translations of"


def story_at(path: str) -> Story | None:
    """The story that stands, or stood, at `path`, whatever has become of it; None if it is deleted.

    Raises `Http404` where readers never found one.
    """
    ready: Story | None = take((_STORY, path))
    if ready is not None:
        return ready
    address = StoryAddress.objects.filter(path=path).only("story_id", "public_from").first()
    if address is None or address.public_from is None:
        raise Http404
    return Story.objects.with_page().filter(pk=address.story_id).first()


def translations_beside(story: Story) -> list[Translation]:
    """The story and its public translations, for `hreflang`; empty when there are none."""
    ready: list[Translation] | None = take((_TRANSLATIONS, story.pk))
    return translations_of([story]).get(story.pk, []) if ready is None else ready


def read_together(paths: Iterable[str]) -> None:
    """Read now, for the pages of this round, the stories that stand at those of `paths` that are
    story pages.

    Each is there for one page: what that page reads more of it is no other page's.
    """
    with tags.ignored():
        addresses = StoryAddress.objects.filter(path__in=list(paths), public_from__isnull=False)
        keys = dict(addresses.exclude(story=None).values_list("path", "story_id"))
        stories = Story.objects.with_page().in_bulk(set(keys.values())) if keys else {}
        families = families_of(stories.values())
    for path, key in keys.items():
        if (story := stories.get(key)) is None:
            continue
        lay_ready((_STORY, path), story, Dependencies(firm=things_in(story)))
        family = families.get(key, [])
        shown = [Translation.of(one) for one in family]
        borne = {tag for one in family for tag in things_in(one)}
        lay_ready((_TRANSLATIONS, key), shown, Dependencies(firm=borne))
