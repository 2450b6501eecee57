"""One message of IPTC 7901 (The Text Transmission Format) to one :class:`Item`."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import Any

from broadsheet.formats.errors import FormatError
from broadsheet.formats.html import blocks_from_text, clean_link
from broadsheet.formats.iptc7901.identity import name_of
from broadsheet.formats.iptc7901.kills import refers_to
from broadsheet.formats.iptc7901.messages import Message
from broadsheet.formats.iptc7901.orders import Orders, orders_in
from broadsheet.formats.iptc7901.paragraphs import paragraphs, take_dateline
from broadsheet.formats.iptc7901.stamp import iptc_time
from broadsheet.formats.item import Block, Creator, Item, Link, Subject
from broadsheet.formats.signals import CORRECTION
from broadsheet.formats.text import clean_line, clean_text

#: Source and number, priority, category, words, and whatever the agency adds.
HEADER = re.compile(
    r"\x01?\s*(?P<source>[^\W\d_]{1,6})[ ]?(?P<number>\d{2,6}) +(?P<priority>\d)"
    r" +(?P<category>[^\W\d_]{1,4}) +(?P<words>\d{1,5})(?: +(?P<added>\S.*?))?\s*"
)
_CREDIT = re.compile(r"(?:.*\s)?(?P<agency>[^\W\d_][\w-]{1,11})\s+(?P<serial>[\d][\w#/-]*)")
_BYLINE = re.compile(
    r"(?:By|Von|Par|Por|Di|Door|Av)\s+(?P<name>[^\W\d].{2,80}?)(?:,\s*[\w-]{2,12})?"
)
_NOTEBOOK = re.compile(r"#*\s*(?:dpa[ -])?(?:notebook|notizblock)\b.*", re.IGNORECASE)
_PRIVATE = re.compile(
    r"not (?:intended )?for publication|nicht (?:zur|für die) Ver(?:ö|oe)ffentlichung"
    r"|pas destinée? à la publication|no (?:es )?para publica",
    re.IGNORECASE,
)
_STARS = re.compile(r"[*\s]+")
_SIGNED = re.compile(r"[a-z]{2,4}(?:-[a-z]+)?(?: [a-z]{2,4}){1,7}")
_LINKED = re.compile(r"\[(?P<title>[^\[\]]{1,200})\]\((?P<href>https?://[^\s()]+)\)")
_MOST_TITLE_LINES = 10
_LONGEST_HEADER = 500
#: Messages to the desks: dpa's redaktioneller Service.
_SERVICE = frozenset(("rs",))


def read_message(message: Message, zone: tzinfo, provider: str) -> Item:
    """The item in ``message``. Raises FormatError if its header is none.

    Priority 1 (highest) to 6 is the urgency. A killing message is canceled and one that speaks of
    an embargo is withheld, since it names its end in prose. Numbers begin again every day or so,
    therefore the guid has the day in it, or a digest where no closing line tells the day.
    """
    header, keywords, lines = _parts(message)
    match = HEADER.fullmatch(header) if len(header) <= _LONGEST_HEADER else None
    if match is None:
        raise FormatError(
            "The header does not have the fields of IPTC 7901: source and number, priority, "
            "category, words",
            where=repr(header[:60]),
            remedy="Ask the provider what this is.",
        )
    moment, closing = _take_time(message, lines, zone)
    titles, text = _split_title(lines)
    orders, headline, byline = _read_title(titles)
    public, private = _split_private(text)
    found = paragraphs(public)
    dateline, place, agency = take_dateline(found)
    credit = _CREDIT.fullmatch(match["added"] or "")
    number = f"{match['source']}{match['number']}"
    priority = int(match["priority"])
    told = orders_in([*titles[: len(orders)], *_in_brackets(keywords)])
    slugline = keywords.strip(" /=")
    return Item(
        guid=name_of(message, "iptc7901", number, moment, ""),
        provider=provider,
        source=credit["agency"] if credit else agency or None,
        format="iptc7901",
        is_news=told.kill or (match["category"].lower() not in _SERVICE and not told.advisory),
        headline=headline or None,
        byline=byline or None,
        creators=(Creator(byline),) if byline else (),
        slugline=slugline or None,
        dateline=dateline or None,
        place=place or None,
        body=_body(found),
        subjects=_subjects(match["category"], slugline),
        urgency=priority if 1 <= priority <= 6 else None,
        pubstatus="canceled"
        if told.kill
        else "withheld"
        if told.hold or told.embargo
        else "usable",
        created=moment,
        updated=moment,
        ednote=clean_text("\n".join([*orders, *private]).strip()) or None,
        links=_links(private),
        extra=_extra(match, closing, told, number) | refers_to(match, message, told, moment),
    )


def _parts(message: Message) -> tuple[str, str, list[str]]:
    """The header line, the line of keywords, and the lines of the text."""
    header = [line for line in message.header if line.strip()]
    if header:
        return header[0].strip(), " ".join(header[1:]), list(message.text)
    # No STX: the keywords are the first line after the header, the text what follows.
    lines = list(message.text)
    while lines and not lines[0].strip():
        lines.pop(0)
    first = lines.pop(0).strip() if lines else ""
    while lines and not lines[0].strip():
        lines.pop(0)
    keywords = lines.pop(0) if lines and "/" in lines[0] and " " not in lines[0].strip() else ""
    return first, keywords, lines


def _take_time(
    message: Message, lines: list[str], zone: tzinfo
) -> tuple[datetime | None, list[str]]:
    """The time after the text, or on its last line where the frame was lost; and the closing
    lines that are none."""
    after = [line.strip() for line in message.after if line.strip()]
    for line in after:
        if moment := iptc_time(line, zone):
            return moment, [other for other in after if other != line]
    if not after:
        for index in reversed(range(len(lines))):
            if lines[index].strip():
                if moment := iptc_time(lines[index], zone):
                    del lines[index]
                    return moment, []
                break
    return None, after


def _split_title(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the title, which ends with ``=``, and those of the text. Without that sign a
    first line that stands alone is the title."""
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    for index in range(start, min(start + _MOST_TITLE_LINES, len(lines))):
        line = lines[index].strip()
        if line.endswith("="):
            title = [*lines[start:index], line.rstrip("= ")]
            return [clean_line(each) for each in title if each.strip()], lines[index + 1 :]
    alone = start + 1 < len(lines) and not lines[start + 1].strip()
    if alone and start + 2 < len(lines):
        return [clean_line(lines[start])], lines[start + 1 :]
    return [], lines[start:]


def _read_title(titles: list[str]) -> tuple[list[str], str, str]:
    """Orders (``2ND LEAD``, ``(Achtung)``) in the first lines, the headline, and the byline."""
    lines = list(titles)
    byline = ""
    if len(lines) > 1 and (found := _BYLINE.fullmatch(lines[-1])):
        byline = found["name"]
        lines.pop()
    orders: list[str] = []
    shouted = all(line.isupper() for line in lines)
    while len(lines) > 1 and _is_order(lines[0], shouted):
        orders.append(lines.pop(0))
    return orders, " ".join(lines), byline


def _is_order(line: str, shouted: bool) -> bool:
    """Whether ``line`` stands above the headline; capitals say so, unless the headline has them
    too (``shouted``) and may only have been cut into lines."""
    if line.startswith("(") and line.endswith(")"):
        return True
    return line.isupper() and len(line.split()) <= (2 if shouted else 6)


def _split_private(lines: list[str]) -> tuple[list[str], list[str]]:
    """What readers may see, and what follows for the desk: the agency's notebook, contacts, and
    the initials of who wrote and edited."""
    for index, line in enumerate(lines):
        if _NOTEBOOK.fullmatch(line.strip()) or _PRIVATE.search(line):
            while index and (not lines[index - 1].strip() or _STARS.fullmatch(lines[index - 1])):
                index -= 1
            return lines[:index], lines[index:]
    last = max((i for i, line in enumerate(lines) if line.strip()), default=-1)
    if last > 0 and _SIGNED.fullmatch(lines[last].strip()):
        return lines[:last], lines[last:]
    return lines, []


def _body(found: list[str]) -> tuple[Block, ...]:
    return tuple(block for paragraph in found if paragraph for block in blocks_from_text(paragraph))


def _subjects(category: str, slugline: str) -> tuple[Subject, ...]:
    words = (clean_line(word) for word in slugline.split("/"))
    keywords = [Subject(word, type="keyword") for word in words if word]
    return (Subject(literal=category), *keywords)


def _in_brackets(keywords: str) -> list[str]:
    return re.findall(r"\(([^()]*)\)", keywords)


def _links(private: list[str]) -> tuple[Link, ...]:
    return tuple(
        Link(href, "related", clean_line(found["title"]))
        for line in private
        for found in _LINKED.finditer(line)
        if (href := clean_link(found["href"]))
    )


def _extra(match: re.Match[str], closing: list[str], told: Orders, number: str) -> dict[str, Any]:
    extra: dict[str, Any] = {
        "number": number,
        "priority": match["priority"],
        "words": int(match["words"]),
    }
    if match["added"]:
        extra["added"] = clean_line(match["added"])
    if closing:
        extra["closing"] = [clean_line(line) for line in closing]
    if told.correction:
        extra["signals"] = [CORRECTION]
    if told.embargo:
        extra["embargo_unparsed"] = clean_line(told.embargo)
    return extra
