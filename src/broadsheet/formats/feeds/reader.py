"""One entry of a feed to one :class:`Item`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from lxml import etree

from broadsheet.formats.feeds.body import take_body, take_headline
from broadsheet.formats.feeds.counters import take_counters
from broadsheet.formats.feeds.dates import parse_date
from broadsheet.formats.feeds.documents import take_documents
from broadsheet.formats.feeds.media import take_media
from broadsheet.formats.feeds.names import RDF, XML, children_called
from broadsheet.formats.feeds.people import byline_of, take_creators, take_subjects
from broadsheet.formats.feeds.webfeeds import WebFeed, take_webfeed
from broadsheet.formats.feeds.wording import address, base_of
from broadsheet.formats.html import clean_link, embedded_in_tree
from broadsheet.formats.item import Creator, Item, Link, PubStatus
from broadsheet.formats.languages import language_tag
from broadsheet.formats.leftovers import drop, leftovers, take, take_text
from broadsheet.formats.nitf import content_guid
from broadsheet.formats.text import clean_line
from broadsheet.formats.times import parse_embargo

_CREATED = ("pubdate", "published", "issued", "dcterms:issued", "dcterms:created", "created")
_UPDATED = ("updated", "modified", "dcterms:modified", "lastbuilddate")
_RIGHTS = ("rights", "dc:rights", "dcterms:rights", "copyright")
_EMBARGO = ("prism:embargodate",)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of all its entries: its name, its language, its rights, its authors
    (Atom), the address that others are relative to, and whatever else it says."""

    format: str
    title: str | None = None
    language: str | None = None
    rights: str | None = None
    creators: tuple[Creator, ...] = ()
    base: str = ""
    extra: Mapping[str, Any] | None = None


def read_entries(entry: etree._Element, feed: Feed, zone: tzinfo, provider: str) -> list[Item]:
    """The item that ``entry`` is, with what a document of another format inside it says; and
    those by which that document kills or holds other stories. ``entry`` is taken apart."""
    documents = take_documents(entry, zone)
    return documents.into(_read_entry(entry, feed, zone, provider))


def _read_entry(entry: etree._Element, feed: Feed, zone: tzinfo, provider: str) -> Item:
    """What ``entry`` says itself; whatever finds no place is kept in ``extra``."""
    guid, permalink = _take_guid(entry)
    counters = take_counters(entry)
    digest = "" if guid else _digest(entry)
    base = address(base_of(entry), _page(entry, permalink, feed))
    links = _take_links(entry, base, permalink)
    media = take_media(entry, base)
    language = _language(entry) or feed.language
    agency = take_webfeed(entry)
    headline = agency.headline or take_headline(entry)
    pictures = embedded_in_tree(entry)
    body, standfirst, unseen = take_body(entry, base)
    besides = {"embedded_pictures": pictures, "markup": unseen, "counters": counters}
    created, updated = _take_first(entry, _CREATED, zone), _take_first(entry, _UPDATED, zone)
    stated = _take_first(entry, ("dc:date", "date"), zone)
    pubstatus, embargo, unparsed = _take_status(entry, zone, agency)
    own = take_creators(entry)
    creators = own or feed.creators
    source, via = _take_source(entry, base)
    rights = next((said for each in children_called(entry, *_RIGHTS) if (said := _said(each))), "")
    holder = next(map(take_text, children_called(entry, "dcterms:rightsholder")), "")
    publishers = children_called(entry, "dc:publisher", "dcterms:publisher")
    publisher = next(map(take_text, publishers), "")
    return Item(
        guid=guid or next((each.href for each in links if each.rel == "alternate"), "") or digest,
        provider=provider,
        source=source or publisher or feed.title,
        format=feed.format,
        type="text" if body or standfirst or not media else _type_of(media[0].kind),
        headline=headline,
        standfirst=standfirst,
        byline=agency.byline or byline_of(creators),
        creators=creators,
        slugline=agency.slugline,
        dateline=agency.dateline,
        place=agency.place,
        language=language,
        body=body,
        media=media,
        subjects=take_subjects(entry),
        pubstatus=pubstatus,
        embargo=embargo,
        created=created or stated or updated if feed.format == "rss" else created or stated,
        updated=updated or stated or created,
        usage_terms=rights or feed.rights,
        rights_holder=holder or None,
        ednote=agency.ednote,
        links=(*links, *via),
        extra=_rest(entry, feed, unparsed, apart=bool(own))
        | {key: said for key, said in besides.items() if said},
    )


def _rest(
    entry: etree._Element, feed: Feed, unparsed: str | None, *, apart: bool = True
) -> dict[str, Any]:
    """What is left, and what the feed says; ``apart`` if its authors are not those of the entry."""
    extra: dict[str, Any] = dict(leftovers(entry))
    if unparsed is not None:
        extra["embargo_unparsed"] = unparsed
    about = dict(feed.extra or {})
    if apart and feed.creators:
        about["authors"] = [_named(each) for each in feed.creators]
    if about:
        extra["feed"] = about
    return extra


def _named(creator: Creator) -> dict[str, Any]:
    told = {"name": creator.name, "role": creator.role, "uri": creator.uri, **creator.extra}
    return {name: value for name, value in told.items() if value}


def _take_guid(entry: etree._Element) -> tuple[str, str]:
    """The identifier: ``guid`` (RSS 2.0), ``id`` (RFC 4287, section 4.2.6), ``rdf:about`` (RSS
    1.0) or ``dc:identifier``, as it is written; and the address, if it is one that leads to the
    entry (a ``guid`` that does not say otherwise)."""
    for each in children_called(entry, "guid", "id"):
        permalink = take(each, "isPermaLink", "ispermalink").lower() != "false"
        if guid := take_text(each):
            leads = permalink and guid.lower().startswith(("http://", "https://"))
            return guid, guid if leads and str(each.tag).endswith("guid") else ""
    if about := take(entry, f"{{{RDF}}}about", "about"):
        return about, ""
    return next(map(take_text, children_called(entry, "dc:identifier")), ""), ""


def _digest(entry: etree._Element) -> str:
    """An identifier for an entry without one: that of its title and of the day it came out (RSS
    2.0 demands no more than a title or a description)."""
    named = children_called(entry, "title") or children_called(entry, "description", "summary")
    told = [clean_line("".join(each.itertext())) for each in named[:1]]  # type: ignore[arg-type]
    told += ["".join(each.itertext()) for each in children_called(entry, *_CREATED)[:1]]  # type: ignore[arg-type]
    if not any(told):
        told = [etree.tostring(entry, encoding="unicode", with_tail=False)]
    return content_guid("\n".join(told).encode())


def _page(entry: etree._Element, permalink: str, feed: Feed) -> str:
    """The address of the entry's page, which addresses in it are relative to where the document
    says nothing; else that of the feed's."""
    for each in children_called(entry, "link"):
        if each.get("rel", "alternate") == "alternate":
            found = address(clean_line(str(each.get("href") or each.text or "")), feed.base)
            if found.lower().startswith(("http://", "https://")):
                return found
    return permalink or feed.base


def _take_links(entry: etree._Element, base: str, permalink: str) -> tuple[Link, ...]:
    found: list[Link] = []
    for each in children_called(entry, "link"):
        rel = str(each.get("rel", "alternate")).strip() or "alternate"
        written = str(each.get("href") or each.text or "")
        href = clean_link(address(clean_line(written), base))
        if rel == "enclosure" or href is None:
            continue
        take(each, "rel")
        if each.get("type") == "text/html":
            take(each, "type")
        if not take(each, "href"):
            take_text(each)
        found.append(Link(href, rel, take(each, "title") or None))
    for name, rel in (("comments", "replies"), ("origlink", "canonical")):
        for each in children_called(entry, name, f"?:{name}"):
            if href := clean_link(address(clean_line(each.text or ""), base)):
                take_text(each)
                found.append(Link(href, rel))
    if (href := clean_link(permalink)) and all(each.rel != "alternate" for each in found):
        found.append(Link(href, "alternate"))
    return tuple(dict.fromkeys(found))


def _take_source(entry: etree._Element, base: str) -> tuple[str | None, tuple[Link, ...]]:
    """The feed that the entry was taken over from: RSS 2.0's ``source`` is a name with an
    address; Atom's (RFC 4287, section 4.2.11) holds what that feed says of itself."""
    for source in children_called(entry, "source"):
        titles = children_called(source, "title")
        name = take_text(titles[0]) if titles else "" if len(source) else take_text(source)
        pages = [source, *children_called(source, "link")]
        written = next((url for page in pages if (url := page.get("url") or page.get("href"))), "")
        href = clean_link(address(str(written), base)) if written else None
        if href:
            for page in pages:
                if str(page.get("url") or page.get("href") or "") == written:
                    take(page, "url", "href")
                    break
        return name or None, (Link(href, "via", name or None),) if href else ()
    for source in children_called(entry, "dc:source"):
        if href := clean_link(clean_line(source.text or "")):
            take_text(source)
            return None, (Link(href, "via"),)
        return take_text(source) or None, ()
    return None, ()


def _take_status(
    entry: etree._Element, zone: tzinfo, agency: WebFeed
) -> tuple[PubStatus, datetime | None, str | None]:
    """Drafts are withheld (RFC 5023, section 13.1.1); PRISM's embargo holds, the latest of
    several, and one that names no instant withholds."""
    status, embargo, unparsed = agency.pubstatus, agency.embargo, agency.unparsed
    for control in children_called(entry, "app:control", "?:control"):
        for draft in children_called(control, "app:draft", "?:draft"):
            if take_text(draft).lower() == "yes" and status == "usable":
                status = "withheld"
    for each in children_called(entry, *_EMBARGO):
        written = take_text(each)
        instant = parse_embargo(written, zone)
        if instant is None:
            status = "withheld" if status == "usable" else status
            unparsed = unparsed or written
        elif embargo is None or instant > embargo:
            embargo = instant
    return status, embargo, unparsed


def _take_first(entry: etree._Element, names: tuple[str, ...], zone: tzinfo) -> datetime | None:
    """The instant of the first of these that names one; the others say the same again."""
    found: datetime | None = None
    for each in children_called(entry, *names):
        instant = parse_date(each.text or "", zone)
        if instant is None or (found is not None and instant != found):
            continue
        found = instant
        take_text(each)
    return found


def _language(entry: etree._Element) -> str | None:
    parts = [entry, *children_called(entry, "content", "title", "summary", "content:encoded")]
    for each in parts:
        if tag := language_tag(str(each.get(f"{XML}lang", ""))):
            take(each, f"{XML}lang")
            return tag
    for each in children_called(entry, "dc:language", "language", "dcterms:language"):
        if tag := language_tag(each.text or ""):
            take_text(each)
            return tag
    return None


def _said(element: etree._Element) -> str:
    take(element, "type", "mode")
    return take_text(element)


def _type_of(kind: str) -> str:
    return "text" if kind == "file" else kind


def killed(marker: etree._Element, feed: Feed, zone: tzinfo, provider: str) -> Item | None:
    """The kill that an ``at:deleted-entry`` is (RFC 6721, section 3): which entry, when, why."""
    guid = take(marker, "ref")
    if not guid:
        return None
    when = parse_date(str(marker.get("when", "")), zone)
    if when:
        take(marker, "when")
    comment = next(map(take_text, children_called(marker, "at:comment")), "")
    drop(marker)
    return Item(
        guid=guid,
        provider=provider,
        source=feed.title,
        format=feed.format,
        pubstatus="canceled",
        updated=when,
        ednote=comment or None,
        extra=_rest(marker, feed, None),
    )
