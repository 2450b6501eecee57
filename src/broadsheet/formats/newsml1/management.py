"""NewsManagement: status, embargo, times, urgency, instructions and relations of a NewsItem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from lxml import etree

from broadsheet.formats.item import Link, PubStatus
from broadsheet.formats.leftovers import drop, take, take_text
from broadsheet.formats.signals import CORRECTION, UPDATE
from broadsheet.formats.times import parse_embargo, parse_time
from broadsheet.formats.xml import attribute, child, children, local, text

_STATUSES: dict[str, PubStatus] = {
    "": "usable",
    "usable": "usable",
    "open": "usable",
    "approved": "usable",
    "published": "usable",
    "withheld": "withheld",
    "embargoed": "withheld",
    "embargo": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
    "kill": "canceled",
    "deleted": "canceled",
}
_KILLS = frozenset(("delete", "kill", "cancel", "canceled", "cancelled", "withdraw"))
_SIGNALS = {
    "rectify": CORRECTION,
    "correct": CORRECTION,
    "correction": CORRECTION,
    "update": UPDATE,
}


@dataclass(slots=True)
class Management:
    """What NewsManagement says; times are aware and in UTC."""

    kind: str = ""
    pubstatus: PubStatus = "usable"
    embargo: datetime | None = None
    created: datetime | None = None
    updated: datetime | None = None
    urgency: int | None = None
    links: list[Link] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)


def take_management(item: etree._Element, zone: tzinfo) -> Management:
    """The management of the NewsItem ``item``; times without an offset are in ``zone``.

    An unknown status withholds. Embargoed, or withheld with a StatusWillChange to usable, is an
    embargo until then (NewsML 1.2, StatusWillChange); embargoed without an instant withholds.
    """
    managed = Management()
    element = child(item, "NewsManagement")
    if element is None:
        return managed
    managed.kind = text_or_name(child(element, "NewsItemType"))
    managed.created = _take_time(element, "FirstCreated", zone)
    managed.updated = _take_time(element, "ThisRevisionCreated", zone)
    _take_status(element, managed, zone)
    _take_urgency(element, managed)
    for each in list(children(element, "Instruction")):
        _take_instruction(each, managed)
    for name in ("AssociatedWith", "DerivedFrom"):
        for each in children(element, name):
            if other := take(each, "NewsItem"):
                managed.links.append(Link(other, name))
    return managed


def text_or_name(element: etree._Element | None) -> str:
    """The FormalName of ``element``; else its text, where those who do not know better put it."""
    return "" if element is None else attribute(element, "FormalName") or text(element)


def take_name(element: etree._Element | None) -> str:
    """As :func:`text_or_name`, taken."""
    return take(element, "FormalName") or take_text(element)


def _take_status(element: etree._Element, managed: Management, zone: tzinfo) -> None:
    written = text_or_name(child(element, "Status"))
    word = written.lower()
    status = _STATUSES.get(word)
    managed.pubstatus = status or "withheld"
    if word != managed.pubstatus and written:
        managed.extra["status"] = written
    take_name(child(element, "Status"))
    change = child(element, "StatusWillChange")
    said, future = "", ""
    if change is not None:
        future = text_or_name(child(change, "FutureStatus")).lower()
        said = text(child(change, "DateAndTime"))
    if status == "withheld" and said and _STATUSES.get(future) == "usable":
        managed.embargo = parse_embargo(said, zone)
        if managed.embargo is None:
            managed.extra["embargo_unparsed"] = said
        elif change is not None:
            managed.pubstatus = "usable"
            drop(change)
    elif word in ("embargoed", "embargo"):
        managed.extra["embargo_unparsed"] = said or written
    elif status == "usable" and (end := parse_time(said, zone)) and future not in ("", "usable"):
        managed.extra["expires"] = end.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _take_urgency(element: etree._Element, managed: Management) -> None:
    for each in children(element, "Urgency"):
        if text_or_name(each) in set("123456789"):
            managed.urgency = int(take_name(each))
            return


def _take_instruction(element: etree._Element, managed: Management) -> None:
    """What a revision means for those before it (NewsML 1.2, Instruction)."""
    word = attribute(element, "FormalName").lower()
    if word in _KILLS:
        managed.pubstatus = "canceled"
    if signal := _SIGNALS.get(word):
        managed.extra.setdefault("signals", []).append(signal)


def _take_time(element: etree._Element, name: str, zone: tzinfo) -> datetime | None:
    found = child(element, name)
    instant = parse_time(text(found), zone) if found is not None else None
    if instant:
        take_text(found)
    return instant


def take_members(item: etree._Element) -> Iterator[Link]:
    """The items that this one refers to as its parts (NewsML 1.2, NewsItemRef)."""
    for each in item.iter("{*}NewsItemRef"):
        if other := take(each, "NewsItem"):
            yield Link(other, "member")


def holds_nothing(item: etree._Element) -> bool:
    """Whether ``item`` has no content of its own: it changes the status of another revision, or
    lists changes to its text (NewsML 1.2, RevisionId Update)."""
    return not any(local(each) == "NewsComponent" for each in item)
