"""The home front of an edition, as an editor would lay it out."""

from __future__ import annotations

from typing import Any

from broadsheet.site.demo.load_places import Places
from broadsheet.stories.models import Story


def load_front(places: Places, pinned: list[str]) -> None:
    """Lay the edition's home front out; the stories with the slugs `pinned` lead it."""
    home = places.edition.home
    home.slots = _slots(places, pinned)
    home.save_revision().publish()


def _slots(places: Places, pinned: list[str]) -> list[dict[str, Any]]:
    leads = Story.objects.in_edition(places.edition).filter(slug__in=pinned)
    in_order = sorted(leads, key=lambda story: pinned.index(story.slug))
    banners = [_made("special", special=one.pk, count=3) for one in places.specials.values()]
    return [
        _slot("lead", 4, pinned=[story.pk for story in in_order], max_urgency=4),
        _slot("strip", 4, kind="text"),
        *banners[:1],
        _slot("list", 8),
        _slot("photo", 3),
        *banners[1:],
        _slot("video", 3),
        _made("sections", count=3),
    ]


def _slot(name: str, count: int, **rule: Any) -> dict[str, Any]:
    return _made(name, **{"title": "", "count": count, "pinned": [], **rule})


def _made(name: str, **value: Any) -> dict[str, Any]:
    return {"type": name, "value": value}
