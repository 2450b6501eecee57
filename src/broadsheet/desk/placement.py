"""Find the section and special that somebody named in words."""

from __future__ import annotations

from django.db.models import Q

from broadsheet.desk.actions.draft_from_wire import Placement
from broadsheet.stories.actions.open_special import open_special
from broadsheet.stories.models import Edition, Section, Special


class NoSuchPlace(Exception):
    """There is no such edition or section; the message names those there are."""


def placement(
    *, section: str, special: str | None, editor: str, publish: bool, edition_code: str | None
) -> Placement:
    """The places of those names or slugs. A special that isn't there is opened."""
    edition = _edition(edition_code)
    found = _section(section, edition)
    return Placement(
        section=found,
        special=_special(special, found.edition) if special else None,
        editor=editor,
        publish=publish,
    )


def _edition(code: str | None) -> Edition | None:
    if code is None:
        return None
    edition = Edition.objects.filter(code=code).first()
    if edition is None:
        known = ", ".join(Edition.objects.values_list("code", flat=True))
        raise NoSuchPlace(f"There is no edition “{code}”. Editions: {known or 'none yet'}.")
    return edition


def _section(name: str, edition: Edition | None) -> Section:
    """In the named edition, else in the default one first, then in any."""
    sections = Section.objects.select_related("edition").order_by("-edition__is_default", "path")
    if edition is not None:
        sections = sections.filter(edition=edition)
    found = sections.filter(Q(title__iexact=name) | Q(slug__iexact=name)).first()
    if found is None:
        known = ", ".join(dict.fromkeys(sections.values_list("title", flat=True)))
        raise NoSuchPlace(f"There is no section “{name}”. Sections: {known or 'none yet'}.")
    return found


def _special(name: str, edition: Edition) -> Special:
    specials = Special.objects.filter(edition=edition)
    found = specials.filter(Q(title__iexact=name) | Q(slug__iexact=name)).first()
    return found or open_special(edition, name)
