"""The management of an item: ``itemMeta`` and ``rightsInfo`` (NewsML-G2 2.35)."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from broadsheet.formats.html import clean_link
from broadsheet.formats.item import Link, PubStatus
from broadsheet.formats.newsmlg2.concepts import name_of
from broadsheet.formats.newsmlg2.draft import (
    Draft,
    Handler,
    code_of,
    first_line,
    handlers,
    read_section,
)
from broadsheet.formats.newsmlg2.told import told, words_of
from broadsheet.formats.text import clean_line
from broadsheet.formats.times import parse_embargo, parse_time

#: http://cv.iptc.org/newscodes/pubstatusg2/; “cancelled” and “killed” are misspelt, but kills.
_STATUSES: dict[str, PubStatus] = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
}
#: http://cv.iptc.org/newscodes/ninature/
_NATURES = ("text", "picture", "graphic", "video", "audio", "composite")
_LIKE = {"photo": "picture", "image": "picture", "animation": "graphic", "graphics": "graphic"}


def read_item_meta(draft: Draft, element: etree._Element) -> None:
    """Take what ``itemMeta`` says into ``draft``."""
    read_section(draft, element, ITEM_META, "itemMeta")


def read_rights(draft: Draft, element: etree._Element) -> None:
    """Take what ``rightsInfo`` says into ``draft``; rights of a part of the content, or for a
    scope, are kept whole, beside those that go for all of it."""
    if len(element.attrib):
        draft.keep("", element)
    else:
        read_section(draft, element, _RIGHTS, "rightsInfo")


def read_time(draft: Draft, element: etree._Element, path: str) -> datetime | None:
    """The instant in ``element``; one that names none is kept under ``path``."""
    written = clean_line(element.text or "")
    instant = parse_time(written, draft.zone)
    if instant is None and written:
        draft.extra[path] = written
    return instant


def hold(draft: Draft, embargo: str) -> None:
    """Hold an item whose ``embargo`` names no instant (an empty one: till further notice)."""
    draft.extra["embargo_unparsed"] = embargo
    if draft.pubstatus == "usable":
        draft.pubstatus = "withheld"


def _class(draft: Draft, element: etree._Element) -> None:
    code = code_of(element.get("qcode") or element.get("uri") or "")
    kind = _LIKE.get(code, code)
    if kind in _NATURES:
        draft.kind = kind
    if kind != code or kind not in _NATURES or len(element):
        draft.keep("itemMeta", element)


def _provider(draft: Draft, element: etree._Element) -> None:
    draft.provider = name_of(draft, element, "itemMeta")


def _updated(draft: Draft, element: etree._Element) -> None:
    draft.updated = read_time(draft, element, "itemMeta/versionCreated")


def _created(draft: Draft, element: etree._Element) -> None:
    draft.created = read_time(draft, element, "itemMeta/firstCreated")


def _embargoed(draft: Draft, element: etree._Element) -> None:
    """Embargoed: a time, or, if empty, until another version says otherwise."""
    written = clean_line(element.text or "")
    instant = parse_embargo(written, draft.zone)
    if instant is None:
        hold(draft, written)
    elif draft.embargo is None or instant > draft.embargo:
        draft.embargo = instant


def _status(draft: Draft, element: etree._Element) -> None:
    """pubStatus: usable where it is missing; one that nobody knows holds the item."""
    written = element.get("qcode") or element.get("uri") or element.get("literal") or ""
    code = code_of(written)
    status = _STATUSES.get(code)
    if status != code:
        draft.keep("itemMeta", element)
    draft.pubstatus = status or "withheld"
    if "embargo_unparsed" in draft.extra and status == "usable":
        draft.pubstatus = "withheld"


def _note(draft: Draft, element: etree._Element) -> None:
    if words := words_of(element):
        draft.notes.append(words)
        if len(element.attrib) or len(element):
            draft.keep("itemMeta", element)


def _title(draft: Draft, element: etree._Element) -> None:
    if draft.title is None and not len(element.attrib):
        draft.title = words_of(element) or None
    else:
        draft.keep("itemMeta", element)


def _signal(draft: Draft, element: etree._Element) -> None:
    """What the receiver is told to do with the item (correction, update…), with its full URI."""
    said = told(element)
    if not said:
        return
    signal = {"text": said} if isinstance(said, str) else dict(said)
    if uri := signal.get("uri") or draft.uri(signal.get("qcode", "")):
        signal["uri"] = uri
    draft.extra.setdefault("signals", []).append(signal)


def _link(draft: Draft, element: etree._Element) -> None:
    """A link to another item (``residref``, an identifier) or a resource on the web (``href``).
    The relation is the code, for IPTC's own, and else as delivered."""
    href, residref = clean_line(element.get("href", "")), clean_line(element.get("residref", ""))
    rel = clean_line(element.get("rel") or element.get("reluri") or "")
    address = residref if _is_identifier(residref) else clean_link(href) if href else None
    if not address:
        draft.keep("itemMeta", element)
        return
    title = next((words_of(child) for child in element if str(child.tag).endswith("title")), None)
    known = rel.removeprefix("irel:").removeprefix("http://cv.iptc.org/newscodes/itemrelation/")
    draft.links.append(Link(address, known or None, title or None))
    if len(element.attrib) > 1 + bool(rel) or len(element) > bool(title):
        draft.keep("itemMeta", element)


def _is_identifier(residref: str) -> bool:
    return bool(residref) and not residref.lower().startswith(("javascript:", "data:", "vbscript:"))


def _rights_holder(draft: Draft, element: etree._Element) -> None:
    if draft.rights_holder is None:
        draft.rights_holder = name_of(draft, element, "rightsInfo")
    else:
        draft.keep("rightsInfo", element)


def _usage(draft: Draft, element: etree._Element) -> None:
    if words := words_of(element):
        draft.usage_terms.append(words)
    if len(element.attrib):
        draft.keep("rightsInfo", element)


_META: dict[str, Handler] = {
    "itemClass": _class,
    "provider": _provider,
    "versionCreated": _updated,
    "firstCreated": _created,
    "embargoed": _embargoed,
    "pubStatus": _status,
    "edNote": _note,
    "title": _title,
    "signal": _signal,
    "link": _link,
}
#: By tag; a member of a package is described with the same elements.
ITEM_META = handlers(_META)
_RIGHTS = handlers(
    {
        "copyrightHolder": _rights_holder,
        "copyrightNotice": first_line("rights", "rightsInfo"),
        "usageTerms": _usage,
    }
)
