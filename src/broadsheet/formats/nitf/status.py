"""Whether a NITF document may be used, and from when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from operator import itemgetter
from typing import Any

from lxml import etree

from broadsheet.formats.iptc7901.order_lines import order_of
from broadsheet.formats.item import PubStatus
from broadsheet.formats.leftovers import take, take_text
from broadsheet.formats.nitf.dates import is_placeholder, norm_release, norm_time
from broadsheet.formats.nitf.slugs import orders_of
from broadsheet.formats.xml import attribute, text

_STATUSES: dict[str, PubStatus] = {
    "": "usable",
    **dict.fromkeys(("usable", "embargoed", "published"), "usable"),
    "withheld": "withheld",
    **dict.fromkeys(("canceled", "cancelled", "killed", "kill"), "canceled"),
    **dict.fromkeys(("deleted", "withdrawn", "retracted"), "canceled"),
}
_KILL = re.compile(
    r"\W*(?:(?:mandatory|bulletin|urgent|story|advisory)\W+)*"
    r"(?:kill(?:ed)?|elimination|cancel(?:l?ed|lation)?)(?:\W+(?:mandatory|advisory|notice))*\W*",
    re.IGNORECASE,
)
_HOLD = re.compile(r"\W*(?:withhold|withheld|hold)\W*", re.IGNORECASE)
_EMBARGO = re.compile(r"\bembargo", re.IGNORECASE)
_LIFTED = re.compile(r"\b(?:lifted|over|ended|expired|none|no)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Status:
    """The status, the embargo (aware, in UTC), and what has to be kept of how it was said."""

    pubstatus: PubStatus
    embargo: datetime | None
    extra: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Managed:
    """What a document says of another one: its identifier and new status."""

    guid: str
    pubstatus: PubStatus


def status_word(written: str) -> PubStatus | None:
    """The status that ``written`` names (NITF 3.6, docdata, ``management-status``), or None."""
    return _STATUSES.get(written.strip().lower())


def take_status(root: etree._Element, issued: datetime | None, zone: tzinfo) -> Status:
    """The status of the document in ``root``, issued then.

    ``management-status`` says it since NITF 3.1; before that, and still today, an ``ed-msg``, a
    ``doc-scope`` or the version in a slug (``BC-Ferry, KILL``) may kill or hold a story.
    ``date.release`` is an embargo where it is later than the issue, or the document is marked as
    embargoed; the latest binds. One that names no instant withholds, and so does an empty one
    (NITF 3.6, date.release: ``norm`` is when the story may be released; without it, nobody knows).
    An unknown status withholds, too.
    """
    docdata = next(root.iter("{*}docdata"), None)
    written = take(docdata, "management-status")
    pubstatus = status_word(written)
    extra: dict[str, Any] = {}
    if written and pubstatus != written.lower():
        extra["management-status"] = written
    pubstatus = pubstatus or "withheld"
    messages = [attribute(each, "info") for each in root.iter("{*}ed-msg")]
    told = messages + [attribute(each, "scope") for each in root.iter("{*}doc-scope")]
    told += orders_of(root)
    if any(_KILL.fullmatch(each) for each in told):
        pubstatus = "canceled"
    elif pubstatus == "usable" and any(_HOLD.fullmatch(each) for each in told):
        pubstatus = "withheld"
    embargo, unparsed = _release(root, written, issued, zone, extra)
    if embargo is None and unparsed is None:
        unparsed = next((each for each in messages if _holds(each)), None)
    if unparsed is not None:
        extra["embargo_unparsed"] = unparsed
        pubstatus = "withheld" if pubstatus == "usable" else pubstatus
    return Status(pubstatus, embargo, extra)


def _holds(message: str) -> bool:
    """Whether ``message`` to the editors speaks of an embargo, or of when it may be used."""
    return order_of(message) == "hold" or bool(
        _EMBARGO.search(message) and not _LIFTED.search(message)
    )


def take_managed(root: etree._Element, *, keep: bool = False) -> Managed | None:
    """The other document that this one kills or holds (NITF 3.6, docdata,
    ``management-doc-idref`` and ``management-idref-status``), taken unless to be kept."""
    for docdata in root.iter("{*}docdata"):
        guid = attribute(docdata, "management-doc-idref")
        pubstatus = status_word(attribute(docdata, "management-idref-status"))
        if guid and pubstatus in ("canceled", "withheld"):
            if not keep:
                take(docdata, "management-doc-idref")
                take(docdata, "management-idref-status")
            return Managed(guid, pubstatus)
    return None


def _release(
    root: etree._Element,
    written: str,
    issued: datetime | None,
    zone: tzinfo,
    extra: dict[str, Any],
) -> tuple[datetime | None, str | None]:
    """The embargo, and what was said of one that names no instant."""
    embargoed = written.lower() == "embargoed"
    latest: tuple[datetime, etree._Element] | None = None
    unparsed: str | None = None
    unfilled = True
    for each in root.iter("{*}date.release"):
        value = attribute(each, "norm") or text(each)
        if is_placeholder(value):
            continue
        unfilled = False
        if instant := norm_release(value, zone):
            latest = max(latest or (instant, each), (instant, each), key=itemgetter(0))
        elif not embargoed and _is_day_of(issued, norm_time(value, zone)):
            extra["date.release"] = take(each, "norm")
        elif unparsed is None:
            unparsed = take(each, "norm") or take_text(each)
    if latest is None:
        return None, (written if embargoed and unfilled else unparsed)
    instant, element = latest
    if not take(element, "norm"):
        take_text(element)
    if embargoed or issued is None or instant > issued:
        return instant, unparsed
    if instant < issued:
        extra["date.release"] = instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return None, unparsed


def _is_day_of(issued: datetime | None, midnight: datetime | None) -> bool:
    """Whether ``issued`` is on the day that begins at ``midnight``."""
    return bool(midnight and issued and midnight <= issued < midnight + timedelta(days=1))
