"""Rails: the lists beside a story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from broadsheet.plates import tags
from broadsheet.stories.models import Edition, Story
from broadsheet.stories.models.querysets import StoryQuerySet

RAIL_LENGTH = 6
TOP_URGENCY = 4


def _photo(stories: StoryQuerySet) -> StoryQuerySet:
    return stories.filter(kind=Story.Kind.GALLERY)


def _top(stories: StoryQuerySet) -> StoryQuerySet:
    return stories.filter(kind__in=[Story.Kind.TEXT, Story.Kind.LIVE], urgency__lte=TOP_URGENCY)


def _video(stories: StoryQuerySet) -> StoryQuerySet:
    return stories.filter(kind=Story.Kind.VIDEO)


@dataclass(frozen=True)
class RailKind:
    """A rail's title and rule."""

    key: str
    title: str | Promise
    narrow: Callable[[StoryQuerySet], StoryQuerySet]

    def stories(self, edition: Edition) -> StoryQuerySet:
        """The rail's public stories in `edition`, newest first."""
        return self.narrow(Story.objects.public().in_edition(edition)).newest().with_card()

    def more_path(self, edition: Edition) -> str:
        """Address of the page with all of the rail's stories."""
        kwargs = {"rail": self.key}
        if edition.prefix:
            kwargs["prefix"] = edition.prefix
        return reverse("more", kwargs=kwargs)


RAILS = {
    rail.key: rail
    for rail in (
        RailKind("photo", _("Photo"), _photo),
        RailKind("top", _("Top news"), _top),
        RailKind("video", _("Video"), _video),
    )
}


@dataclass(frozen=True)
class Rail:
    """A rail as it is printed."""

    key: str
    title: str | Promise
    more_url: str
    stories: list[Story]


def rails_of(edition: Edition) -> list[Rail]:
    """The edition's rails with one story more than is shown: a page leaves its own story out."""
    return list(_filled(edition, None, length=RAIL_LENGTH + 1))


def rails_for(edition: Edition, *, without: Story | None = None) -> list[Rail]:
    """The edition's rails; the story beside which they stand (`without`) is left out.

    They stand apart: a new story presses the fragment of the rails again, not every page they are
    printed in.
    """
    with tags.apart():
        return list(_filled(edition, without))


def _filled(
    edition: Edition, without: Story | None, *, length: int = RAIL_LENGTH
) -> Iterator[Rail]:
    for kind in RAILS.values():
        stories = [
            story
            for story in kind.stories(edition)[: RAIL_LENGTH + 1]
            if without is None or story.pk != without.pk
        ][:length]
        if stories:
            yield Rail(kind.key, kind.title, kind.more_path(edition), stories)
