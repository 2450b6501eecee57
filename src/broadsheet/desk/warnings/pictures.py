"""Pictures without a credit, or without words for those who can't see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.models import Picture, Story


def pictures(story: Story) -> Iterator[Warning]:
    """Every picture of the story that lacks a credit or a description."""
    for picture, credit, alt, field in pictures_in(story):
        name = {"picture": picture.title}
        if not (credit or picture.credit):
            yield Warning(
                "no-credit",
                _("The picture “%(picture)s” has no credit.") % name,
                field,
                str(picture.pk),
            )
        if not (alt or picture.description):
            yield Warning(
                "no-alt",
                _("The picture “%(picture)s” has no text for those who can't see it.") % name,
                field,
                str(picture.pk),
            )


def pictures_in(story: Story) -> Iterator[tuple[Picture, str, str, str]]:
    """Each picture with its credit and description on this story, and the field it stands in."""
    if story.lead_picture:
        yield story.lead_picture, story.lead_credit, "", "lead_picture"
    for field in ("body", "entries"):
        for block in getattr(story, field):
            for value in _picture_values(block):
                if value["picture"]:
                    yield value["picture"], value["credit"], value["alt"], field


def _picture_values(block: Any) -> list[Any]:
    if block.block_type == "picture":
        return [block.value]
    if block.block_type == "gallery":
        return list(block.value["pictures"])
    return []
