"""Words: counting them, and cutting them up for the search index, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any

# Han, kana and their extensions: scripts written without blanks between words.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{_UNSPACED}々〇]+")
_WORD = re.compile(rf"[{_UNSPACED}々〇]|[^\W_{_UNSPACED}]+(?:['’\-][^\W_{_UNSPACED}]+)*")
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]+>", re.S | re.I)


def strip_tags(markup: str) -> str:
    """The visible text of clean `markup`, tags turned into blanks."""
    return unescape(_TAG.sub(" ", markup))


def count_words(text: str) -> int:
    """Number of words; in Chinese and Japanese every character counts as one."""
    return sum(1 for _ in _WORD.finditer(text))


def segment(text: str) -> str:
    """`text` (NFC) with runs of Chinese and Japanese cut into overlapping pairs.

    Full-text indexes split at blanks, and these scripts have none. With 潮信报 indexed as
    潮信 信报 (and queries cut up the same way) any substring of two or more characters is found.
    """

    def pairs(match: re.Match[str]) -> str:
        run = match.group()
        if len(run) == 1:
            return f" {run} "
        return " " + " ".join(run[i : i + 2] for i in range(len(run) - 1)) + " "

    return _RUN.sub(pairs, unicodedata.normalize("NFC", text)).strip()


def plain_text(stream: Any) -> str:
    """Every word that stands in a StreamField value, as text."""
    raw = getattr(stream, "raw_data", None)
    if not raw:
        return ""
    return " ".join(
        strip_tags(piece) for block in raw for piece in _strings(block.get("value")) if piece
    )


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
