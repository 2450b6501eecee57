"""One message of IPTC 7901 (The Text Transmission Format) to one :class:`Item`."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from html import escape
from typing import Any

from broadsheet.formats.errors import FormatError
from broadsheet.formats.html import blocks_from_html, clean_link
from broadsheet.formats.iptc7901.datelines import take_dateline
from broadsheet.formats.iptc7901.headers import Header, take_header
from broadsheet.formats.iptc7901.identity import name_of
from broadsheet.formats.iptc7901.kills import named_by, refers_to
from broadsheet.formats.iptc7901.messages import Message
from broadsheet.formats.iptc7901.order_lines import order_of, take_orders
from broadsheet.formats.iptc7901.orders import Orders, orders_in
from broadsheet.formats.iptc7901.paragraphs import paragraphs
from broadsheet.formats.iptc7901.private import split_private
from broadsheet.formats.iptc7901.stamp import iptc_time
from broadsheet.formats.iptc7901.tables import Table, split_tables
from broadsheet.formats.iptc7901.titles import (
    read_title,
    split_keywords,
    split_title,
    take_below,
    take_keywords,
)
from broadsheet.formats.item import Block, Creator, Item, Link, Subject
from broadsheet.formats.signals import CORRECTION
from broadsheet.formats.text import clean_line, clean_text

#: ``dpa 0123``, or ``/AFP-AB12``.
_CREDIT = re.compile(
    r"(?:.*\s)?(?P<agency>[^\W\d_][\w-]{1,11})\s+\d[\w#/-]*|(?:.*\s)?/(?P<coded>[A-Z]{2,8})-\w{2,8}"
)
_LINKED = re.compile(r"\[(?P<title>[^\[\]]{1,200})\]\((?P<href>https?://[^\s()]+)\)")
_LONGEST_STAMP = 40
#: Between APA's title and its second line ("Untertitel").
_SUBTITLE = " Utl.: "
#: Messages to the desks: dpa's redaktioneller Service.
_SERVICE = frozenset(("rs",))


def read_message(message: Message, zone: tzinfo, provider: str) -> Item:
    """The item in ``message``. Raises FormatError if its header is none.

    Priority 1 (highest) to 6 is the urgency. A killing message is canceled and one that speaks of
    an embargo is withheld, since it names its end in prose. Numbers begin again every day or so,
    therefore the guid has the day in it, or a digest where no closing line tells the day.
    """
    above, lines = [line for line in message.header if line.strip()], list(message.text)
    header = take_header(above or lines, message.telegram)
    if header is None:
        raise FormatError(
            "The header does not have the fields of IPTC 7901: source and number, priority, "
            "category, words",
            where=repr(" ".join(above or lines)[:60]),
            remedy="Ask the provider what this is.",
        )
    keywords, beside = _split_above(above or [take_keywords(lines)])
    moment, closing = _take_time(message, lines, zone)
    titles, text = split_title(lines)
    orders, headline, byline = read_title(titles)
    headline, _, subtitle = headline.partition(_SUBTITLE)
    orders = [*beside, *orders, *take_orders(text)]
    remarks, below = take_below(text)
    orders, byline = [*orders, *remarks, *take_orders(text)], byline or below
    public, private = split_private(text)
    parts = _parts(public)
    found = [each for each in parts if isinstance(each, str)]
    credit = _credit(header)
    dateline, place, agency = take_dateline(found, (header.source, credit))
    _strip_signature(found, agency)
    number = f"{header.source}{header.number}"
    told = orders_in(orders)
    slugline = clean_line(keywords).strip(" /=")
    references = refers_to(header, message, told, moment)
    if told.kill and "refers_to" not in references:
        references |= named_by(slugline, headline)
    return Item(
        guid=name_of(message, "iptc7901", number, moment, ""),
        provider=provider,
        source=agency or credit or None,
        format="iptc7901",
        is_news=told.kill or (header.category.lower() not in _SERVICE and not told.advisory),
        headline=headline or None,
        standfirst=subtitle or None,
        byline=byline or None,
        creators=(Creator(byline),) if byline else (),
        slugline=slugline or None,
        dateline=dateline or None,
        place=place or None,
        body=_body(parts, found),
        subjects=_subjects(header.category, slugline),
        urgency=header.urgency,
        pubstatus="canceled"
        if told.kill
        else "withheld"
        if told.hold or told.embargo or _is_for_the_desk(public, private)
        else "usable",
        created=moment,
        updated=moment,
        ednote=clean_text("\n".join([*orders, *private]).strip()) or None,
        links=_links(private),
        extra=_extra(header, closing, told) | references,
    )


def _credit(header: Header) -> str:
    found = _CREDIT.fullmatch(header.added)
    return (found["agency"] or found["coded"]) if found else ""


def _take_time(
    message: Message, lines: list[str], zone: tzinfo
) -> tuple[datetime | None, list[str]]:
    """The time after the text, or on its last line where the frame was lost; and the closing
    lines that are none."""
    after = [line.strip() for line in message.after if line.strip()]
    for line in after:
        if moment := iptc_time(line, zone):
            return moment, [other for other in after if other != line]
    last = next((i for i in reversed(range(len(lines))) if lines[i].strip()), None)
    stamp = lines[last].strip() if last is not None else ""
    moment = iptc_time(stamp, zone) if len(stamp) <= _LONGEST_STAMP else None
    if moment:
        del lines[last:]
    return moment, after


def _strip_signature(found: list[str], agency: str) -> None:
    """Cut the agency's name off the end, where it signs with it: it is the credit."""
    last = found[-1].rstrip(" .") if found else ""
    if agency and (signed := re.search(rf"\(©?\s?{re.escape(agency)}\)$", last, re.IGNORECASE)):
        found[-1] = last[: signed.start()].rstrip()
    elif agency and re.search(rf"[.!?\"”»]\s+{re.escape(agency)}$", last):
        found[-1] = last[: -len(agency)].rstrip()


def _parts(lines: list[str]) -> list[str | Table]:
    """The paragraphs and tables in ``lines``."""
    parts: list[str | Table] = []
    for each in split_tables(lines):
        parts += [each] if isinstance(each, Table) else paragraphs(each)
    return parts


def _body(parts: list[str | Table], found: list[str]) -> tuple[Block, ...]:
    """The blocks of ``parts``, whose paragraphs have become ``found``."""
    told = iter(found)
    written = (each.html() if isinstance(each, Table) else _html(next(told)) for each in parts)
    return blocks_from_html("".join(written))


def _html(paragraph: str) -> str:
    lines = map(clean_text, paragraph.split("\n"))
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def _subjects(category: str, slugline: str) -> tuple[Subject, ...]:
    words = (clean_line(word) for word in slugline.split("/"))
    keywords = [Subject(word, type="keyword") for word in words if word]
    return (*((Subject(literal=category),) if category else ()), *keywords)


def _split_above(lines: list[str]) -> tuple[str, list[str]]:
    """The keywords above the title, and the orders on lines of their own or in brackets."""
    orders = [clean_line(line) for line in lines if order_of(line)]
    keywords, beside = split_keywords(" ".join(line for line in lines if not order_of(line)))
    return keywords, [*orders, *beside]


def _is_for_the_desk(public: list[str], private: list[str]) -> bool:
    """Whether the whole text is said to be not for publication."""
    return any(map(str.strip, private)) and not any(map(str.strip, public))


def _links(private: list[str]) -> tuple[Link, ...]:
    return tuple(
        Link(href, "related", clean_line(found["title"]))
        for line in private
        for found in _LINKED.finditer(line)
        if (href := clean_link(found["href"]))
    )


def _extra(header: Header, closing: list[str], told: Orders) -> dict[str, Any]:
    extra: dict[str, Any] = {
        "number": f"{header.source}{header.number}",
        "priority": header.priority,
        "words": header.words,
        "added": clean_line(header.added),
        "closing": [clean_line(line) for line in closing],
        "signals": [CORRECTION] if told.correction else None,
        "embargo_unparsed": clean_line(told.embargo),
    }
    return {name: value for name, value in extra.items() if value not in (None, "", [])}
