"""Headers of IPTC 7901, and of the telegrams that Italian agencies send in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Source and number, priority, category, words, and whatever the agency adds.
_HEADER = re.compile(
    r"(?P<source>[^\W\d_]{1,12}(?:-[^\W\d_]{1,8})?)[ ]?(?P<number>\d{1,6})[ \t]+"
    r"(?P<priority>\d)[ \t]+(?P<category>[^\W\d_]{1,4})"
    r"(?:[ \t]+(?P<words>\d{1,5})(?:[ \t]+(?P<added>\S.*?))?)?\s*"
)
#: Number and service after ZCZC, codes of the line, and the routing: priority, category, desks.
_NUMBER = re.compile(r"(?P<number>\d{1,6}(?:/[A-Z\d]{1,6})?)\s*")
_CODE = re.compile(r"(?=\S*\d)[A-Z][A-Z\d_]{2,24}")
_ROUTING = re.compile(
    r"(?P<priority>[A-Z]) (?P<category>[A-Z]{2,4})(?P<desks>(?: [A-Z\d]{2,5})*? [A-Z]\d[A-Z]"
    r"(?: [A-Z\d]{2,5})*)"
)
_MOST_CODES = 3
_LONGEST = 500
#: As ANPA 1312 has them, too: flash, bulletin, urgent, regular, deferred.
URGENCIES = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5}


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: ``source`` and ``number`` name the message (a telegram has no source);
    ``urgency`` is 1 to 6, or None; ``added`` is what has no field."""

    source: str
    number: str
    priority: str
    category: str
    words: int | None
    added: str
    urgency: int | None


def take_header(lines: list[str], telegram: bool) -> Header | None:
    """The header at the beginning of ``lines``, taken off them; None if there is none.
    ``telegram`` says that ZCZC stood before it."""
    while lines and not lines[0].strip():
        lines.pop(0)
    if not lines or len(lines[0]) > _LONGEST:
        return None
    if found := _HEADER.fullmatch(lines[0].strip()):
        lines.pop(0)
        priority = int(found["priority"])
        return Header(
            source=found["source"],
            number=found["number"],
            priority=found["priority"],
            category=found["category"],
            words=int(found["words"]) if found["words"] else None,
            added=found["added"] or "",
            urgency=priority if 1 <= priority <= 6 else None,
        )
    number = _NUMBER.fullmatch(lines[0].strip()) if telegram else None
    return _telegram(lines, number["number"]) if number else None


def begins_with_header(text: str, framed: bool) -> bool:
    """Whether ``text`` begins with a header. Without control characters around it (``framed``)
    its words must be counted, or a blank line follow it: other texts have numbers, too."""
    first, _, rest = text.replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    found = _HEADER.fullmatch(first) if len(first) <= _LONGEST else None
    if found is None:
        return False
    blank = bool(rest) and not rest.partition("\n")[0].strip()
    return framed or blank or found["words"] is not None


def begins_with_number(text: str) -> bool:
    """Whether ``text``, which stood after ZCZC, begins with the number of a telegram."""
    return _NUMBER.fullmatch(text.replace("\r", "\n").partition("\n")[0]) is not None


def _telegram(lines: list[str], number: str) -> Header:
    lines.pop(0)
    added: list[str] = []
    routing = None
    while lines and len(added) < _MOST_CODES and routing is None:
        line = lines[0].strip()
        routing = _ROUTING.fullmatch(line)
        if routing is None and line and not _CODE.fullmatch(line):
            break
        lines.pop(0)
        if line:
            added.append(line if routing is None else routing["desks"].strip())
    priority = routing["priority"] if routing else ""
    return Header(
        source="",
        number=number,
        priority=priority,
        category=routing["category"] if routing else "",
        words=None,
        added=" ".join(added),
        urgency=URGENCIES.get(priority.lower()),
    )
