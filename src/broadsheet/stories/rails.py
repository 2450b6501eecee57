"""Rails: the lists beside a story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from broadsheet.plates import tags
from broadsheet.plates.rounds import once
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

    def cut(self, without: Story | None) -> Rail:
        """At its usual length, and without the story beside which it stands."""
        others = [one for one in self.stories if without is None or one.pk != without.pk]
        return replace(self, stories=others[:RAIL_LENGTH])


class Rails(list[Rail]):
    """The rails of a page. `key` is the same for all pages of an edition that show them alike."""

    def __init__(self, rails: Iterable[Rail], key: tuple[int, int]) -> None:
        super().__init__(rails)
        self.key = key


def rails_of(edition: Edition) -> list[Rail]:
    """The edition's rails with one story more than is shown: a page leaves its own story out."""
    rails = (
        Rail(
            kind.key,
            kind.title,
            kind.more_path(edition),
            Story.objects.with_card().in_order(kind.stories(edition).newest_keys(RAIL_LENGTH + 1)),
        )
        for kind in RAILS.values()
    )
    return [rail for rail in rails if rail.stories]


def rails_for(edition: Edition, *, without: Story | None = None) -> Rails:
    """The edition's rails; the story beside which they stand (`without`) is left out.

    They stand apart: a new story presses the fragment of the rails again, not every page they are
    printed in.
    """
    with tags.apart():
        rails = once(("rails", edition.pk), lambda: rails_of(edition))
    own = without.pk if without is not None else 0
    among = any(story.pk == own for rail in rails for story in rail.stories)
    shown = (rail.cut(without) for rail in rails)
    return Rails((rail for rail in shown if rail.stories), (edition.pk, own if among else 0))
