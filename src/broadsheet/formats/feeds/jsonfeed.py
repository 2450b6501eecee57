"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, tzinfo
from typing import Any

from broadsheet.formats.errors import FormatError
from broadsheet.formats.feeds.dates import parse_date
from broadsheet.formats.feeds.people import byline_of
from broadsheet.formats.feeds.wording import absolute, address
from broadsheet.formats.fields import Fields
from broadsheet.formats.html import (
    blocks_from_html,
    blocks_from_text,
    clean_link,
    clean_source,
    embedded_in_html,
    once_escaped,
    unseen_in_html,
)
from broadsheet.formats.item import Block, Creator, Item, Link, Media, Rendition, Subject
from broadsheet.formats.jsondoc import load_documents
from broadsheet.formats.languages import language_tag
from broadsheet.formats.members import read_each, together
from broadsheet.formats.nitf import content_guid
from broadsheet.formats.text import clean_line

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_WORDS = ("title", "summary", "content_text", "content_html")
_KINDS = {"image": "picture", "video": "video", "audio": "audio"}


def recognise_jsonfeed(data: bytes) -> bool:
    """Whether ``data`` is JSON that names a version of JSON Feed ("version" is required)."""
    text = data.decode(json.detect_encoding(data), errors="replace").lstrip("\ufeff \t\r\n")
    return text.startswith("{") and _VERSION.search(text) is not None


def read_jsonfeed(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The items of the feed in ``data``. Raises FormatError where it is not well-formed, and
    PartlyRead if some items can be understood and others can't."""
    documents = load_documents(data)
    if len(documents) != 1 or documents[0][0]:
        raise FormatError("A JSON Feed is one object", remedy="Ask the publisher to correct it.")
    feed = Fields(documents[0][1])
    version, title = feed.line("version"), feed.plain("title")
    home, own = feed.line("home_page_url"), feed.line("feed_url")
    members = feed.members("items")
    named = {
        name: value for name in ("author", "authors") if (value := feed.look(name)) is not None
    }
    authors = _take_authors(feed)
    language = _take_language(feed)
    about: dict[str, Any] = {
        name: value
        for name, value in (
            *(("version", version), ("title", title), ("home_page_url", home)),
            *(("feed_url", own), *feed.rest().items()),
        )
        if value
    }
    base = home or own or ""

    def read(member: tuple[str, Any]) -> list[Item]:
        fields = Fields(member[1], member[0])
        return [_read_item(fields, base, title, authors, named, language, about, zone, provider)]

    return together(*read_each(members, read))


def _read_item(
    fields: Fields,
    base: str,
    title: str | None,
    authors: tuple[Creator, ...],
    named: dict[str, Any],
    language: str | None,
    about: dict[str, Any],
    zone: tzinfo,
    provider: str,
) -> Item:
    url = fields.line("url")
    guid = _take_id(fields) or url or _digest(fields)
    page = address(url, base) if url else base
    links = tuple(_take_links(fields, url, base))
    if not guid:
        raise FormatError(
            "The item has neither “id” nor “url”, title nor text (JSON Feed 1.1, items)",
            where=fields.path,
            remedy="Ask the publisher to identify every item.",
        )
    body, summary = _take_body(fields, page)
    if own := _take_authors(fields):
        about = about | named
    creators = own or authors
    created = _take_date(fields, "date_published", zone)
    return Item(
        guid=guid,
        provider=provider,
        source=title,
        format="jsonfeed",
        headline=fields.plain("title"),
        standfirst=summary,
        byline=byline_of(creators),
        creators=creators,
        language=_take_language(fields) or language,
        body=body,
        media=tuple(_take_media(fields, page)),
        subjects=_take_tags(fields),
        created=created,
        updated=_take_date(fields, "date_modified", zone) or created,
        links=links,
        extra=fields.rest() | ({"feed": about} if about else {}),
    )


def _take_id(fields: Fields) -> str:
    """The identifier; a number is read as text ("Coerce it to a string", JSON Feed 1.1, id)."""
    value = fields.take("id")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if value is not None:
        fields.keep("id", value)
    return fields.line("id") or ""


def _digest(fields: Fields) -> str:
    """An identifier for an item without one, as in RSS: that of its title, or else its text, and of
    the day it came out. Empty if it has no words."""
    said = next((said for name in _WORDS if (said := fields.look(name))), "")
    return content_guid(f"{said}\n{fields.look('date_published')}".encode()) if said else ""


def _take_body(fields: Fields, base: str) -> tuple[tuple[Block, ...], str | None]:
    """HTML before plain text; one without a body has its summary for it."""
    html = once_escaped(fields.markup("content_html"))
    text = fields.markup("content_text")
    summary = fields.plain("summary")
    html = absolute(html, base)
    if body := blocks_from_html(html):
        if unseen := unseen_in_html(html, body):
            fields.keep("markup", unseen)
        if pictures := embedded_in_html(html):
            fields.keep("embedded_pictures", pictures)
        if text.strip():
            fields.keep("content_text", text)
        return body, summary
    body = blocks_from_text(text)
    return (body, summary) if body else (blocks_from_text(summary or ""), None)


def _take_links(fields: Fields, url: str | None, base: str) -> list[Link]:
    found = []
    for name, rel, written in (
        ("url", "alternate", url),
        ("external_url", "related", fields.line("external_url")),
    ):
        href = clean_link(address(written, base)) if written else None
        if href:
            found.append(Link(href, rel))
        elif written:
            fields.keep(name, written)
    return found


def _take_authors(fields: Fields) -> tuple[Creator, ...]:
    """``authors`` (1.1) or ``author`` (1.0)."""
    listed = fields.objects("authors")
    if single := fields.object("author"):
        listed = listed or [single]
    found = []
    for each in listed:
        name, uri, rest = each.line("name"), each.line("url"), each.rest()
        if name or uri or rest:
            found.append(Creator(name or "", None if name else "contact", uri, rest))
    return tuple(found)


def _take_tags(fields: Fields) -> tuple[Subject, ...]:
    tags = fields.take("tags")
    if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
        return tuple(Subject(name, type="keyword") for tag in tags if (name := clean_line(tag)))
    if tags is not None:
        fields.keep("tags", tags)
    return ()


def _take_media(fields: Fields, base: str) -> list[Media]:
    """The pictures of the item, and its attachments: those with one title are one content
    (JSON Feed 1.1, attachments)."""
    found: dict[Any, Media] = {}
    for name in ("image", "banner_image"):
        if written := fields.line(name):
            if href := clean_source(address(written, base)):
                found.setdefault(href, Media("picture", name, renditions=(Rendition(href=href),)))
            else:
                fields.keep(name, written)
    for number, each in enumerate(fields.objects("attachments")):
        rendition = _attachment(each, base)
        key = rendition.title or number
        before = found.get(key)
        main = (rendition.mimetype or "").partition("/")[0]
        found[key] = Media(
            _KINDS.get(main, "file") if before is None else before.kind,
            headline=rendition.title,
            renditions=(*(before.renditions if before else ()), rendition),
        )
    return list(found.values())


def _attachment(fields: Fields, base: str) -> Rendition:
    written = fields.line("url")
    href = clean_source(address(written, base)) if written else None
    if written and href is None:
        fields.keep("url", written)
    return Rendition(
        href=href,
        mimetype=fields.line("mime_type"),
        size=fields.whole("size_in_bytes"),
        duration=fields.number("duration_in_seconds"),
        title=fields.plain("title"),
        extra=fields.rest(),
    )


def _take_date(fields: Fields, name: str, zone: tzinfo) -> datetime | None:
    value = fields.look(name)
    if isinstance(value, int) and not isinstance(value, bool):
        # Seconds since 1970, though the specification asks for text.
        fields.take(name)
        fields.keep(name, str(value))
    written = fields.line(name)
    instant = parse_date(written, zone) if written else None
    if written and instant is None:
        fields.keep(name, written)
    return instant


def _take_language(fields: Fields) -> str | None:
    written = fields.line("language")
    tag = language_tag(written) if written else None
    if written and tag is None:
        fields.keep("language", written)
    return tag
