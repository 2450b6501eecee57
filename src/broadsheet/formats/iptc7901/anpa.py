"""One message of ANPA 1312, as AP and The Canadian Press sent it, to one :class:`Item`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from broadsheet.formats.errors import FormatError
from broadsheet.formats.iptc7901.identity import name_of
from broadsheet.formats.iptc7901.messages import Message
from broadsheet.formats.iptc7901.orders import Orders, orders_in
from broadsheet.formats.iptc7901.paragraphs import take_dateline
from broadsheet.formats.iptc7901.stamp import anpa_time
from broadsheet.formats.iptc7901.typesetting import blocks, characters
from broadsheet.formats.item import Creator, Item, Subject
from broadsheet.formats.signals import CORRECTION
from broadsheet.formats.text import clean_line

#: Service level and story number, then the selector; priority and category on the next line.
HEADER = re.compile(
    r"\x01?\s*(?P<level>[A-Za-z])(?P<number>\d{1,5})[^\S\n]*\x1f(?P<selector>[^\r\n\x1f]{0,20})"
    r"\s*[\r\n]+(?P<priority>[A-Za-z])[ ]?(?P<category>[A-Za-z])(?=[\x00-\x20])"
)
_KEYWORDS = re.compile(
    r"\s*(?P<keyword>\S+)(?: +(?P<version>(?!\d\d-\d\d\b)\S.*?))?"
    r"(?: +(?P<date>\d\d-\d\d))?(?: +(?P<words>\d{1,5}))?\s*"
)
_SLUG = re.compile(r"(?P<slug>[^,]+?)(?:, *(?P<version>[^,]*?))??(?:, *(?P<words>\d{1,5}))?")
#: Flash, bulletin, urgent, regular, deferred.
_URGENCY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5}
_CATEGORIES = {
    **{"a": "domestic news", "e": "entertainment", "f": "finance", "i": "international news"},
    **{"l": "lifestyle", "n": "state and regional news", "o": "weather", "p": "politics"},
    **{"s": "sport", "v": "advisories", "w": "Washington news"},
}
_ADVISORIES = "v"
_NOTE = re.compile(r"\(?(?:Eds|Editors|Editor's Note|Note to editors)\b", re.IGNORECASE)
_PICTURES = re.compile(r"[A-Z]{2,5} (?:Photo|Video|Graphic|Audio|Interactive)s?\b")
_BYLINE = re.compile(r"By (?P<name>.{3,120})", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:The )?(?:AP|Associated Press|Canadian Press)\b.*"
    r"|.*\b(?:Writers?|Editors?|Correspondents?)",
    re.IGNORECASE,
)
_LONGEST_HEADER = 1_000


@dataclass(slots=True)
class _Top:
    """What stands above the text."""

    slug: str = ""
    version: str = ""
    words: int | None = None
    headline: str = ""
    standfirst: list[str] = field(default_factory=list)
    byline: str = ""
    byline_title: str = ""
    notes: list[str] = field(default_factory=list)


def read_message(message: Message, zone: tzinfo, provider: str) -> Item:
    """The item in ``message``. Raises FormatError if its header is none.

    Priority f, b, u, r and d are urgency 1 to 5. A kill in the version makes the item canceled
    (and news, though kills come as advisories: nobody may pass it over);
    an advance is withheld, since it names its day in prose. Numbers begin again, therefore the
    guid has the day in it, or the header's date and a digest; what belongs to one story has one
    slugline.
    """
    written = "\n".join(message.header)[:_LONGEST_HEADER]
    match = HEADER.match(written)
    keys = _KEYWORDS.fullmatch(_visible(written[match.end() :])) if match else None
    if match is None or keys is None:
        raise FormatError(
            "The header does not have the fields of ANPA 1312: service level and number, "
            "priority and category, keyword",
            where=repr(written[:60]),
            remedy="Ask the provider what this is.",
        )
    closing = [line.strip(" <") for line in message.after if line.strip(" <")]
    moment = next((at for line in closing if (at := anpa_time(line, zone))), None)
    lines = [line for line in message.text if line.strip()]
    top, count = _read_top(lines)
    paragraphs = lines[count:]
    dateline, place, agency = _take_dateline(paragraphs)
    told = orders_in([keys["version"] or "", top.version], top.notes)
    number, category = f"{match['level']}{match['number']}", match["category"].lower()
    return Item(
        guid=name_of(message, "anpa1312", number, moment, keys["date"] or ""),
        provider=provider,
        source=agency or _service(closing) or None,
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
        slugline=top.slug or clean_line(keys["keyword"]),
        dateline=dateline or None,
        place=place or None,
        body=blocks(paragraphs),
        subjects=(Subject(_CATEGORIES.get(category, ""), literal=match["category"]),),
        urgency=_URGENCY.get(match["priority"].lower()),
        pubstatus="canceled"
        if told.kill
        else "withheld"
        if told.hold or told.embargo
        else "usable",
        created=moment,
        updated=moment,
        ednote="\n".join(top.notes) or None,
        extra=_extra(match, keys, top, told, closing),
    )


def _read_top(lines: list[str]) -> tuple[_Top, int]:
    """What stands above the text, and how many lines that is: those that begin flush left."""
    top = _Top()
    for count, line in enumerate(lines):
        if not line.startswith("^") or line.startswith("\x08"):
            return top, count
        centred = line.endswith("=")
        said = characters(line)
        if count == 0 and (slug := _SLUG.fullmatch(said[:_LONGEST_HEADER])):
            top.slug, top.version = slug["slug"], slug["version"] or ""
            top.words = int(slug["words"]) if slug["words"] else None
        elif _NOTE.match(said) or _PICTURES.match(said):
            top.notes.append(said)
        elif centred and not top.byline and (by := _BYLINE.fullmatch(said)):
            top.byline = by["name"]
        elif top.byline and centred and not top.byline_title and _TITLE.fullmatch(said):
            top.byline_title = said
        elif not top.headline:
            top.headline = said
        elif not centred and not top.byline:
            top.standfirst.append(said)
        elif top.byline:
            return top, count
        else:
            top.notes.append(said)
    return top, len(lines)


def _take_dateline(lines: list[str]) -> tuple[str, str, str]:
    for index, line in enumerate(lines[:2]):
        if line.startswith(("^", "\x08")):
            continue
        found = [characters(line)]
        dateline, place, agency = take_dateline(found)
        if dateline:
            lines[index] = f"\t{found[0]}"
            return dateline, place, agency
    return "", "", ""


def _service(closing: list[str]) -> str:
    found = re.match(r"([A-Z]{2,5})-", closing[0]) if closing else None
    return found[1] if found else ""


def _visible(header: str) -> str:
    return re.sub("[\x00-\x1f]+", " ", header)


def _extra(
    match: re.Match[str], keys: re.Match[str], top: _Top, told: Orders, closing: list[str]
) -> dict[str, Any]:
    extra: dict[str, Any] = {
        "number": f"{match['level']}{match['number']}",
        "selector": clean_line(match["selector"]).strip("-"),
        "priority": match["priority"],
        "keyword": clean_line(keys["keyword"]),
        "version": clean_line(top.version or keys["version"] or ""),
        "version_keyword": clean_line(keys["version"] or ""),
        "filed": keys["date"],
        "words": int(keys["words"]) if keys["words"] else None,
        "slug_words": top.words,
        "closing": [clean_line(line) for line in closing],
        "signals": [CORRECTION] if told.correction else None,
        "embargo_unparsed": clean_line(told.embargo),
    }
    return {name: value for name, value in extra.items() if value}
