"""Paragraphs out of lines that were cut at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORTEST_WRAPPED = 45
_MARKED = re.compile(r"\s*(?:[-*•#]+\s|\d{1,2}[.)]\s)")
_INDENTED = re.compile(r"(?:\t| {2,}|\u3000)\S")


def is_indented(line: str) -> bool:
    """Whether ``line`` begins a paragraph by standing in."""
    return _INDENTED.match(line) is not None


def paragraphs(lines: Iterable[str]) -> list[str]:
    """The paragraphs of ``lines``: a blank line ends one, an indented line begins one. Lines of
    the same paragraph are joined, unless the first is too short to have been cut or the next is
    an item of a list."""
    found: list[list[str]] = []
    begin = True
    last = ""
    for line in lines:
        text = line.strip()
        if not text:
            begin = True
            continue
        joins = len(last) >= _SHORTEST_WRAPPED or text[0].islower()
        if begin or is_indented(line):
            found.append([text])
        elif joins and not _MARKED.match(line):
            found[-1].append(f" {text}")
        else:
            found[-1].append(f"\n{text}")
        begin, last = False, text
    return ["".join(parts) for parts in found]
