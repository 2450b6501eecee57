"""Texts in ContentItems: NITF of any version or none, XHTML, HTML in disguise, plain text."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from datetime import tzinfo
from html import escape
from typing import Any

from lxml import etree

from broadsheet.formats.filling import filled
from broadsheet.formats.html import (
    blocks_from_html,
    blocks_from_text,
    embedded_in_tree,
    looks_like_html,
    text_of,
    unseen_in_html,
)
from broadsheet.formats.item import Block, Item, Media
from broadsheet.formats.leftovers import drop
from broadsheet.formats.newsml1.components import data_of
from broadsheet.formats.nitf import (
    blocks_from_nitf,
    media_from_nitf,
    notes_from_nitf,
    read_document,
    traces_of_markup,
)
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import local, raw_text

_PARAGRAPHS = re.compile("<(?:p|div|br|h[1-6]|ul|ol|table|blockquote|pre)[\\s/>]", re.IGNORECASE)


@dataclass(slots=True)
class Text:
    """What a text is made of. ``story`` is the whole NITF document, where one came;
    ``components`` are those of further parts."""

    blocks: tuple[Block, ...] = ()
    media: tuple[Media, ...] = ()
    notes: tuple[str, ...] = ()
    story: Item | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    components: list[etree._Element] = field(default_factory=list)

    def line(self) -> str:
        """The text on one line."""
        return clean_line(" ".join(map(text_of, self.blocks)))

    def join(self, more: Text, heading: str) -> None:
        """Put ``more`` behind the text, under ``heading`` if it has one. A NITF document in it
        speaks for the whole as well."""
        if heading and self.blocks and more.blocks:
            self.blocks += blocks_from_html(f"<h2>{escape(heading, quote=False)}</h2>")
        self.blocks += more.blocks
        self.media += more.media
        self.notes += more.notes
        for key, said in more.extra.items():
            self.extra[key] = _together(self.extra.get(key), said)
        if self.story and more.story:
            extra = dict(self.story.extra)
            story = filled(self.story, more.story, extra)
            self.story = dataclasses.replace(story, extra=extra)
        else:
            self.story = self.story or more.story


def has_markup(content: etree._Element) -> bool:
    """Whether the text in ``content`` is marked up, and so better than a plain one beside it."""
    data = data_of(content)
    return data is not None and (len(data) > 0 or looks_like_html(raw_text(data)))


def take_content(content: etree._Element, zone: tzinfo) -> Text:
    """The text of the ContentItem ``content``, taken; times in it are in ``zone`` where they
    carry no offset.

    Raises FormatError if it is too long to be a story.
    """
    data = data_of(content)
    if data is None:
        return Text()
    part = _part(data)
    pictures = embedded_in_tree(data)
    if local(part) == "nitf":
        story = read_document(part, zone, "")
        found = Text(story.body, story.media, story=story)
    elif len(data):
        found = Text(blocks_from_nitf(data), media_from_nitf(data), notes_from_nitf(data))
        if traces := traces_of_markup([data], found.blocks):
            found.extra["markup"] = traces
    else:
        written = raw_text(data)
        found = Text(_blocks_from_characters(written))
        if looks_like_html(written) and (unseen := unseen_in_html(written, found.blocks)):
            found.extra["markup"] = unseen
    if pictures and not found.story:
        found.extra["embedded_pictures"] = pictures
    drop(data)
    return found


def _together(first: Any, second: Any) -> Any:
    """Lists, or mappings of lists, joined."""
    if isinstance(first, dict) and isinstance(second, dict):
        return {key: _together(first.get(key), second.get(key)) for key in first | second}
    return [*(first or ()), *(second or ())] if first and second else first or second


def _part(data: etree._Element) -> etree._Element:
    """The NITF document in ``data``, or all of it."""
    found = next(data.iter("{*}nitf"), None)
    return data if found is None else found


def _blocks_from_characters(text: str) -> tuple[Block, ...]:
    """Plain text, or HTML that came as characters. HTML that marks words but no paragraphs has
    them where the lines are."""
    if not looks_like_html(text):
        return blocks_from_text(text)
    if _PARAGRAPHS.search(text):
        return blocks_from_html(text)
    return blocks_from_html("".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip()))
