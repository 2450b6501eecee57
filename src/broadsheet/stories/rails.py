"""Rails: the lists beside a story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

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
class Ranked:
    """Stories in the order of a ranking that is true until `until` (aware), and some minutes on."""

    stories: list[Story]
    until: datetime


@dataclass(frozen=True)
class FleetingRail:
    """A rail of a room above that is untrue within minutes, printed after the rail `after`.

    Only the fragment of the rails prints it. Every other page keeps a place for it, which is filled
    in the reader's browser: a page that stands for years must not show an old list, and a list that
    changes each minute must not press the pages again. `read` returns None where nothing is to be
    shown, and lets the page bear what it depends on.
    """

    key: str
    title: str | Promise
    after: str
    more_path: Callable[[Edition], str]
    read: Callable[[Edition], Ranked | None]


_fleeting: dict[str, FleetingRail] = {}


def register_rail(rail: FleetingRail) -> None:
    """Let every page with rails have a place for `rail`."""
    _fleeting[rail.key] = rail


@dataclass(frozen=True)
class Rail:
    """A rail as it is printed.

    A fleeting one has the moment `until` which it is true, or is the mere place for it.
    """

    key: str
    title: str | Promise
    more_url: str
    stories: list[Story] = field(default_factory=list)
    until: datetime | None = None
    is_place: bool = False

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
    cut = (rail.cut(without) for rail in rails)
    shown = _with_fleeting([rail for rail in cut if rail.stories], edition, _place)
    return Rails(shown, (edition.pk, own if among else 0))


def fragment_of(edition: Edition) -> list[Rail]:
    """The edition's rails as their own fragment has them, the fleeting ones filled."""
    return _with_fleeting(rails_of(edition), edition, _filled)


def _with_fleeting(
    rails: list[Rail], edition: Edition, make: Callable[[FleetingRail, Edition], Rail]
) -> list[Rail]:
    """`rails` with each fleeting one behind the rail it follows, or at the end."""
    found = list(rails)
    for fleeting in _fleeting.values():
        keys = [rail.key for rail in found]
        position = keys.index(fleeting.after) + 1 if fleeting.after in keys else len(found)
        found.insert(position, make(fleeting, edition))
    return found


def _place(fleeting: FleetingRail, edition: Edition) -> Rail:
    return Rail(fleeting.key, fleeting.title, fleeting.more_path(edition), is_place=True)


def _filled(fleeting: FleetingRail, edition: Edition) -> Rail:
    ranked = fleeting.read(edition)
    place = _place(fleeting, edition)
    if ranked is None:
        return place
    return replace(place, stories=ranked.stories, until=ranked.until, is_place=False)
