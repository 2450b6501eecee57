"""What stands above a NITF story: ``body.head``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC

from lxml import etree

from broadsheet.formats.html import plain_line, text_of
from broadsheet.formats.item import Creator
from broadsheet.formats.leftovers import take_raw, take_text
from broadsheet.formats.nitf.dates import norm_time
from broadsheet.formats.nitf.markup import blocks_of
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import children, text

_MARKS = re.compile(r"^>{2,}\s*")


def take_headline(root: etree._Element) -> str | None:
    """The main headline; else the document's title, which repeats it more often than not."""
    for each in _above(root, "hedline"):
        _part_lines(each)
    headline = next(
        (said for each in _above(root, "hedline") for hl1 in children(each, "hl1")
         if (said := take_text(hl1))),
        "",
    )  # fmt: skip
    headline = headline or next(
        (said for each in _above(root, "hedline") if (said := _loose_text(each))), ""
    )
    for title in root.iterfind("{*}head/{*}title"):
        if not headline:
            headline = take_text(title)
        elif text(title) == headline:
            take_raw(title)
    # ANSA marks what is urgent with them.
    return _MARKS.sub("", plain_line(headline)) or None


def take_byline(root: etree._Element) -> tuple[str | None, tuple[Creator, ...]]:
    """The byline with the titles after the names, and the persons that it marks as such."""
    lines: list[str] = []
    creators: list[Creator] = []
    for byline in _above(root, "byline"):
        title = ", ".join(said for each in children(byline, "byttl") if (said := take_text(each)))
        persons = [name for each in byline.iter("{*}person") if (name := text(each))]
        creators += (Creator(name, title or None) for name in persons)
        _part_lines(byline)
        if (byline.text or "")[-1:].isalpha() and len(byline):
            byline.text = f"{byline.text} "
        said = take_text(byline).rstrip(" ,")
        if line := ", ".join(part for part in (said, title) if part):
            lines.append(line)
    return "; ".join(lines) or None, tuple(creators)


def take_dateline(root: etree._Element) -> tuple[str | None, str | None]:
    """The dateline, and the town in it. A date that is written for machines is none of its
    words."""
    for dateline in _above(root, "dateline"):
        for date in children(dateline, "story.date"):
            if norm_time(text(date), UTC):
                take_raw(date)
        places = [said for each in children(dateline, "location") if (said := text(each))]
        town = next((said for each in dateline.iter("{*}city") if (said := text(each))), None)
        for location in children(dateline, "location"):
            spell_out(location)
            after = location.getnext()
            if after is not None and not (location.tail or "").strip(" \t") and text(after):
                location.tail = ", "
        if line := take_text(dateline).strip(" ,"):
            return line, town or (places[0] if places else None)
    return None, None


def spell_out(location: etree._Element) -> None:
    """Put commas where only elements part a town from its country."""
    for each in list(location)[:-1]:
        if text(each) and not (each.tail or "").strip():
            each.tail = ", "


def take_standfirst(root: etree._Element) -> str | None:
    """The abstract on one line."""
    said: list[str] = []
    for abstract in _above(root, "abstract"):
        said += (plain_line(clean_line(text_of(block))) for block in blocks_of(abstract))
        take_raw(abstract)
    return " ".join(line for line in said if line) or None


def _part_lines(element: etree._Element) -> None:
    """Put a space where only a line break parts two words."""
    for each in element.iter("{*}br", "{*}BR"):
        each.tail = f" {each.tail or ''}"


def take_distributor(root: etree._Element) -> str | None:
    """Who distributes the story."""
    return next((said for each in _above(root, "distributor") if (said := take_text(each))), None)


def _above(root: etree._Element, name: str) -> Iterator[etree._Element]:
    for head in root.iter("{*}body.head"):
        yield from children(head, name)


def _loose_text(element: etree._Element) -> str:
    """The text of ``element`` that is in none of its children, taken."""
    parts = [element.text or "", *(each.tail or "" for each in element)]
    element.text = None
    for each in element:
        each.tail = None
    return clean_line(" ".join(parts))
