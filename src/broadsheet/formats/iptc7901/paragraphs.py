"""Paragraphs out of lines that were cut at a fixed width, and datelines out of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORTEST_WRAPPED = 45
_MARKED = re.compile(r"\s*(?:[-*•#]+\s|\d{1,2}[.)]\s)")
_INDENTED = re.compile(r"(?:\t| {2,}|\u3000)\S")
_DATELINE = re.compile(
    r"(?P<dateline>(?P<place>[^()\n]{2,90}?)[ ,]*\((?P<source>[^()\n]{2,40})\))"
    r"\s*(?:[-–—_]{1,2}|--)\s+(?=\S)"
)


def paragraphs(lines: Iterable[str]) -> list[str]:
    """The paragraphs of ``lines``: a blank line ends one, an indented line begins one. Lines of
    the same paragraph are joined, unless the first is too short to have been cut or the next is
    an item of a list."""
    found: list[str] = []
    begin = True
    last = ""
    for line in lines:
        text = line.strip()
        if not text:
            begin = True
            continue
        joins = len(last) >= _SHORTEST_WRAPPED or text[0].islower()
        if begin or _INDENTED.match(line):
            found.append(text)
        elif joins and not _MARKED.match(line):
            found[-1] += f" {text}"
        else:
            found[-1] += f"\n{text}"
        begin, last = False, text
    return found


def take_dateline(found: list[str]) -> tuple[str, str, str]:
    """The dateline (``Berlin (dpa)``), its place and its agency, cut off from the first of
    ``found`` that has one; they stand in the first paragraphs if anywhere."""
    for index, paragraph in enumerate(found[:3]):
        if match := _DATELINE.match(paragraph):
            found[index] = paragraph[match.end() :]
            return match["dateline"], match["place"].strip(" ,"), match["source"].strip()
    return "", "", ""
