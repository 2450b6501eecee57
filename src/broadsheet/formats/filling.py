"""A document inside another one, such as NITF inside NewsML, fills what that leaves open."""

from __future__ import annotations

import dataclasses
from typing import Any

from broadsheet.formats.item import Item, PubStatus, Subject

_FIELDS = (
    *("headline", "standfirst", "byline", "creators", "slugline", "dateline", "place", "language"),
    *("genre", "urgency", "created", "updated", "usage_terms", "rights_holder", "source"),
)
_GRAVITY: tuple[PubStatus, ...] = ("usable", "withheld", "canceled")


def filled(story: Item, inner: Item, extra: dict[str, Any]) -> Item:
    """``story`` with what only ``inner`` says. The graver status and the later embargo hold.
    Where both speak and differ, ``story`` is right, and the other is kept in ``extra`` under its
    format."""
    told, kept = inner.as_json(), dict(inner.extra)
    if "embargo_unparsed" in kept:
        extra.setdefault("embargo_unparsed", kept.pop("embargo_unparsed"))
    changes: dict[str, Any] = {}
    for name in _FIELDS:
        ours, theirs = getattr(story, name), getattr(inner, name)
        if theirs and not ours:
            changes[name] = theirs
        elif theirs and theirs != ours:
            kept[name] = told[name]
    if inner.guid:
        kept["guid"] = inner.guid
    if inner.version:
        kept["version"] = inner.version
    if kept:
        extra[inner.format] = kept
    notes = [note for note in (story.ednote, inner.ednote) if note]
    embargoes = [each for each in (story.embargo, inner.embargo) if each]
    return dataclasses.replace(
        story,
        **changes,
        subjects=_joined(story.subjects, inner.subjects),
        pubstatus=graver(story.pubstatus, inner.pubstatus),
        embargo=max(embargoes, default=None),
        ednote="\n".join(notes) or None,
        links=(*story.links, *inner.links),
    )


def graver(first: PubStatus, second: PubStatus) -> PubStatus:
    """That of the two which lets less be published."""
    return max(first, second, key=_GRAVITY.index)


def _joined(ours: tuple[Subject, ...], theirs: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """All subjects, once each; a code without a name gets the name that the other gives it."""
    found = {_key(each): each for each in ours}
    for each in theirs:
        known = found.get(_key(each))
        if known is None:
            found[_key(each)] = each
        elif each.name and not known.name:
            extra = {**each.extra, **known.extra}
            found[_key(each)] = dataclasses.replace(known, name=each.name, extra=extra)
    return tuple(found.values())


def _key(subject: Subject) -> tuple[str, str]:
    return subject.type, subject.uri or subject.qcode or subject.name
