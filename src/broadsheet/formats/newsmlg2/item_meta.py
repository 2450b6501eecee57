"""The management of an item: ``itemMeta`` and ``rightsInfo`` (NewsML-G2 2.35)."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from broadsheet.formats.html import clean_link
from broadsheet.formats.item import Link, Media, PubStatus, Rendition
from broadsheet.formats.newsmlg2.concepts import name_of
from broadsheet.formats.newsmlg2.draft import (
    LANG,
    Draft,
    Handler,
    code_of,
    first_line,
    handlers,
    read_section,
)
from broadsheet.formats.newsmlg2.renditions import kind_of, read_rendition
from broadsheet.formats.newsmlg2.told import attributes_of, put, told, words_of
from broadsheet.formats.text import clean_line
from broadsheet.formats.times import parse_embargo, parse_time
from broadsheet.formats.xml import local

#: http://cv.iptc.org/newscodes/pubstatusg2/; the others are none of it, but kills.
_STATUSES: dict[str, PubStatus] = {
    "usable": "usable",
    "withheld": "withheld",
    **dict.fromkeys(("canceled", "cancelled", "cancel", "killed", "kill"), "canceled"),
    **dict.fromkeys(("deleted", "withdrawn", "retracted"), "canceled"),
}
_GRAVITY: tuple[PubStatus, ...] = ("usable", "withheld", "canceled")
#: http://cv.iptc.org/newscodes/ninature/
_NATURES = ("text", "picture", "graphic", "video", "audio", "composite")
_CLASSES = {f"ninat:{kind}": kind for kind in _NATURES}
_ITEM_RELATION = "http://cv.iptc.org/newscodes/itemrelation/"
#: Attributes that restrict no rights: who wrote them down, and when, why and in which language.
_OF_ALL_RIGHTS = frozenset(
    ("id", "creator", "creatoruri", "modified", "custom", "how", "howuri", "why", "whyuri", LANG)
)
_LIKE = {"photo": "picture", "image": "picture", "animation": "graphic", "graphics": "graphic"}


def read_item_meta(draft: Draft, element: etree._Element) -> None:
    """Take what ``itemMeta`` says into ``draft``."""
    read_section(draft, element, ITEM_META, "itemMeta")


def read_rights(draft: Draft, element: etree._Element) -> None:
    """Take what ``rightsInfo`` says into ``draft``; rights of a part of the content, or for a
    scope, an aspect or a time, are kept whole, beside those that go for all of it (NewsML-G2
    2.35, rightsInfo: idrefs, scope, aspect, validfrom…)."""
    if written := element.keys():
        if not _OF_ALL_RIGHTS.issuperset(written) and not _is_of_content(element):
            draft.keep("", element)
            return
        put(draft.extra, "rightsInfo", attributes_of(element))
    read_section(draft, element, _RIGHTS, "rightsInfo")


def _is_of_content(rights: etree._Element) -> bool:
    """Whether they go for all of the content, as opposed to what is said about it
    (http://cv.iptc.org/newscodes/riscope/)."""
    others = set(rights.attrib) - _OF_ALL_RIGHTS
    return others == {"scope"} and code_of(rights.get("scope") or "") == "content"


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
    qcode = element.get("qcode") or ""
    if qcode in _CLASSES and len(element.attrib) == 1 and not len(element):
        draft.kind = _CLASSES[qcode]
        return
    code = code_of(qcode or element.get("uri") or "")
    kind = _LIKE.get(code, code)
    if kind in _NATURES:
        draft.kind = kind
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
    """pubStatus: usable where it is missing; one that nobody knows holds the item, and of several
    the gravest counts."""
    written = element.get("qcode") or element.get("uri") or element.get("literal") or ""
    status = _STATUSES.get(code_of(written))
    if written != f"stat:{status}" or len(element.attrib) > 1 or len(element):
        draft.keep("itemMeta", element)
    draft.pubstatus = max(draft.pubstatus, status or "withheld", key=_GRAVITY.index)


def _note(draft: Draft, element: etree._Element) -> None:
    if words := words_of(element):
        draft.notes.append(words)
        if facts := attributes_of(element):
            facts["text"] = words
            put(draft.extra, "itemMeta/edNote", facts)


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
    put(draft.extra, "signals", signal)


def _link(draft: Draft, element: etree._Element) -> None:
    """A link to another item (``residref``, an identifier; some write ``guidref``) or a resource
    on the web (``href``). The relation is the code, for IPTC's own, and else as delivered. Files
    of a picture or clip that a link brings with it make a medium."""
    facts = attributes_of(element)
    guid = facts.get("residref") or facts.get("guidref") or ""
    rel = facts.get("rel") or facts.get("reluri") or ""
    href = facts.get("href")
    address = guid if _is_identifier(guid) else clean_link(href) if href else None
    title: str | None = None
    files: list[Rendition] = []
    for child in element[:]:  # type: ignore[index]
        name = local(child)
        if name == "title" and title is None:
            title = words_of(child) or None
        elif name == "remoteContent":
            files.append(read_rendition(draft, child))
    if address:
        known = rel.removeprefix("irel:").removeprefix(_ITEM_RELATION)
        draft.links.append(Link(address, known or None, title))
    if files:
        draft.media.append(Media(kind_of(files), guid=guid or None, renditions=tuple(files)))
    if not address or len(facts) > 1 + bool(rel) or len(element) > bool(title):
        draft.keep("itemMeta", element, facts)


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
    # What may keep an item from readers counts however it is spelt.
    **dict.fromkeys(("embargoed", "Embargoed"), _embargoed),
    **dict.fromkeys(("pubStatus", "pubstatus", "PubStatus"), _status),
    "edNote": _note,
    "ednote": _note,
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
