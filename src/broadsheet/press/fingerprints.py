"""Tell a change that others show from one that stays at home.

A place is named in menus, kickers and lists by its title, colour and address; its slots are its own
business. Its pages are told of a change only where the fingerprint of what they show has changed.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from broadsheet.press.models import Fingerprint
from broadsheet.stories.dependencies import PLACE_LIST, front_of, furniture_of, thing
from broadsheet.stories.models import Edition, HomeFront, InformationPage, Section, Special

_SHOWN = (
    *("title", "url_path", "live", "show_in_menus", "path"),
    *("hue", "summary", "banner_id", "closed", "role"),
)


def has_changed(name: str, value: Any) -> bool:
    """Whether `value` (what JSON can hold) differs from what was given for `name` last time."""
    digest = hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()
    known = Fingerprint.objects.filter(name=name).first()
    if known is not None and known.digest == digest:
        return False
    Fingerprint.objects.update_or_create(name=name, defaults={"digest": digest})
    return True


def changed_by(place: Any) -> set[str]:
    """The tags that `place`, as it is in the database now, makes untrue on pages of others.

    With its address, that of every page below it is another.
    """
    found: set[str] = set()
    if has_changed(thing(place), _shown(place)):
        found |= {thing(place), PLACE_LIST}
        for below in place.get_descendants().specific():
            if has_changed(thing(below), _shown(below)):
                found |= {thing(below), front_of(below)}
    return found | changed_furniture()


def learn() -> None:
    """Take every place as it is now for what pages show."""
    for model in (HomeFront, Section, Special, InformationPage):
        for place in model.objects.all():
            has_changed(thing(place), _shown(place))
    changed_furniture()


def _shown(place: Any) -> dict[str, Any]:
    return {name: getattr(place, name, None) for name in _SHOWN}


def changed_furniture() -> set[str]:
    """The tags of the editions whose menus, switch or footer differ from what pages were told."""
    switch = list(Edition.objects.filter(home__live=True).order_by("pk").values())
    return {
        furniture_of(edition)
        for edition in Edition.objects.all()
        if has_changed(furniture_of(edition), [switch, *_menus(edition)])
    }


def _menus(edition: Edition) -> list[Any]:
    common = ("title", "url_path", "path")
    section = Section.objects.live().filter(edition=edition, show_in_menus=True).order_by("path")
    special = Special.objects.live().filter(edition=edition, closed=False).order_by("path")
    page = InformationPage.objects.live().filter(edition=edition, show_in_menus=True)
    home = HomeFront.objects.live().filter(edition=edition)
    return [
        list(section.values_list(*common, "hue", "summary")),
        list(special.values_list(*common, "summary", "banner_id")),
        list(page.order_by("path").values_list(*common, "role")),
        list(home.values_list(*common, "summary")),
    ]
