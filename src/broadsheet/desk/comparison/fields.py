"""What stands beside a story's text: in the wire's old version, in its new one and in ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from broadsheet.desk.comparison.three_way import State
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.stories.models import Picture, Source, Story, Topic

WORDS = (
    *("headline", "standfirst", "byline_text", "dateline", "slugline"),
    *("urgency", "usage_terms", "rights_holder"),
)
# One version of a field as it is shown: lines of words, and pictures.
Side = list[Any]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of the three versions; `key` is what a choice is made by.

    `taken` is what the story says where the wire's new one is chosen: attribute -> value.
    """

    name: str
    label: str | Promise
    state: State
    base: Side
    wire: Side
    ours: Side
    taken: dict[str, Any]

    @property
    def key(self) -> str:
        """The row's key."""
        return f"field-{self.name}"

    def write_into(self, story: Story) -> bool:
        """Take the wire's; whether that changed anything."""
        for name, value in self.taken.items():
            setattr(story, name, value)
        return self.wire != self.ours


def field_rows(old: WireCopy, new: WireCopy, ours: Story) -> list[FieldRow]:
    """A row for each field that the wire fills."""
    before, after = old.words(), new.words()
    return [
        *(_row(name, before[name], after[name], getattr(ours, name), _words) for name in WORDS),
        _lead(old, new, ours),
        _row("source", old.source, new.source, ours.source, _source),
        _row("language", old.language_in(ours), new.language_in(ours), ours.language, _words),
        _row("kind", old.kind or ours.kind, new.kind or ours.kind, ours.kind, _kind),
        _topics(old, new, ours),
    ]


def _row(
    name: str,
    base: Any,
    wire: Any,
    ours: Any,
    shown: Callable[[Any], Side],
    taken: dict[str, Any] | None = None,
) -> FieldRow:
    if wire == ours or (wire == base and ours == base):
        state = State.SAME
    elif ours == base:
        state = State.WIRE
    else:
        state = State.OURS if wire == base else State.BOTH
    return FieldRow(
        name,
        Story._meta.get_field(name).verbose_name,
        state,
        base=shown(base),
        wire=shown(wire),
        ours=shown(ours),
        taken={name: wire} if taken is None else taken,
    )


def _lead(old: WireCopy, new: WireCopy, ours: Story) -> FieldRow:
    """The lead picture with the words below it: what one of them says is not true of another."""
    taken = new.lead_fields()
    versions = (tuple(old.lead_fields().values()), tuple(taken.values()))
    own = tuple(getattr(ours, name) for name in taken)
    return _row("lead_picture", *versions, own, _picture, taken)


def _topics(old: WireCopy, new: WireCopy, ours: Story) -> FieldRow:
    """The wire's new topics are ours with what it has added since, without what it has dropped:
    nothing to choose between."""
    base, wire = set(old.topics(ours.edition)), set(new.topics(ours.edition))
    own = set(ours.topics.all())
    merged = (own | (wire - base)) - (base - wire)
    return FieldRow(
        "topics",
        Story._meta.get_field("topics").verbose_name,
        State.SAME if merged == own else State.WIRE,
        base=_topic_names(base),
        wire=_topic_names(merged),
        ours=_topic_names(own),
        taken={"topics": list(merged)},
    )


def _topic_names(topics: set[Topic]) -> Side:
    return sorted(topic.name for topic in topics)


def _words(value: Any) -> Side:
    return [] if value in (None, "") else [str(value)]


def _source(source: Source | None) -> Side:
    return [source.name] if source else []


def _kind(kind: str) -> Side:
    return [Story.Kind(kind).label]


def _picture(values: tuple[int | None, str, str]) -> Side:
    key, *words = values
    picture = Picture.objects.filter(pk=key).first() if key else None
    return [each for each in (picture, *words) if each]
