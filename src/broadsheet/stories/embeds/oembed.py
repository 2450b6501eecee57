"""What a provider says of a page: the oEmbed answer (oembed.com, section 2.3.4), read with doubt.

Its HTML is never printed. From it we take the address of a frame, if its host is one we allow, and
the words of a post; everything else is left behind.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import nh3
from lxml import html
from lxml.etree import ParserError

from broadsheet.theme.embeds import is_framed

KINDS = ("photo", "video", "link", "rich")
TITLE_LENGTH = 300
WORDS_LENGTH = 2000
DAY = 24 * 60 * 60
KEPT_SECONDS = (DAY, 30 * DAY, 365 * DAY)  # least, usual, most
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_LARGEST_SIDE = 10_000


class Unreadable(Exception):
    """The answer isn't an oEmbed answer."""


@dataclass(frozen=True)
class Described:
    """What an answer says, in plain text; empty where it says nothing."""

    kind: str
    title: str = ""
    author: str = ""
    provider: str = ""
    words: str = ""
    language: str = ""
    frame_url: str = ""
    picture_url: str = ""
    width: int | None = None
    height: int | None = None
    kept_seconds: int = KEPT_SECONDS[1]


def read_answer(body: bytes) -> Described:
    """The answer in `body` (JSON). Raises `Unreadable`."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    if not isinstance(data, dict) or data.get("type") not in KINDS:
        raise Unreadable("there is no type")
    given = data.get("html")
    markup: str = given if isinstance(given, str) else ""
    words, language = _post(markup) if data["type"] == "rich" else ("", "")
    return Described(
        kind=data["type"],
        title=_line(data.get("title")),
        author=_line(data.get("author_name")),
        provider=_line(data.get("provider_name")),
        words=words,
        language=language,
        frame_url=_frame(markup),
        picture_url=_https(data.get("thumbnail_url")),
        width=_side(data.get("width")),
        height=_side(data.get("height")),
        kept_seconds=_kept(data.get("cache_age")),
    )


def _line(value: Any) -> str:
    """One line of plain text, whatever came."""
    if not isinstance(value, str):
        return ""
    text = unescape(nh3.clean(value, tags=set()))
    text = "".join(one for one in text if unicodedata.category(one) not in {"Cc", "Cs", "Co"})
    return unicodedata.normalize("NFC", " ".join(text.split()))[:TITLE_LENGTH]


def _https(value: Any) -> str:
    return value if isinstance(value, str) and value.startswith("https://") else ""


def _side(value: Any) -> int | None:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 < number <= _LARGEST_SIDE else None


def _kept(value: Any) -> int:
    least, usual, most = KEPT_SECONDS
    try:
        return min(max(int(value), least), most)
    except (TypeError, ValueError, OverflowError):
        return usual


def _tree(markup: str) -> Any:
    try:
        return html.fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError):
        return None


def _frame(markup: str) -> str:
    """The address of the first frame in `markup`, if its host is one we allow."""
    tree = _tree(markup) if "<iframe" in markup.lower() else None
    for frame in tree.iter("iframe") if tree is not None else ():
        address = frame.get("src", "").strip()
        address = f"https:{address}" if address.startswith("//") else address
        try:
            return address if is_framed(address) and not urlsplit(address).username else ""
        except ValueError:
            return ""
    return ""


def _post(markup: str) -> tuple[str, str]:
    """The paragraphs of the first quotation in `markup`, a blank line between, and its language.

    The signature that posts carry after their paragraphs (author, date) is left out: the card
    prints them itself.
    """
    tree = _tree(nh3.clean(markup, tags={"blockquote", "p", "br"}, attributes={"p": {"lang"}}))
    quotation = tree.find(".//blockquote") if tree is not None else None
    if quotation is None:
        return "", ""
    paragraphs = quotation.findall("p")
    texts = [_paragraph(one) for one in paragraphs]
    language = next((one.get("lang", "") for one in paragraphs), "")
    words = "\n\n".join(text for text in texts if text)[:WORDS_LENGTH].strip()
    return words, language if _LANGUAGE.match(language) and language != "und" else ""


def _paragraph(element: Any) -> str:
    for line_break in element.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    lines = (_line(line) for line in str(element.text_content()).splitlines())
    return "\n".join(line for line in lines if line)
