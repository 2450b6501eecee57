"""Kills of text wires that name no item, but what it says: its slugline, perhaps its headline.

Such a kill cancels what the same provider sent in the 48 hours before it, and no more: what is sent
after a kill, under whatever slugline, is meant to replace what was killed. An item that tells no
time is taken for older. What a kill cancels gets a canceled version of its own in the record, so
that all that is true of other cancels is true of these; it depends on the times that the items
tell, never on which of the two came first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet

from broadsheet.formats.item import Item
from broadsheet.wire.intake.arrival import Arrival, Received
from broadsheet.wire.intake.keeping import keep
from broadsheet.wire.intake.summary import line
from broadsheet.wire.models import Dispatch, WireItem

LONGEST_AGO = timedelta(hours=48)
#: How far an agency's times may be ahead of ours: by a clock, or by a zone that nobody has set.
_AHEAD = timedelta(days=1)
_NO_TIME = timedelta()
_FORMATS = frozenset({"anpa1312", "iptc7901"})
_CANCELS = "cancels"


def cancel_by_slugline(received: Received) -> list[Received]:
    """The cancels that `received` brings about, kept: of what it kills, or of itself, where what
    has come kills it. A kill that finds nothing raises another alarm than one that does.

    To be called in the transaction that keeps `received`.
    """
    if received.item.format not in _FORMATS or received.arrival is Arrival.REPEATED:
        return []
    if _CANCELS in received.item.extra:
        return _kill(received)
    if received.row.pubstatus == "canceled":
        return []
    return _killed_already(received)


def _kill(kill: Received) -> list[Received]:
    row, cancels = kill.row, kill.item.extra[_CANCELS]
    since = _earliest(row) - LONGEST_AGO
    around = Dispatch.objects.filter(
        provider_id=row.provider_id, format=kill.item.format, arrived_at__gte=since
    ).exclude(pk=kill.dispatch.pk)
    named = ("guid", "slugline", "headline")
    guids = [one["guid"] for one in around.values(*named) if _is_meant(cancels, one)]
    versions = WireItem.objects.filter(provider_id=row.provider_id, guid__in=guids)
    usual = versions.exclude(pubstatus="canceled").defer("item").order_by("pk")
    found = dict.fromkeys(one.guid for one in usual if _is_before(one, row))
    done = [_cancel(row, kill.item, guid) for guid in found]
    _alarm(kill.dispatch, Dispatch.Alarm.KILL if done else Dispatch.Alarm.ASTRAY)
    return done


def _killed_already(received: Received) -> list[Received]:
    row = received.row
    said = {name: line(getattr(received.item, name)) for name in ("slugline", "headline")}
    done = []
    for dispatch in _kills(row, said["slugline"]):
        kill = dispatch.head
        told = kill.read()
        if _is_meant(told.extra.get(_CANCELS, {}), said) and _is_before(row, kill):
            done.append(_cancel(kill, told, row.guid))
            _alarm(dispatch, Dispatch.Alarm.KILL)
    return done


def _kills(row: WireItem, slugline: str) -> QuerySet[Dispatch]:
    """What is canceled under that slugline and came since the item of `row` was sent."""
    tombstones = canceled_since(
        row.provider_id, _earliest(row) - (LONGEST_AGO if row.version_time is None else _NO_TIME)
    )
    under = tombstones.values_list("pk", "slugline")
    meant = [key for key, other in under if _folded(other) == _folded(slugline)]
    whole = Dispatch.objects.filter(pk__in=meant).select_related("head__delivery__provider")
    return whole.defer("head__delivery__content").order_by("pk")


def canceled_since(provider_id: int, since: datetime) -> QuerySet[Dispatch]:
    """The tombstones of a provider that came since then."""
    return Dispatch.objects.filter(
        provider_id=provider_id, pubstatus="canceled", arrived_at__gte=since
    )


def _is_meant(cancels: Mapping[str, str], said: Mapping[str, str]) -> bool:
    return bool(cancels) and all(
        _folded(line(wanted)) == _folded(said[name]) for name, wanted in cancels.items()
    )


def _folded(text: str) -> str:
    """Without what a header leaves out: case and spaces."""
    return "".join(text.split()).casefold()


def _is_before(row: WireItem, kill: WireItem) -> bool:
    if row.version_time is None:
        return True
    return _NO_TIME <= _time(kill) - row.version_time <= LONGEST_AGO


def _time(row: WireItem) -> datetime:
    return row.version_time or row.received_at


def _earliest(row: WireItem) -> datetime:
    """The earliest instant at which the item of `row` may have been sent."""
    return min(_time(row), row.received_at) - _AHEAD


def _cancel(kill: WireItem, said: Item, guid: str) -> Received:
    canceled = Item(
        guid=guid,
        provider=said.provider,
        source=said.source,
        format=said.format,
        slugline=said.extra[_CANCELS]["slugline"],
        pubstatus="canceled",
        updated=kill.version_time,
        extra={"canceled_by": kill.guid},
    )
    return keep(kill.delivery, canceled)


def _alarm(dispatch: Dispatch, alarm: Dispatch.Alarm) -> None:
    if dispatch.alarm != alarm:
        dispatch.alarm = alarm
        dispatch.nodded_by = dispatch.nodded_at = None
        dispatch.save(update_fields=["alarm", "nodded_by", "nodded_at"])
