"""Whether an item says of itself that it corrects what was sent before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from broadsheet.formats.item import Item

_CODES = frozenset({"correction", "corrections", "corrected", "corrects", "corrective"})
_BEGINNING = re.compile(
    r"^[\W_]*(corrections?|corrected|corrects|corrigendum|correctif|rectificatif|korrektur"
    r"|berichtigung|corrección|correzione|correção|correctie|rättelse|rettelse"
    r"|更正|訂正|تصحيح)(\W|_|$)",
    re.IGNORECASE,
)


def is_correction(item: Item) -> bool:
    """Whether it is marked as a correction: by a signal (NewsML-G2 2.35, signal), by its genre, or
    as agencies write it, with the word before headline, slug or the note to editors.
    """
    codes = [code for genre in item.genre for code in (genre.uri, genre.qcode, genre.name)]
    codes += _signals(item.extra)
    if any(_last_part(code) in _CODES for code in codes if code):
        return True
    return any(
        _BEGINNING.match(text) for text in (item.headline, item.slugline, item.ednote) if text
    )


def _signals(extra: Any) -> Iterator[str]:
    if isinstance(extra, list | tuple):
        for inner in extra:
            yield from _signals(inner)
    elif hasattr(extra, "items"):
        for key, inner in extra.items():
            yield from _texts(inner) if "signal" in str(key).lower() else _signals(inner)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif hasattr(value, "values"):
        for inner in value.values():
            yield from _texts(inner)


def _last_part(code: str) -> str:
    return re.split(r"[:/#]", code.strip())[-1].lower()
