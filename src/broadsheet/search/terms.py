"""What a reader typed, as terms that either database can look for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.stories.text import is_unspaced, pairs, runs

QUERY_LENGTH = 200
MOST_TERMS = 12
PREFIX_FROM = 4
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂「」『』", '"') | {"\0": " "})
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True)
class Term:
    """Words that must follow each other; of the last one only the beginning, if `prefix`.

    `runs` are the words as readers know them, `words` as the index has them (pairs of Chinese and
    Japanese characters); both are folded and hold nothing but letters and digits.
    """

    runs: tuple[str, ...]
    words: tuple[str, ...]
    prefix: bool = False


def clean(text: str) -> str:
    """`text` with single blanks, at most 200 characters: what the search box shows again."""
    return " ".join(text.replace("\0", " ").split())[:QUERY_LENGTH]


def terms_of(text: str) -> list[Term]:
    """The terms of a query, at most twelve, all of which a story must have.

    Words in quotes are a phrase. A word of four letters and more also finds longer words that begin
    with it, as does a shorter one with `*` behind. Nothing else is an operator.
    """
    found: dict[Term, None] = {}
    for match in _PIECE.finditer(clean(text).translate(_QUOTES)):
        phrase, piece = match.groups()
        if term := _term(phrase if piece is None else piece, exact=piece is None):
            found.setdefault(term)
    return list(found)[:MOST_TERMS]


def is_too_short(terms: list[Term]) -> bool:
    """Whether `terms` ask for nothing: no word, or single letters of an alphabet only."""
    return all(
        len(run) == 1 and not is_unspaced(run) and not run.isdigit()
        for term in terms
        for run in term.runs
    )


def _term(text: str, *, exact: bool) -> Term | None:
    found = runs(text)
    if not found:
        return None
    last = found[-1]
    words: list[str] = []
    for run in found[:-1]:
        words += pairs(run) if is_unspaced(run) else [run]
    if is_unspaced(last):
        # The index has the last character of a run alone; a query may end before the run does.
        words += pairs(last)[:-1] or [last]
        prefix = len(last) == 1
    else:
        words.append(last)
        longer = len(last) >= PREFIX_FROM and not last.isdigit()
        prefix = not exact and (longer or (text.endswith("*") and len(last) > 1))
    return Term(tuple(found), tuple(words), prefix)
