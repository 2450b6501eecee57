"""The body of a NITF document: its blocks, its media, and its notes to editors.

NewsML-G2 and NewsML 1 bring the same bodies inside their own envelopes, so everything here takes
an element in any namespace or none: ``nitf``, ``body``, ``body.content``, or a piece of one.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from broadsheet.formats.html import blocks_from_html, text_of
from broadsheet.formats.item import Block, Media
from broadsheet.formats.leftovers import drop
from broadsheet.formats.nitf.characters import html_in, unescape_code
from broadsheet.formats.nitf.markup import blocks_of, is_advisory
from broadsheet.formats.nitf.media import read_media
from broadsheet.formats.xml import attribute, children, local, text

__all__ = ["blocks_from_nitf", "media_from_nitf", "notes_from_nitf"]


def blocks_from_nitf(element: etree._Element) -> tuple[Block, ...]:
    """The blocks of the body in ``element``, with its publishable notes and taglines; media are
    no blocks, and advisories that are not for publication are not among them.

    Raises FormatError if the body is too long to be a story.
    """
    unescape_code(element)
    _drop_repeated(element)
    parts = list(_readable(element))
    if not any(map(html_in, parts)):
        return blocks_of(*parts)
    found: list[Block] = []
    for part in parts:
        html = html_in(part)
        found += blocks_from_html(html) if html else blocks_of(part)
    return tuple(found)


def _drop_repeated(element: etree._Element) -> None:
    """Take away taglines that say what a message to the editors says, as NTB sends them: they are
    none of the text (NITF 3.6, ``ed-msg``)."""
    messages = {attribute(each, "info") for each in element.iter("{*}ed-msg")} - {""}
    if messages:
        for each in list(element.iter("{*}tagline")):
            if text(each) in messages:
                drop(each)


def media_from_nitf(element: etree._Element) -> tuple[Media, ...]:
    """The media in ``element``, in the order of the document: one for each ``media`` element,
    with a rendition for each of its ``media-reference`` elements."""
    found = (read_media(each) for each in element.iter("{*}media"))
    return tuple(medium for medium in found if medium)


def notes_from_nitf(element: etree._Element) -> tuple[str, ...]:
    """The notes and taglines in ``element`` that are for editors and never for readers, and the
    notes of the head, as plain text with a line for each paragraph."""
    return tuple(
        note
        for each in element.iter("{*}note", "{*}tagline")
        if (is_advisory(each) or _in_head(each))
        and (note := "\n".join(map(text_of, blocks_of(each))))
    )


def _in_head(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "body.head"


def _readable(element: etree._Element) -> Iterator[etree._Element]:
    """The parts of ``element`` that make the body: its contents and its end, or all of it where
    the sender has left those containers out."""
    if local(element) == "nitf":
        for body in children(element, "body"):
            yield from _readable(body)
        return
    parts = [each for name in ("body.content", "body.end") for each in children(element, name)]
    yield from parts if local(element) == "body" and parts else [element]
