"""Make a text fit a field."""

from __future__ import annotations

import unicodedata

_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}


def fit(text: str, length: int) -> str:
    """`text`, or its beginning with an ellipsis in at most `length` characters.

    Cut between words where one ends near; never between a character and the accents, signs or
    joiners that belong to it.
    """
    if len(text) <= length:
        return text
    cut = length - 1
    while cut and _belongs_to_the_one_before(text, cut):
        cut -= 1
    blank = text.rfind(" ", cut * 3 // 4, cut + 1)
    return text[: blank if blank > 0 else cut].rstrip(" ,;:–—-") + "…"


def _belongs_to_the_one_before(text: str, at: int) -> bool:
    return (
        text[at] in _JOINERS
        or text[at - 1] == "\u200d"
        or unicodedata.category(text[at]).startswith("M")
        or "\U0001f3fb" <= text[at] <= "\U0001f3ff"
    )
