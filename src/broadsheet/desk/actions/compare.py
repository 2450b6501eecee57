"""Lay the wire's old version, its new one and ours beside each other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from broadsheet.desk.comparison import Row, State, pieces_of, three_way
from broadsheet.desk.models import WireStory
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.stories.models import Story
from broadsheet.wire.models import WireItem

FIELDS = (
    *("headline", "standfirst", "byline_text", "dateline", "slugline"),
    *("urgency", "usage_terms", "rights_holder"),
)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of the three versions; `key` is what a choice is made by."""

    name: str
    label: str | Promise
    state: State
    base: Any
    wire: Any
    ours: Any

    @property
    def key(self) -> str:
        """The row's key."""
        return f"field-{self.name}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, and `token`, which says of which three versions."""

    story: Story
    wire_story: WireStory
    base: WireItem
    head: WireItem
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
    old = WireCopy(wire_story.dispatch, row=wire_story.base)
    new = WireCopy(wire_story.dispatch)
    before, after = old.words(), new.words()
    edition = wire_story.story.edition
    return Comparison(
        story=ours,
        wire_story=wire_story,
        base=wire_story.base,
        head=wire_story.dispatch.head,
        fields=[_field(name, before[name], after[name], getattr(ours, name)) for name in FIELDS],
        blocks=three_way(
            pieces_of(old.stream(edition)),
            pieces_of(new.stream(edition)),
            pieces_of(ours.body.raw_data),
        ),
        token=_token(wire_story.base_id, wire_story.dispatch.head_id, ours),
    )


def _field(name: str, base: Any, wire: Any, ours: Any) -> FieldRow:
    if wire == ours or (wire == base and ours == base):
        state = State.SAME
    elif ours == base:
        state = State.WIRE
    else:
        state = State.OURS if wire == base else State.BOTH
    label = Story._meta.get_field(name).verbose_name
    return FieldRow(name, label, state, base, wire, ours)


def _token(base: int, head: int, ours: Story) -> str:
    latest = ours.latest_revision
    written = f"{latest.pk} {latest.created_at.isoformat()}" if latest else ""
    return hashlib.sha256(f"{base} {head} {written}".encode()).hexdigest()[:16]
