"""What a feed says of itself: the channel of RSS, the metadata of an Atom feed."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from lxml import etree

from broadsheet.formats.feeds.names import XML, children_called, entries
from broadsheet.formats.feeds.people import take_creators
from broadsheet.formats.feeds.reader import Feed
from broadsheet.formats.feeds.wording import address, base_of, wording
from broadsheet.formats.html import clean_link
from broadsheet.formats.languages import language_tag
from broadsheet.formats.leftovers import drop, leftovers, take, take_text
from broadsheet.formats.text import clean_line

_LANGUAGES = ("language", "dc:language")
_RIGHTS = ("rights", "copyright", "dc:rights")
#: When the feed was made: it would make an item another one each time the feed is fetched.
_OF_THE_MOMENT = ("lastbuilddate", "pubdate", "updated", "modified", "dc:date", "dcterms:modified")


def take_feed(root: etree._Element, name: str, found: Sequence[etree._Element]) -> Feed:
    """The feed around ``found``, its entries. What has no field is kept for every item, so that
    it is told whichever of them is looked at."""
    if root in found:
        return Feed(name, language=None)
    whole = copy.deepcopy(root)
    for each in (*entries(whole), *children_called(whole, "at:deleted-entry")):
        drop(each)
    channel = next(iter(children_called(whole, "channel")), whole)
    for each in children_called(channel, "items", *_OF_THE_MOMENT):
        # RSS 1.0 lists here the identifiers of the items that follow.
        drop(each)
    title = next((line for each in children_called(channel, "title") if (line := _line(each))), "")
    page, base = _take_page(channel)
    language = _take_language(channel, whole)
    rights = [take_text(each) for each in children_called(channel, *_RIGHTS)]
    creators = take_creators(channel) if name == "atom" else ()
    rest: dict[str, Any] = {"title": title} if title else {}
    if page:
        rest["link"] = page
    return Feed(
        name,
        title=title or None,
        language=language,
        rights=next(filter(None, rights), None),
        creators=creators,
        base=base,
        extra=rest | leftovers(whole),
    )


def _line(element: etree._Element) -> str:
    said = wording(element)
    line = said.line() if said else ""
    if line:
        take(element, "type")
        take_text(element)
    return line


def _take_page(channel: etree._Element) -> tuple[str | None, str]:
    """The address of the site that the feed is of, and the one others are relative to: that of
    the site, or else of the feed."""
    links = children_called(channel, "link")
    base = base_of(channel)
    found: dict[str, str] = {}
    for each in links:
        rel = str(each.get("rel", "alternate"))
        written = clean_line(str(each.get("href") or each.text or ""))
        href = clean_link(address(written, base)) if written else None
        if href and rel in ("alternate", "self"):
            if rel not in found and rel == "alternate" and href == written:
                take(each, "rel")
                if not take(each, "href"):
                    take_text(each)
            found.setdefault(rel, href)
    page = found.get("alternate")
    outer = base or page or found.get("self") or ""
    return page, outer if outer.lower().startswith(("http://", "https://")) else ""


def _take_language(channel: etree._Element, root: etree._Element) -> str | None:
    for each in children_called(channel, *_LANGUAGES):
        if tag := language_tag(each.text or ""):
            take_text(each)
            return tag
    for each in (channel, root):
        if tag := language_tag(str(each.get(f"{XML}lang", ""))):
            take(each, f"{XML}lang")
            return tag
    return None
