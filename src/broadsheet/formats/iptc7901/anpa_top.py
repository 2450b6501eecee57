"""What stands above the text of ANPA 1312: slug, headline, byline, notes to editors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from broadsheet.formats.iptc7901.order_lines import order_of
from broadsheet.formats.iptc7901.typesetting import characters

_SLUG = re.compile(r"(?P<slug>[^,]+?)(?:, *(?P<version>.*?))??(?:, *(?P<words>\d{1,5}))?")
_KILLED = re.compile(r"(?P<slug>.+?)[\s-]+KILL")
#: What some services put before the slug: ``*9006``.
_CODE = re.compile(r"\*\d{1,6}")
_NOTE = re.compile(r"\(?(?:Eds|Editors|Editor's Note|Note to editors)\b", re.IGNORECASE)
_PICTURES = re.compile(r"[A-Z]{2,5} (?:Photo|Video|Graphic|Audio|Interactive)s?\b")
#: What announces a story and is none of its words.
_ALERT = re.compile(r"(?:AP ?)?(?:NewsAlert|NewsNow)|URGENT|BULLETIN|FLASH|ALERTE?", re.IGNORECASE)
_BYLINE = re.compile(r"(?:By|Par|Por) (?P<name>.{3,120})", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:The )?(?:AP|Associated Press|Canadian Press)\b.*|La Presse Canadienne"
    r"|.*\b(?:Writers?|Editors?|Correspondents?)",
    re.IGNORECASE,
)
_ADVANCE = re.compile(r"\$ ?adv ?\d{0,2}", re.IGNORECASE)
_LONGEST_SLUG = 1_000


@dataclass(slots=True)
class Top:
    """What stands above the text."""

    code: str = ""
    slug: str = ""
    version: str = ""
    words: int | None = None
    headline: str = ""
    standfirst: list[str] = field(default_factory=list)
    byline: str = ""
    byline_title: str = ""
    notes: list[str] = field(default_factory=list)


def read_top(lines: list[str]) -> tuple[Top, list[str]]:
    """What stands above the text, which are the lines that begin flush left, and the text. A list
    of headlines, where all lines do and nobody signs, is text from the second one on."""
    top = Top()
    first = True
    for count, line in enumerate(lines):
        if not line.startswith("^"):
            return top, lines[count:]
        centred = line.endswith("=")
        said = characters(line)
        if first and _CODE.fullmatch(said):
            top.code = said
        elif (" " in said or not said.isascii()) and order_of(said):
            top.notes.append(said)
        elif first:
            first = False
            _read_slug(top, said)
        elif _is_note(said):
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
            return top, lines[count:]
        else:
            top.notes.append(said)
    text, top.standfirst = top.standfirst, []
    return top, text


def _is_note(said: str) -> bool:
    """Whether the line is for the desk: also AP's sign of an advance (``$adv04``)."""
    return bool(
        _NOTE.match(said)
        or _PICTURES.match(said)
        or _ADVANCE.fullmatch(said)
        or order_of(said)
        or _is_alert(said)
    )


def _is_alert(said: str) -> bool:
    return _ALERT.fullmatch(said.rstrip(".!: ")) is not None


def _read_slug(top: Top, said: str) -> None:
    if slug := _SLUG.fullmatch(said[:_LONGEST_SLUG]):
        top.slug, top.version = slug["slug"], slug["version"] or ""
        top.words = int(slug["words"]) if slug["words"] else None
        if not top.version and (killed := _KILLED.fullmatch(top.slug)):
            top.slug, top.version = killed["slug"], "KILL"
    else:
        top.headline = said
