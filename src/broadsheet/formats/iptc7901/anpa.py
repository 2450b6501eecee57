"""One message of ANPA 1312, as AP and The Canadian Press sent it, to one :class:`Item`."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import Any

from broadsheet.formats.errors import FormatError
from broadsheet.formats.iptc7901.anpa_lines import marked_lines
from broadsheet.formats.iptc7901.anpa_top import Top, read_top
from broadsheet.formats.iptc7901.datelines import take_dateline
from broadsheet.formats.iptc7901.headers import URGENCIES
from broadsheet.formats.iptc7901.identity import name_of
from broadsheet.formats.iptc7901.kills import CANCELS
from broadsheet.formats.iptc7901.messages import Message
from broadsheet.formats.iptc7901.order_lines import take_orders
from broadsheet.formats.iptc7901.orders import Orders, orders_in
from broadsheet.formats.iptc7901.stamp import anpa_time
from broadsheet.formats.iptc7901.typesetting import blocks, characters
from broadsheet.formats.item import Creator, Item, Subject
from broadsheet.formats.signals import CORRECTION
from broadsheet.formats.text import clean_line

#: Service level and story number, then the selector; priority and category on the next line.
_HEADER = re.compile(
    r"\s*(?P<level>[A-Za-z])(?P<number>\d{1,5})(?P<parted>[^\S\r\n]*\x1f)?"
    r"(?P<selector>[^\r\n\x1f]{0,20})\s*[\r\n]+"
    r"(?P<priority>[A-Za-z])[ \x11-\x14]?(?P<category>[A-Za-z])(?=[\x00-\x20])"
)
_KEYWORDS = re.compile(
    r"\s*(?P<keyword>\S+)(?: +(?P<version>(?!\d\d-\d\d\b)\S.*?))?"
    r"(?: +(?P<date>\d\d-\d\d))?(?: +(?P<words>\d{1,5}))?\s*"
)
_CATEGORIES = {
    **{"a": "domestic news", "e": "entertainment", "f": "finance", "i": "international news"},
    **{"l": "lifestyle", "n": "state and regional news", "o": "weather", "p": "politics"},
    **{"s": "sport", "v": "advisories", "w": "Washington news"},
}
#: ``OTTAWA — ``, as The Canadian Press writes it, with the province or country in small letters;
#: a sentence begins behind it.
_TOWN = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’ -]{2,28}[A-ZÀ-ÖØ-Þ](?:, [A-ZÀ-ÖØ-Þ][\w. ]{1,24})?)"
    r" (?:—|--) (?=[«“\"]?[A-ZÀ-ÖØ-Þ\d])"
)
_ADVISORIES = "v"
_LONGEST_HEADER = 1_000
_LONGEST_STAMP = 40
_WHOLE_NUMBER = 4
_HEADER_LINES = 2
_LAST_LINES = 2


def begins_with_header(text: str, soh: bool) -> bool:
    """Whether ``text`` begins with a header. Where neither SOH (``soh``) nor US marks it as one,
    the number must be whole and the date stand behind the keyword."""
    found = _HEADER.match(text[:_LONGEST_HEADER])
    if found is None:
        return False
    if soh or found["parted"]:
        return True
    keys = _KEYWORDS.fullmatch(_visible(re.split("[\r\n]", text[found.end() :], maxsplit=1)[0]))
    return len(found["number"]) == _WHOLE_NUMBER and keys is not None and bool(keys["date"])


def read_message(message: Message, zone: tzinfo, provider: str) -> Item:
    """The item in ``message``. Raises FormatError if its header is none.

    Priority f, b, u, r and d are urgency 1 to 5. A kill in the version makes the item canceled
    (and news, though kills come as advisories: nobody may pass it over); it names nothing but the
    slugline of what it kills. An advance is withheld, since it names its day in prose. Numbers
    begin again, therefore the guid has the day in it, or the header's date and a digest; what
    belongs to one story has one slugline.
    """
    header, text, closing, moment = _parts(message, zone)
    written = "\n".join(header)[:_LONGEST_HEADER]
    match = _HEADER.match(written)
    keys = _KEYWORDS.fullmatch(_visible(written[match.end() :])) if match else None
    if match is None or keys is None:
        raise FormatError(
            "The header does not have the fields of ANPA 1312: service level and number, "
            "priority and category, keyword",
            where=repr(written[:60]),
            remedy="Ask the provider what this is.",
        )
    lines, signed = marked_lines(text, keys["keyword"])
    top, paragraphs = read_top(lines)
    top.notes += map(characters, take_orders(paragraphs))
    dateline, place, agency = _take_dateline(paragraphs)
    told = orders_in([keys["version"] or "", top.version], top.notes)
    slugline = top.slug or clean_line(keys["keyword"])
    number, category = f"{match['level']}{match['number']}", match["category"].lower()
    return Item(
        guid=name_of(message, "anpa1312", number, moment, keys["date"] or ""),
        provider=provider,
        source=agency or signed or _service(closing) or None,
        format="anpa1312",
        is_news=told.kill or (category != _ADVISORIES and not told.advisory),
        headline=top.headline or None,
        standfirst=" ".join(top.standfirst) or None,
        byline=top.byline or None,
        creators=(
            Creator(top.byline, extra={"title": top.byline_title} if top.byline_title else {}),
        )
        if top.byline
        else (),
        slugline=slugline,
        dateline=dateline or None,
        place=place or None,
        body=blocks(paragraphs),
        subjects=(Subject(_CATEGORIES.get(category, ""), literal=match["category"]),),
        urgency=URGENCIES.get(match["priority"].lower()),
        pubstatus="canceled"
        if told.kill
        else "withheld"
        if told.hold or told.embargo
        else "usable",
        created=moment,
        updated=moment,
        ednote="\n".join(top.notes) or None,
        extra=_extra(match, keys, top, told, closing)
        | ({CANCELS: {"slugline": slugline}} if told.kill else {}),
    )


def _parts(
    message: Message, zone: tzinfo
) -> tuple[list[str], list[str], list[str], datetime | None]:
    """The two lines of the header, the text, what closes it, and the time in that."""
    header = [line for line in message.header if line.strip()]
    text = list(message.text)
    while len(header) < _HEADER_LINES and any(line.strip() for line in text):
        line = text.pop(0)
        header += [line] if line.strip() else []
    after = [line for line in message.after if line.strip()]
    moment = next((at for line in after if (at := anpa_time(line, zone))), None)
    said = [index for index, line in enumerate(text) if line.strip()]
    for index in reversed(said[-_LAST_LINES:]):
        if moment is None and len(text[index]) <= _LONGEST_STAMP:
            moment = anpa_time(text[index], zone)
            after += [text.pop(index)] if moment else []
    return header, text, [line.strip(" \t^<") for line in after], moment


def _take_dateline(lines: list[str]) -> tuple[str, str, str]:
    for index, line in enumerate(lines[:2]):
        if line.startswith(("^", "\x08")):
            continue
        found = [characters(line)]
        dateline, place, agency = take_dateline(found)
        if dateline:
            lines[index] = f"\t{found[0]}"
            return dateline, place, agency
        if index == 0 and (town := _TOWN.match(found[0])):
            lines[index] = f"\t{found[0][town.end() :]}"
            return town["place"], town["place"], ""
    return "", "", ""


def _service(closing: list[str]) -> str:
    found = re.match(r"([A-Z]{2,5})-", closing[0]) if closing else None
    return found[1] if found else ""


def _visible(header: str) -> str:
    return re.sub("[\x00-\x1f]+", " ", header)


def _extra(
    match: re.Match[str], keys: re.Match[str], top: Top, told: Orders, closing: list[str]
) -> dict[str, Any]:
    extra: dict[str, Any] = {
        "number": f"{match['level']}{match['number']}",
        "selector": clean_line(match["selector"]).strip("-"),
        "priority": match["priority"],
        "keyword": clean_line(keys["keyword"]),
        "version": clean_line(top.version or keys["version"] or ""),
        "version_keyword": clean_line(keys["version"] or ""),
        "code": top.code,
        "filed": keys["date"],
        "words": int(keys["words"]) if keys["words"] else None,
        "slug_words": top.words,
        "closing": [clean_line(line) for line in closing],
        "signals": [CORRECTION] if told.correction else None,
        "embargo_unparsed": clean_line(told.embargo),
    }
    return {name: value for name, value in extra.items() if value}
