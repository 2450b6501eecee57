"""Where the desk wants wire stories: the places that somebody named in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from broadsheet.stories.actions.open_special import open_special
from broadsheet.stories.models import Edition, Section, Special, Topic


class NoSuchPlace(Exception):
    """There is no such edition or section; the message names those there are."""


@dataclass(frozen=True)
class Placement:
    """Where the desk wants a story, and whether it goes out at once.

    `special` is a name or slug: it is looked up, or opened, when the first story stands in it.
    `topics` are added to those that the item names.
    """

    section: Section
    special: str = ""
    editor: str = ""
    publish: bool = False
    topics: tuple[Topic, ...] = ()

    def special_front(self) -> Special | None:
        """The special of that name or slug in the section's edition, opened where there is none."""
        if not self.special:
            return None
        edition = self.section.edition
        return (
            Special.objects.filter(edition=edition).filter(_named(self.special)).first()
        ) or open_special(edition, self.special)


def placement(
    *, section: str, special: str | None, editor: str, publish: bool, edition_code: str | None
) -> Placement:
    """The places of those names or slugs. Raises `NoSuchPlace`."""
    found = _section(section, _edition(edition_code))
    return Placement(
        section=found, special=(special or "").strip(), editor=editor.strip(), publish=publish
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
    found = sections.filter(_named(name)).first()
    if found is None:
        known = ", ".join(dict.fromkeys(sections.values_list("title", flat=True)))
        raise NoSuchPlace(f"There is no section “{name}”. Sections: {known or 'none yet'}.")
    return found


def _named(name: str) -> Q:
    return Q(title__iexact=name.strip()) | Q(slug__iexact=name.strip())
