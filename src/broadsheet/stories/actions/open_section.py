"""Open a section: its page below the edition's home front."""

from __future__ import annotations

from typing import Any

from broadsheet.stories.actions.open_special import DEFAULT_SLOTS
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Edition, Section


def open_section(edition: Edition, title: str, **fields: Any) -> Section:
    """A new, public section called `title`, in the menu of `edition`."""
    slug = fields.pop("slug", None) or slug_for(title)
    section = Section(
        title=title,
        slug=slug,
        slots=fields.pop("slots", DEFAULT_SLOTS),
        edition=edition,
        show_in_menus=True,
        **fields,
    )
    edition.home.add_child(instance=section)
    return section
