"""Atom (RFC 4287), with Media RSS and Dublin Core."""

from __future__ import annotations

from typing import Any

from broadsheet.stories.views.canonical import absolute
from broadsheet.syndication.feeds import Entry, Feed
from broadsheet.syndication.rss import add_medium
from broadsheet.syndication.xml import ATOM, DC, MEDIA, XML, add, root_element, written

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def atom(feed: Feed) -> bytes:
    """`feed` as an Atom document."""
    root = root_element(ATOM, "feed", dc=DC, media=MEDIA)
    root.set(f"{{{XML}}}lang", feed.language)
    add(root, "id", feed.id, ATOM)
    add(root, "title", feed.title, ATOM)
    if feed.subtitle:
        add(root, "subtitle", feed.subtitle, ATOM)
    add(root, "updated", feed.updated.isoformat(timespec="seconds"), ATOM)
    _link(root, "self", absolute(f"{feed.path}atom.xml"), "application/atom+xml", feed.language)
    _link(root, "alternate", absolute(feed.path), "text/html", feed.language)
    for other in feed.alternates:
        if other.language != feed.language:
            mime = "application/atom+xml"
            _link(root, "alternate", f"{other.url}atom.xml", mime, other.language)
    add(add(root, "author", space=ATOM), "name", feed.title, ATOM)
    add(root, "logo", feed.logo, ATOM)
    if feed.rights:
        add(root, "rights", feed.rights, ATOM)
    add(root, "generator", "Broadsheet", ATOM)
    for entry in feed.entries:
        _entry(root, entry)
    return written(root)


def _entry(root: Any, entry: Entry) -> None:
    element = add(root, "entry", space=ATOM)
    element.set(f"{{{XML}}}lang", entry.language)
    add(element, "id", entry.id, ATOM)
    add(element, "title", entry.title, ATOM, type="text")
    _link(element, "alternate", entry.url, "text/html", entry.language)
    for other in entry.translations:
        # One alternate for each type and language (RFC 4287, section 4.1.2).
        if other.language != entry.language:
            _link(element, "alternate", other.url, "text/html", other.language)
    add(element, "published", entry.published.isoformat(timespec="seconds"), ATOM)
    add(element, "updated", entry.updated.isoformat(timespec="seconds"), ATOM)
    for author in entry.authors:
        person = add(element, "author", space=ATOM)
        add(person, "name", author.name, ATOM)
        if author.url:
            add(person, "uri", author.url, ATOM)
    for one in entry.categories:
        add(element, "category", space=ATOM, term=one.term, label=one.label, scheme=one.scheme)
    if entry.summary:
        add(element, "summary", entry.summary, ATOM, type="text")
    add(element, "content", entry.content, ATOM, type="html")
    add(element, "source", entry.source, DC)
    if entry.rights:
        add(element, "rights", entry.rights, ATOM)
    for medium in entry.media:
        link = _link(element, "enclosure", medium.url, medium.mime)
        link.set("length", str(medium.size))
        add_medium(element, medium)


def _link(parent: Any, rel: str, url: str, mime: str, language: str = "") -> Any:
    return add(parent, "link", space=ATOM, rel=rel, href=url, type=mime, hreflang=language)
