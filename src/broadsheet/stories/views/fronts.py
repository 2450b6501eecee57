"""Fronts: home, section, special."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank
from broadsheet.stories.dependencies import front_of, stories_of
from broadsheet.stories.fronts import fill_slots
from broadsheet.stories.listing import list_stories
from broadsheet.stories.models import HomeFront, Section, Special
from broadsheet.stories.newest import NewestStories, Rule
from broadsheet.stories.rails import rails_for
from broadsheet.stories.structured_data import web_site
from broadsheet.stories.translations import Translation
from broadsheet.stories.views.canonical import absolute

if TYPE_CHECKING:
    from broadsheet.stories.models.places import Place


def front(request: HttpRequest, place: Place, number: int = 1) -> HttpResponse:
    """The front of `place`: its slots and its newest stories; older ones on pages from 2 on."""
    edition = place.edition if place.edition_id else place.edition_above()
    is_home = isinstance(place, HomeFront)
    rule = Rule(
        sections=(place,) if isinstance(place, Section) else (),
        specials=(place,) if isinstance(place, Special) else (),
    )
    base = place.path_in_site
    tags.bear(front_of(place))
    if number == 1:
        tags.set_rank(Rank.HOME if is_home else Rank.FRONT)
        tags.bear(stories_of(edition if is_home else place))
    slots = fill_slots(place, edition) if number == 1 else []
    listing = list_stories(NewestStories(edition, rule), number, base)
    on_front = {story.pk for slot in slots for story in slot.shown}
    is_all_on_front = (
        on_front and not listing.next_url and on_front >= {s.pk for s in listing.stories}
    )
    address = listing_address(base, number)
    context = {
        "place": place,
        "page": place,
        "slots": slots,
        "on_front": on_front,
        "is_all_on_front": is_all_on_front,
        "listing": listing,
        "is_home": is_home,
        "shows_today": number == 1,
        "rails": rails_for(edition),
        "canonical": absolute(address),
        # A closed special has no feed any longer.
        "feed_path": "" if getattr(place, "closed", False) else base,
        "alternates": home_alternates() if is_home and number == 1 else [],
        "structured_data": web_site(edition) if is_home and number == 1 else "",
    }
    return render(request, "theme/front.html", context)


def listing_address(base: str, number: int) -> str:
    """Path of page `number` of the list at `base`."""
    return base if number == 1 else f"{base}page/{number}/"


def home_alternates() -> list[Translation]:
    """The home fronts of all editions, for `hreflang`."""
    homes = HomeFront.objects.live().select_related("edition").order_by("path")
    found = [Translation(home.edition.language, absolute(home.edition.home_path)) for home in homes]
    return found if len(found) > 1 else []
