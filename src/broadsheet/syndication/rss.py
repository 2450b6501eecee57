"""RSS 2.0 (https://www.rssboard.org/rss-specification), with Media RSS, Dublin Core and content."""

from __future__ import annotations

from email.utils import format_datetime
from typing import Any

from django.utils.html import escape
from lxml import etree

from broadsheet.stories.views.canonical import absolute
from broadsheet.syndication.feeds import MINUTES_TO_LIVE, Entry, Feed, Medium
from broadsheet.syndication.xml import ATOM, CONTENT, DC, MEDIA, add, written

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
_NAMESPACES = {"atom": ATOM, "content": CONTENT, "dc": DC, "media": MEDIA}


def rss(feed: Feed) -> bytes:
    """`feed` as an RSS 2.0 document."""
    root = etree.Element("rss", version="2.0", nsmap=_NAMESPACES)
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", absolute(feed.path))
    add(channel, "description", feed.subtitle or feed.title)
    add(channel, "language", feed.language)
    if feed.rights:
        add(channel, "copyright", feed.rights)
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    add(channel, "generator", "Broadsheet")
    add(channel, "ttl", str(MINUTES_TO_LIVE))
    image = add(channel, "image")
    add(image, "url", feed.logo)
    add(image, "title", feed.title)
    add(image, "link", absolute(feed.path))
    address = absolute(f"{feed.path}rss.xml")
    add(channel, "link", space=ATOM, rel="self", href=address, type="application/rss+xml")
    for other in feed.alternates:
        _alternate(channel, f"{other.url}rss.xml", other.language, "application/rss+xml")
    for entry in feed.entries:
        _item(channel, entry)
    return written(root)


def _item(channel: Any, entry: Entry) -> None:
    item = add(channel, "item")
    add(item, "title", entry.title)
    add(item, "link", entry.url)
    add(item, "guid", entry.id, isPermaLink="false")
    add(item, "pubDate", format_datetime(entry.published))
    if entry.updated != entry.published:
        add(item, "updated", entry.updated.isoformat(timespec="seconds"), ATOM)
    for author in entry.authors:
        add(item, "creator", author.name, DC)
    for category in entry.categories:
        add(item, "category", category.label, domain=category.scheme)
    # A description is HTML (RSS 2.0, "Elements of <item>"), a standfirst plain text.
    add(item, "description", escape(entry.summary))
    add(item, "encoded", entry.content, CONTENT)
    add(item, "language", entry.language, DC)
    add(item, "source", entry.source, DC)
    if entry.rights:
        add(item, "rights", entry.rights, DC)
    if entry.media:
        first = entry.media[0]
        add(item, "enclosure", url=first.url, length=str(first.size), type=first.mime)
    for medium in entry.media:
        add_medium(item, medium)
    for other in entry.translations:
        _alternate(item, other.url, other.language, "text/html")


def add_medium(parent: Any, medium: Medium) -> None:
    """Add `medium` as `media:content` (Media RSS 1.5.1), with caption, credit and copyright."""
    content = add(
        parent,
        "content",
        space=MEDIA,
        url=medium.url,
        type=medium.mime,
        medium=medium.medium,
        fileSize=str(medium.size),
        width=str(medium.width or ""),
        height=str(medium.height or ""),
    )
    if medium.alt:
        add(content, "title", medium.alt, MEDIA, type="plain")
    if medium.caption:
        add(content, "description", medium.caption, MEDIA, type="plain")
    if medium.credit:
        add(content, "credit", medium.credit, MEDIA)
    if medium.rights:
        add(content, "copyright", medium.rights, MEDIA)


def _alternate(parent: Any, url: str, language: str, mime: str) -> None:
    add(parent, "link", space=ATOM, rel="alternate", href=url, hreflang=language, type=mime)
