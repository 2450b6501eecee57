"""The home front of an edition, as an editor would lay it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from broadsheet.site.demo.load_places import Places
from broadsheet.stories.models import Story


def load_front(places: Places, slots: list[str], lead: int, pinned: list[str]) -> None:
    """Lay the edition's home front out: these slots; the lead has `lead` stories, first of them
    those with the slugs `pinned`.

    Each `special` is the banner of the edition's next special.
    """
    home = places.edition.home
    home.slots = _slots(places, slots, lead, pinned)
    home.save_revision().publish()


def _slots(places: Places, slots: list[str], lead: int, pinned: list[str]) -> list[dict[str, Any]]:
    leads = Story.objects.in_edition(places.edition).filter(slug__in=pinned)
    in_order = sorted(leads, key=lambda story: pinned.index(story.slug))
    banners = iter(places.specials.values())
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "lead": lambda: _slot("lead", lead, pinned=[one.pk for one in in_order], max_urgency=4),
        "strip": lambda: _slot("strip", 4),
        "special": lambda: _made("special", special=next(banners).pk, count=3),
        "list": lambda: _slot("list", 8),
        "photo": lambda: _slot("photo", 3),
        "video": lambda: _slot("video", 3),
        "sections": lambda: _made("sections", count=3),
    }
    return [makers[name]() for name in slots]


def _slot(name: str, count: int, **rule: Any) -> dict[str, Any]:
    return _made(name, **{"title": "", "count": count, "pinned": [], **rule})


def _made(name: str, **value: Any) -> dict[str, Any]:
    return {"type": name, "value": value}
