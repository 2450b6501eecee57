"""Rails: the lists beside a story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from broadsheet.plates import tags
from broadsheet.plates.rounds import once
from broadsheet.stories.models import Edition, Story
from broadsheet.stories.newest import NewestStories, Rule

RAIL_LENGTH = 6
TOP_URGENCY = 4


@dataclass(frozen=True)
class RailKind:
    """A rail's title and rule."""

    key: str
    title: str | Promise
    rule: Rule

    def stories(self, edition: Edition) -> NewestStories:
        """The rail's public stories in `edition`, newest first."""
        return NewestStories(edition, self.rule)

    def more_path(self, edition: Edition) -> str:
        """Address of the page with all of the rail's stories."""
        kwargs = {"rail": self.key}
        if edition.prefix:
            kwargs["prefix"] = edition.prefix
        return reverse("more", kwargs=kwargs)


RAILS = {
    rail.key: rail
    for rail in (
        RailKind("photo", _("Photo"), Rule(kinds=frozenset([Story.Kind.GALLERY]))),
        RailKind(
            "top",
            _("Top news"),
            Rule(kinds=frozenset([Story.Kind.TEXT, Story.Kind.LIVE]), max_urgency=TOP_URGENCY),
        ),
        RailKind("video", _("Video"), Rule(kinds=frozenset([Story.Kind.VIDEO]))),
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
    return once(("rails", edition.pk), lambda: _read(edition))


def _read(edition: Edition) -> list[Rail]:
    keys = {
        kind.key: NewestStories(edition, kind.rule).newest_keys(RAIL_LENGTH + 1)
        for kind in RAILS.values()
    }
    everything = {key for found in keys.values() for key in found}
    cards = Story.objects.with_card().in_bulk(everything) if everything else {}
    return [
        Rail(
            kind.key,
            kind.title,
            kind.more_path(edition),
            [cards[key] for key in keys[kind.key] if key in cards],
        )
        for kind in RAILS.values()
        if keys[kind.key]
    ]


def rails_for(edition: Edition, *, without: Story | None = None) -> Rails:
    """The edition's rails; the story beside which they stand (`without`) is left out.

    They stand apart: a new story presses the fragment of the rails again, not every page they are
    printed in.
    """
    with tags.apart():
        rails = rails_of(edition)
    own = without.pk if without is not None else 0
    among = any(story.pk == own for rail in rails for story in rail.stories)
    shown = (rail.cut(without) for rail in rails)
    return Rails((rail for rail in shown if rail.stories), (edition.pk, own if among else 0))
