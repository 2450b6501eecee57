"""Words: counting them, and cutting them up for the search index, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any

from broadsheet.theme.ruby import readings, without_ruby

# Han, kana and their extensions: scripts written without blanks between words. Without ・ and ゠.
UNSPACED = (
    "々〇〻\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Accents of Latin, Greek and Cyrillic; points of Hebrew; vowels, hamza and stretch of Arabic.
_FOLDED = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
# Vowel signs of Indian and South-East Asian scripts. Like those above, `\w` leaves them out.
_SIGNS = "".join(
    chr(code) for code in range(0x900, 0x1800) if unicodedata.category(chr(code))[0] == "M"
)
_SPACED = rf"[^\W_{UNSPACED}](?:[^\W_{UNSPACED}]|[{_FOLDED}{_SIGNS}])*"
_WORD = re.compile(rf"[{UNSPACED}]|{_SPACED}(?:['’\-]{_SPACED})*")
_INDEX_RUN = re.compile(rf"[{UNSPACED}]+|{_SPACED}")
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]")
_FOLDED_MARKS = re.compile(f"[{_FOLDED}]")
_FOLDED_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"}
    | {chr(start + digit): str(digit) for start in (0x660, 0x6F0) for digit in range(10)}
)
_ARABIC_ARTICLE = re.compile(r"^(?:ال(?=\w{3})|(?:[وبكف]ال|لل)(?=\w{4}))")
_LONGEST_WORD = 64
_INDEXED_WORDS = 30_000
_INDEXED_BYTES = 300_000
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]+>", re.S | re.I)
_INLINE_TAG = re.compile(r"</?(?:a|b|code|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>", re.I)


def strip_tags(markup: str) -> str:
    """The visible text of clean `markup`, without readings.

    A tag becomes a blank, but not one inside a line: that may stand in the middle of a word.
    """
    return unescape(_TAG.sub(" ", _INLINE_TAG.sub("", without_ruby(markup))))


def searchable(text: str) -> str:
    """`text` with its readings at its end, where they don't part the words that stand below."""
    return " ".join([without_ruby(text), *readings(text)])


def count_words(text: str) -> int:
    """Number of words; in Chinese and Japanese every character counts as one."""
    return sum(1 for _ in _WORD.finditer(text))


def fold(text: str) -> str:
    """`text` as readers type it: small letters, no accents, one form of each Arabic letter.

    Compatibility forms (full-width letters, ligatures) become plain ones. Marks that make another
    letter, as in Japanese or Hindi, stay.
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = _FOLDED_MARKS.sub("", unicodedata.normalize("NFD", plain))
    return unicodedata.normalize("NFC", bare).translate(_FOLDED_LETTERS)


def runs(text: str) -> list[str]:
    """The words of `text`, folded; a run of Chinese or Japanese is one of them, not yet cut up.

    Arabic words lose their article, so that الميناء and ميناء find each other.
    """
    found = _INDEX_RUN.findall(fold(text))
    return [
        run[:_LONGEST_WORD]
        if run.isascii()
        else run
        if is_unspaced(run)
        else _ARABIC_ARTICLE.sub("", run)[:_LONGEST_WORD]
        for run in found
    ]


def is_unspaced(run: str) -> bool:
    """Whether `run` (one of `runs`) is Chinese or Japanese."""
    return not run.isascii() and _UNSPACED_RUN.match(run) is not None


def pairs(run: str) -> list[str]:
    """A run of Chinese or Japanese cut up for the index: 潮信报 into 潮信, 信报 and 报.

    So any substring is a phrase of pairs, and any single character is the beginning of a word.
    """
    return [*(run[at : at + 2] for at in range(len(run) - 1)), run[-1]]


def segment(text: str) -> str:
    """The words of `text`, folded, with blanks between them, as the full-text index wants them.

    Full-text indexes split at blanks, which Chinese and Japanese don't have: their runs are cut
    into `pairs`. All that is not a word is left out, so that SQLite and PostgreSQL have nothing to
    cut up differently. PostgreSQL refuses an entry above 1 MB: what comes after 30,000 words or
    300,000 bytes is not indexed.
    """
    found = runs(text)
    if text.isascii() and len(found) <= _INDEXED_WORDS and len(text) <= _INDEXED_BYTES:
        return " ".join(found)
    kept: list[str] = []
    size = 0
    for run in found:
        for word in pairs(run) if is_unspaced(run) else [run]:
            size += len(word.encode()) + 1
            if size > _INDEXED_BYTES or len(kept) == _INDEXED_WORDS:
                return " ".join(kept)
            kept.append(word)
    return " ".join(kept)


def plain_text(stream: Any) -> str:
    """Every word that stands in a StreamField value, as text, without the readings."""
    return " ".join(map(strip_tags, _pieces(stream)))


def readings_in(stream: Any) -> list[str]:
    """The readings that stand in a StreamField value."""
    return [reading for piece in _pieces(stream) for reading in readings(piece)]


def _pieces(stream: Any) -> list[str]:
    raw = getattr(stream, "raw_data", None) or []
    return [piece for block in raw for piece in _strings(block.get("value")) if piece]


_NOT_WORDS = {"id", "type", "url", "at", "corrected_at", "picture", "clip", "stories", "key_moment"}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if set(value) == {"type", "value", "id"}:
            yield from _strings(value["value"])
            return
        for key, inner in value.items():
            if key not in _NOT_WORDS:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
