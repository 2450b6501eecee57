"""Open a special: its page below the edition's home front."""

from __future__ import annotations

from typing import Any

from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Edition, Special

DEFAULT_SLOTS: list[dict[str, Any]] = [
    {"type": "lead", "value": {"title": "", "count": 4, "pinned": []}},
    {"type": "strip", "value": {"title": "", "count": 4, "pinned": []}},
    {"type": "photo", "value": {"title": "", "count": 4, "pinned": []}},
]


def open_special(edition: Edition, title: str, **fields: Any) -> Special:
    """A new, public special called `title` in `edition`."""
    slug = fields.pop("slug", None) or slug_for(title)
    special = Special(
        title=title, slug=slug, slots=fields.pop("slots", DEFAULT_SLOTS), edition=edition, **fields
    )
    edition.home.add_child(instance=special)
    return special
