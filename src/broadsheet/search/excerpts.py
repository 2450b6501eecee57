"""The piece of a story around what was searched for, with the hits marked."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from broadsheet.search.terms import Term
from broadsheet.stories.models import Story
from broadsheet.stories.text import UNSPACED, fold, is_unspaced, plain_text
from broadsheet.theme.ruby import without_ruby

LENGTH = 220
_LEAD = 60
_READ = 100_000
_ARTICLE = "(?:[وبكف]?ال|لل)?"
_LETTER = rf"[^\W_{UNSPACED}]"


def excerpt_of(story: Story, terms: list[Term]) -> SafeString:
    """About 220 characters of standfirst and text around the first hit, as safe HTML.

    Hits stand in `<mark>`. Without a hit there (it may be in the headline) it is the beginning.
    """
    standfirst = without_ruby(story.standfirst)
    words = f"{standfirst} {plain_text(story.body)} {plain_text(story.entries)}".split()
    text = unicodedata.normalize("NFC", " ".join(words)[:_READ])
    hits = hits_in(text, terms)
    start, stop = _window(text, hits[0][0] if hits else 0)
    return mark_hits(text[start:stop], terms, before=start > 0, after=stop < len(text))


def mark_hits(
    text: str, terms: list[Term], *, before: bool = False, after: bool = False
) -> SafeString:
    """`text` as safe HTML with its hits in `<mark>`, and … where it was cut off."""
    pieces = ["… " if before else ""]
    at = 0
    for start, stop in hits_in(text, terms):
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        at = stop
    pieces += [escape(text[at:]), " …" if after else ""]
    return mark_safe("".join(pieces))


def hits_in(text: str, terms: list[Term]) -> list[tuple[int, int]]:
    """Where `terms` stand in `text`: beginnings and ends, in order, none within another."""
    if not terms:
        return []
    folded, origins = _fold_with_origins(text)
    found = []
    for match in _pattern(terms).finditer(folded):
        # Accents that were folded away after the last letter belong to it.
        after = origins[match.end()] if match.end() < len(origins) else len(text)
        found.append((origins[match.start()], max(after, origins[match.end() - 1] + 1)))
    return found


def _pattern(terms: list[Term]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_written(term)})" for term in terms))


def _written(term: Term) -> str:
    """A term as a regular expression over folded text; its words are letters and digits only."""
    parts = [re.escape(run) for run in term.runs]
    head = "" if is_unspaced(term.runs[0]) else f"(?<!{_LETTER}){_ARTICLE}"
    tail = "" if is_unspaced(term.runs[-1]) else f"{_LETTER}*" if term.prefix else f"(?!{_LETTER})"
    return head + rf"[\W_]*{_ARTICLE}".join(parts) + tail


def _fold_with_origins(text: str) -> tuple[str, list[int]]:
    """`text` folded character by character, and for each of the result's the place it came from."""
    pieces: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        plain = _fold_character(character)
        pieces.append(plain)
        origins += [place] * len(plain)
    return "".join(pieces), origins


_fold_character = lru_cache(maxsize=8192)(fold)


def _window(text: str, hit: int) -> tuple[int, int]:
    start = max(0, hit - _LEAD)
    if start:
        blank = text.find(" ", start, hit)
        start = blank + 1 if blank >= 0 else start
    stop = min(len(text), start + LENGTH)
    if stop < len(text):
        blank = text.rfind(" ", max(start + LENGTH // 2, hit + 1), stop)
        stop = blank if blank > 0 else stop
    return start, stop
