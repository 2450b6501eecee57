"""The headline, the standfirst and the body of an entry."""

from __future__ import annotations

from lxml import etree

from broadsheet.formats.feeds.names import children_called
from broadsheet.formats.feeds.wording import Wording, address, base_of, wording
from broadsheet.formats.html.unseen import Unseen
from broadsheet.formats.item import Block
from broadsheet.formats.leftovers import take, take_raw

#: Where whole texts stand, and where summaries do.
_WHOLE = (
    *("content:encoded", "content", "xhtml:body", "xhtml:div", "?:fullitem", "fullitem"),
    # As Yandex, Rambler and Mail.ru ask for it (yandex.ru/support/news/feed.html).
    *("?:full-text", "?:fulltext", "turbo:content"),
)
_SUMMARY = ("summary", "description", "abstract", "dcterms:abstract", "itunes:summary", "tagline")
_TEXT_ATTRIBUTES = ("type", "mode")


def take_headline(entry: etree._Element) -> str | None:
    """The title on one line; ``dc:title`` where there is no other."""
    for each in children_called(entry, "title", "dc:title"):
        said = wording(each)
        if said and (line := said.line()):
            _taken(each)
            return line
    return None


def take_body(entry: etree._Element, base: str) -> tuple[tuple[Block, ...], str | None, Unseen]:
    """The body as blocks, the standfirst, and what the body's markup says besides. Of several
    whole texts the longest is the body, and then the summary is the standfirst; without one the
    summary is all there is, and the body."""
    body: tuple[Block, ...] = ()
    unseen: Unseen = {}
    for each, said in _texts(entry, *_WHOLE):
        own = address(base_of(each), base)
        if body := said.blocks(own):
            unseen = said.unseen(own, body)
            _taken(each)
            break
    for each, said in _texts(entry, *_SUMMARY):
        if not body:
            own = address(base_of(each), base)
            if body := said.blocks(own):
                unseen = said.unseen(own, body)
                _taken(each)
                return body, None, unseen
        elif line := said.line():
            if not said.links_or_shows():
                _taken(each)
            return body, line, unseen
    return body, None, unseen


def _texts(entry: etree._Element, *names: str) -> list[tuple[etree._Element, Wording]]:
    found = [(each, said) for each in children_called(entry, *names) if (said := wording(each))]
    if names is _SUMMARY:
        return found
    return sorted(found, key=lambda pair: (pair[1].is_html, len(pair[1].text)), reverse=True)


def _taken(element: etree._Element) -> None:
    for name in _TEXT_ATTRIBUTES:
        take(element, name)
    for inside in list(element):
        inside.attrib.clear()
    take_raw(element)
    for inside in list(element):
        element.remove(inside)
