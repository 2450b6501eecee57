"""AP WebFeeds: what The Associated Press says of a story in the entries of its Atom feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from broadsheet.formats.feeds.names import children_called
from broadsheet.formats.item import PubStatus
from broadsheet.formats.leftovers import take, take_text
from broadsheet.formats.times import parse_embargo

_STATUS: dict[str, PubStatus] = {
    **dict.fromkeys(("", "usable", "embargoed"), "usable"),
    **dict.fromkeys(("canceled", "cancelled"), "canceled"),
}
_KILLS = frozenset(("cancel", "kill"))


@dataclass(slots=True)
class WebFeed:
    """What ``apnm:NewsManagement`` and ``apcm:ContentMetadata`` say; ``unparsed`` is an embargo
    that names no instant."""

    pubstatus: PubStatus = "usable"
    embargo: datetime | None = None
    unparsed: str | None = None
    ednote: str | None = None
    headline: str | None = None
    slugline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    place: str | None = None


def take_webfeed(entry: etree._Element) -> WebFeed:
    """Take it from ``entry``. A status that nobody knows withholds. AP's title is the slug where
    it gives a headline besides."""
    told = WebFeed()
    for management in children_called(entry, "apnm:newsmanagement"):
        _take_status(told, management)
        notes = children_called(management, "apnm:publishingspecialinstructions")
        told.ednote = "\n".join(said for each in notes if (said := take_text(each))) or None
    for content in children_called(entry, "apcm:contentmetadata"):
        told.headline = _first(content, "apcm:headline") or _first(content, "apcm:extendedheadline")
        told.slugline = _first(content, "apcm:slugline")
        told.byline = _first(content, "apcm:byline")
        told.dateline = _first(content, "apcm:dateline")
        for location in children_called(content, "apcm:datelinelocation"):
            told.place = take(location, "City") or None
    if told.headline and not told.slugline:
        told.slugline = _first(entry, "title")
    return told


def _take_status(told: WebFeed, management: etree._Element) -> None:
    for each in children_called(management, "apnm:publishingstatus"):
        status = (each.text or "").strip().lower()
        told.pubstatus = _STATUS.get(status, "withheld")
        until = take(each, "statusChangeOn")
        if until or status == "embargoed":
            # AP's times are UTC and do not say so.
            told.embargo = parse_embargo(until, UTC)
            told.unparsed = None if told.embargo else until
        if told.unparsed is not None and told.pubstatus == "usable":
            told.pubstatus = "withheld"
    for each in children_called(management, "apnm:managementtype"):
        if (each.text or "").strip().lower() in _KILLS:
            told.pubstatus = "canceled"


def _first(element: etree._Element, name: str) -> str | None:
    found = map(take_text, children_called(element, name))
    return next(filter(None, found), None)
