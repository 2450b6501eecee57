"""One ``nitf`` element to one :class:`Item`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any

from lxml import etree

from broadsheet.formats.html import embedded_in_tree, unseen_in_html
from broadsheet.formats.item import Block, Item, Link, Media, Subject
from broadsheet.formats.languages import language_tag
from broadsheet.formats.leftovers import drop, leftovers, take, take_text
from broadsheet.formats.nitf.body import blocks_from_nitf, notes_from_nitf
from broadsheet.formats.nitf.characters import html_in
from broadsheet.formats.nitf.concepts import mentioned, take_genres, take_subjects
from broadsheet.formats.nitf.dates import norm_time
from broadsheet.formats.nitf.heading import (
    take_byline,
    take_dateline,
    take_distributor,
    take_headline,
    take_standfirst,
)
from broadsheet.formats.nitf.identity import take_identity
from broadsheet.formats.nitf.media import read_media
from broadsheet.formats.nitf.metas import take_metas
from broadsheet.formats.nitf.slugs import orders_of
from broadsheet.formats.nitf.status import Managed, take_managed, take_status
from broadsheet.formats.nitf.traces import traces_of_markup
from broadsheet.formats.services import is_service
from broadsheet.formats.signals import CORRECTION
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import attribute, child, children, local, text

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_document(root: etree._Element, zone: tzinfo, provider: str) -> Item:
    """The item in ``root``, a ``nitf`` element, which is taken to pieces on the way. Its guid is
    empty where the document has no identifier (NITF 3.6: ``doc-id`` is optional).

    Raises FormatError if the body is too long to be a story.
    """
    extra: dict[str, Any] = {}
    media, notes = _take_media(root), list(notes_from_nitf(root))
    language = _take_language(root)
    orders = list(orders_of(root))
    guid, version = take_identity(root, extra)
    body, mentions = _take_body(root, extra)
    issued = max(_take_times(root, "date.issue", zone), default=None)
    managed, status = take_managed(root), take_status(root, issued, zone)
    extra |= status.extra
    if expires := _take_times(root, "date.expire", zone):
        extra["expires"] = max(expires).astimezone(UTC).isoformat().replace("+00:00", "Z")
    revised = _take_times(root, "revision-history", zone)
    created = _take_times(root, "story.date", zone)
    published = None if issued or revised else _take_published(root, zone)
    slug, coded = take_metas(root, extra)
    headline, (byline, creators) = take_headline(root), take_byline(root)
    (dateline, town), (place, evloc) = take_dateline(root), _take_event_places(root)
    notes += [said for each in root.iter("{*}ed-msg") if (said := take(each, "info"))]
    links = tuple(_take_links(root, managed, extra))
    distributor, registrar = take_distributor(root), _first(root, "doc-id", "regsrc")
    holder = _first(root, "doc.copyright", "holder") or _first(root, "rights.owner")
    supplier = _first(root, "from-src", "src-name")
    source = distributor or supplier or holder or registrar
    for name, value in (
        ("distributor", distributor),
        ("from-src", supplier),
        ("regsrc", registrar),
    ):
        if value and value not in (source, holder):
            extra[name] = value
    item = Item(
        guid=guid,
        version=version,
        provider=provider,
        source=source,
        format="nitf",
        type="text" if body or not media or media[0].kind == "file" else media[0].kind,
        headline=headline,
        standfirst=take_standfirst(root),
        byline=byline,
        creators=creators,
        slugline=slug or _first(root, "du-key", "key"),
        dateline=dateline,
        place=town or place,
        language=language,
        body=body,
        media=media,
        subjects=_once([*_named([*take_subjects(root), *coded]), *evloc, *mentions]),
        genre=take_genres(root),
        urgency=_take_urgency(root),
        pubstatus=status.pubstatus,
        embargo=status.embargo,
        created=min(created, default=None),
        updated=max((each for each in (issued, *revised) if each), default=None) or published,
        usage_terms=_first(root, "doc.rights", "limitations") or _first(root, "rights.limitations"),
        rights_holder=holder,
        ednote="\n".join(notes) or None,
        links=links,
    )
    scopes = [
        attribute(each, name)
        for element, name in (("doc-scope", "scope"), ("tobject", "tobject.type"))
        for each in root.iter("{*}" + element)
    ]
    words = scopes + orders
    is_news = not is_service(item.pubstatus, item.genre, item.subjects, words, extra)
    return dataclasses.replace(item, is_news=is_news, extra=extra | leftovers(root))


def managed_item(root: etree._Element, zone: tzinfo, provider: str) -> Item | None:
    """The new status of another document, where ``root`` kills or holds one: an item without
    content, as if that document had come again. To be asked before :func:`read_document`."""
    managed = take_managed(root, keep=True)
    if managed is None or managed.guid == _attribute_of(root, "doc-id", "id-string"):
        return None
    times = [norm_time(attribute(each, "norm"), zone) for each in root.iter("{*}date.issue")]
    return Item(
        guid=managed.guid,
        provider=provider,
        format="nitf",
        pubstatus=managed.pubstatus,
        updated=max((each for each in times if each), default=None),
    )


def _attribute_of(root: etree._Element, element: str, name: str) -> str:
    found = (attribute(each, name) for each in root.iter("{*}" + element))
    return next((value for value in found if value), "")


def _first(root: etree._Element, element: str, name: str = "") -> str | None:
    """The attribute, or without a name the text, of the first ``element`` that has any: taken."""
    for each in root.iter("{*}" + element):
        if said := take(each, name) if name else take_text(each):
            return said
    return None


def _take_media(root: etree._Element) -> tuple[Media, ...]:
    found = []
    for element in list(root.iter("{*}media")):
        if medium := read_media(element):
            found.append(medium)
            drop(element)
    return tuple(found)


def _take_body(
    root: etree._Element, extra: dict[str, Any]
) -> tuple[tuple[Block, ...], list[Subject]]:
    blocks, parts = blocks_from_nitf(root), list(_body_parts(root))
    if pictures := embedded_in_tree(*parts):
        extra["embedded_pictures"] = pictures
    mentions = [subject for part in parts for subject in mentioned(part)]
    traces = traces_of_markup(parts, blocks)
    for written in filter(None, map(html_in, parts)):
        traces |= unseen_in_html(written, blocks)
    if traces:
        extra["markup"] = traces
    for part in parts:
        drop(part)
    return blocks, mentions


def _body_parts(root: etree._Element) -> Iterator[etree._Element]:
    """Everything that has been read by now: the body but for its head, and notes in the head."""
    for body in children(root, "body"):
        for part in body:
            if local(part) == "body.head":
                yield from children(part, "note")
            else:
                yield part
        body.text = None


def _take_times(root: etree._Element, name: str, zone: tzinfo) -> list[datetime]:
    """The times of all elements called ``name``; those that name no instant are left over."""
    found = []
    for each in root.iter("{*}" + name):
        if instant := norm_time(attribute(each, "norm"), zone):
            take(each, "norm")
            found.append(instant)
    return found


def _take_published(root: etree._Element, zone: tzinfo) -> datetime | None:
    """When it was published, for those who say nothing else of time. Of an embargo it says
    nothing: some write the end of that here."""
    for each in root.iter("{*}pubdata"):
        if instant := norm_time(attribute(each, "date.publication"), zone):
            take(each, "date.publication")
            return instant
    return None


def _take_event_places(root: etree._Element) -> tuple[str | None, list[Subject]]:
    """Where it happened (``evloc``): the town or the next larger place, and as subjects."""
    subjects = []
    for each in root.iter("{*}evloc"):
        parts = {
            name: said
            for name in ("city", "county-dist", "state-prov", "iso-cc")
            if (said := take(each, name))
        }
        if parts:
            name = next(iter(parts))
            subjects.append(Subject(parts.pop(name), type="place", rel="located", extra=parts))
    return (subjects[0].name if subjects else None), subjects


def _take_links(
    root: etree._Element, managed: Managed | None, extra: dict[str, Any]
) -> Iterator[Link]:
    """The documents that this one corrects, kills or holds (NITF 3.6, ``correction``)."""
    for each in root.iter("{*}correction"):
        extra["signals"] = [CORRECTION]
        extra["correction"] = take(each, "info") or extra.get("correction", "")
        if corrected := take(each, "id-string"):
            yield Link(corrected, "corrects")
    if managed:
        yield Link(managed.guid, managed.pubstatus)


def _named(subjects: list[Subject]) -> list[Subject]:
    """``subjects`` without bare codes of which a subject with a name speaks, too."""
    named = {each.uri for each in subjects if each.name}
    return [each for each in subjects if each.name or each.uri is None or each.uri not in named]


def _once(subjects: list[Subject]) -> tuple[Subject, ...]:
    """``subjects`` without those of whom only a mention is left to say."""
    known = {each.qcode for each in subjects if each.rel != "mentions"}
    return tuple(each for each in subjects if each.rel != "mentions" or each.qcode not in known)


def _take_language(root: etree._Element) -> str | None:
    for each in list(root.iter("{*}lang")):
        # ANSA names the language of the whole story with an empty element in it.
        if not text(each) and (tag := language_tag(attribute(each, "lang"))):
            drop(each)
            return tag
    for element, name in ((root, "baselang"), (root, _XML_LANG), (child(root, "body"), _XML_LANG)):
        written = clean_line(str(element.get(name, ""))) if element is not None else ""
        if element is not None and (tag := language_tag(written)):
            take(element, name)
            return tag
    return None


def _take_urgency(root: etree._Element) -> int | None:
    for each in root.iter("{*}urgency"):
        written = attribute(each, "ed-urg")
        if written in set("123456789"):
            return int(take(each, "ed-urg"))
    return None
