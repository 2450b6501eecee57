"""Lay the wire's old version, its new one and ours beside each other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from broadsheet.desk.comparison import Row, pieces_of, three_way
from broadsheet.desk.comparison.fields import FieldRow, field_rows
from broadsheet.desk.models import WireStory
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.stories.models import Story
from broadsheet.wire.models import WireItem


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, and `token`, which says of which three versions.

    `pictures` are those of the new one: address -> key of our picture.
    """

    story: Story
    wire_story: WireStory
    base: WireItem
    head: WireItem
    pictures: dict[str, int]
    fields: list[FieldRow]
    blocks: list[Row]
    token: str


def compare(story: Story) -> Comparison | None:
    """The comparison that waits for `story`'s desk: between the version it was written from, the
    ruling one and the latest draft. None where no newer version waits."""
    wire_story = (
        WireStory.objects.select_related(
            "base", "dispatch__head", "dispatch__provider", "story__edition"
        )
        .filter(story=story.pk)
        .first()
    )
    if wire_story is None or wire_story.dispatch.head_id == wire_story.base_id:
        return None
    ours = wire_story.story.get_latest_revision_as_object()
    old = WireCopy(wire_story.dispatch, row=wire_story.base, pictures=wire_story.pictures)
    new = WireCopy(wire_story.dispatch)
    edition = wire_story.story.edition
    return Comparison(
        story=ours,
        wire_story=wire_story,
        base=wire_story.base,
        head=wire_story.dispatch.head,
        pictures=new.pictures,
        fields=field_rows(old, new, ours),
        blocks=three_way(
            pieces_of(old.stream(edition)),
            pieces_of(new.stream(edition)),
            pieces_of(ours.body.raw_data),
        ),
        token=_token(wire_story.base_id, wire_story.dispatch.head_id, ours),
    )


def _token(base: int, head: int, ours: Story) -> str:
    latest = ours.latest_revision
    written = f"{latest.pk} {latest.created_at.isoformat()}" if latest else ""
    return hashlib.sha256(f"{base} {head} {written}".encode()).hexdigest()[:16]
