"""What an item carries and must not show yet: members under a longer embargo, or withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.utils import timezone

from broadsheet.desk.wire_pictures import KINDS, outlasts
from broadsheet.formats.item import Item, Media
from broadsheet.wire.models import Dispatch

#: Guid of a member that must wait -> the end of its embargo, None where it is withheld.
Held = Mapping[str, datetime | None]


def held_members(dispatch: Dispatch, guids: Iterable[str], item: Item) -> Held:
    """Of the members `guids` of an item, whose ruling version is `item`, those that must not be
    shown with it: the end of each one's embargo, None where it is withheld or canceled.

    What counts is what rules the member's own dispatch, whatever the package says of it.
    """
    wanted = [guid for guid in guids if guid]
    if not wanted:
        return {}
    come = Dispatch.objects.filter(provider=dispatch.provider_id, guid__in=wanted)
    return {
        guid: embargo if pubstatus == "usable" else None
        for guid, pubstatus, embargo in come.values_list("guid", "pubstatus", "embargo")
        if pubstatus != "usable" or outlasts(embargo, item)
    }


def is_held(member: Item, item: Item, held: Held) -> bool:
    """Whether what came inside `item` as its `member` must not be shown with it."""
    return member.pubstatus != "usable" or member.guid in held or outlasts(member.embargo, item)


def free_at(item: Item, held: Held) -> datetime | None:
    """When the next part of `item` that only an embargo holds back may be shown; None: never."""
    ends = [*held.values(), *_embargoes(item)]
    now = timezone.now()
    return min((end for end in ends if end is not None and end > now), default=None)


def _embargoes(item: Item) -> Iterator[datetime | None]:
    parts: list[Item | Media] = [
        *(one.item for one in item.associations),
        *(one for one in item.media if one.kind in KINDS),
    ]
    for part in parts:
        if part.pubstatus == "usable" and outlasts(part.embargo, item):
            yield part.embargo
