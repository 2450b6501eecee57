"""What stands above the text of a message: keywords, orders, headline, byline."""

from __future__ import annotations

import re

from broadsheet.formats.iptc7901.datelines import begins_with_dateline
from broadsheet.formats.iptc7901.order_lines import order_of
from broadsheet.formats.iptc7901.orders import Orders, orders_in
from broadsheet.formats.iptc7901.paragraphs import is_indented
from broadsheet.formats.text import clean_line

_BYLINE = re.compile(
    r"(?:By|Von|Par|Por|Di|Door|Av)\s+(?P<name>[^\W\d].{2,80}?)(?:,\s*[\w-]{2,12})?"
)
#: What has changed since the version before.
_VERSION = re.compile(
    r"\((?:actuali[sz]|actualiza|adds?|updates?|ampl[ií]a|aktualisiert|recasts?|re-?leads?|reprise"
    r"|complète|corrects?|corrige|corrigé|rectifie|aggiorna|atualiza)\w*\b[^()]{0,120}\)"
    # ``ATTENTION - ADDS quotes ///``, as AFP has it.
    r"|(?:attention|achtung|atenci[oó]n|aten[cç][aã]o)\s*[-–—]\s.{3,150}///",
    re.IGNORECASE,
)
_BYLINE_ALONE = re.compile(
    r"(?:By|BY|Von|Par|PAR|Por|POR)\s+(?P<name>[^\W\d_a-z][\w.'’-]*"
    r"(?:\s+(?:(?:and|et|und|y|e|de|da|di|van|von|del|la)|[^\W\d_a-z][\w.'’-]*)){1,7})"
)
#: Titles are cut where the line is full, not behind one word.
_HYPHENATED = re.compile(
    r"(?:(?P<alert>URGENTE?|ALERTE?|FLASH|BULLETIN)\s+)?(?P<words>[^\W\d_][^\s=/]*-[^\s=/]*\w)"
)
_BRACKETS = re.compile(r"\s?\((?P<order>[^()]*)\)")
_LONGEST_KEYWORDS = 500
_MOST_TITLE_LINES = 10
_MOST_UNMARKED_LINES = 3


def take_keywords(lines: list[str]) -> str:
    """The line of keywords, taken off ``lines`` where it comes first: the one with slashes
    (``Ferry/harbour/``), one whose hyphens join them (``Ferry-harbour-flood``, as AFP and TASS
    write), or one that stands alone; the latter two above a title which is marked as such."""
    while lines and not lines[0].strip():
        lines.pop(0)
    first = lines[0].strip() if lines else ""
    words, _ = split_keywords(first)
    if "/" in words and (" " not in words or "/" in (words[0], words[-1])):
        return lines.pop(0)
    found = _HYPHENATED.fullmatch(first) if len(first) <= _LONGEST_KEYWORDS else None
    if found and (_is_marked(lines, 1) or _is_titled(lines)):
        lines[:1] = [found["alert"]] if found["alert"] else []
        return found["words"]
    if len(lines) < 2 or lines[1].strip() or _is_order(first, shouted=False):
        return ""
    return lines.pop(0) if _is_marked(lines, _first_said(lines, 1)) else ""


def _is_marked(lines: list[str], start: int) -> bool:
    """Whether a title begins at ``start`` whose end is marked."""
    end = next((i for i in range(start, len(lines)) if not lines[i].strip()), len(lines))
    title = lines[start : min(end, start + _MOST_TITLE_LINES)]
    return any(line.rstrip().endswith("=") for line in title)


def _is_titled(lines: list[str]) -> bool:
    """Whether a title without a mark of its own stands below the first of ``lines``, which stands
    alone: up to three lines above the text, after orders that stand alone too."""
    start = _first_said(lines, 1)
    if start < 2:
        return False
    for _ in range(_MOST_UNMARKED_LINES):
        end = _end_of_unmarked(lines, start)
        text = _first_said(lines, end)
        if not start < end <= start + _MOST_UNMARKED_LINES or text >= len(lines):
            return False
        if _begins_text(lines[text]):
            return True
        if not _is_order(lines[start].strip(), shouted=False):
            return False
        start = text
    return False


def split_keywords(line: str) -> tuple[str, list[str]]:
    """The keywords, and the orders that stand in brackets beside them (``Ferry/harbour/ (Kill)``):
    they are no part of what all versions of a story have in common."""
    if len(line) > _LONGEST_KEYWORDS or "(" not in line:
        return line, []
    found = [each for each in _BRACKETS.finditer(line) if orders_in([each["order"]]) != Orders()]
    for each in reversed(found):
        line = line[: each.start()] + line[each.end() :]
    return line.strip(), [f"({each['order']})" for each in found]


def split_title(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the title, which ends with ``=``, and those of the text. Without that sign it
    is a first line that stands alone, or the first lines above a paragraph that stands in or
    begins with a dateline."""
    start = _first_said(lines, 0)
    for index in range(start, min(start + _MOST_TITLE_LINES, len(lines))):
        line = lines[index].strip()
        if line.endswith("=") and not begins_with_dateline(line):
            title = [*lines[start:index], line.rstrip("= ")]
            return [clean_line(each) for each in title if each.strip()], lines[index + 1 :]
    end = _end_of_unmarked(lines, start)
    orders: list[str] = []
    begin = start
    while len(orders) < _MOST_UNMARKED_LINES and _is_alone(lines, begin, end):
        if _begins_text(lines[_first_said(lines, end)]):
            break
        if not _is_order(lines[begin].strip(), shouted=False):
            break
        orders.append(lines[begin])
        begin = _first_said(lines, end)
        end = _end_of_unmarked(lines, begin)
    text = _first_said(lines, end)
    fits = begin < end <= begin + _MOST_UNMARKED_LINES and text < len(lines)
    if fits and _begins_text(lines[text]):
        return [clean_line(each) for each in (*orders, *lines[begin:end])], lines[end:]
    if _is_alone(lines, start, _end_of_unmarked(lines, start)):
        return [clean_line(lines[start])], lines[start + 1 :]
    return [], lines[start:]


def read_title(titles: list[str]) -> tuple[list[str], str, str]:
    """Orders (``2ND LEAD``, ``(Achtung)``) in the first lines, and on others those that say what
    they are (``Sperrfrist: 18.00 Uhr``); the headline; and the byline."""
    lines = list(titles)
    byline = ""
    if len(lines) > 1 and (found := _BYLINE.fullmatch(lines[-1])):
        byline = found["name"]
        lines.pop()
    orders: list[str] = []
    shouted = all(line.isupper() for line in lines)
    while len(lines) > 1 and _is_order(lines[0], shouted):
        orders.append(lines.pop(0))
    own = [line for line in lines if _stands_for_itself(line, shouted)]
    return [*orders, *own], " ".join(line for line in lines if line not in own), byline


def take_below(lines: list[str]) -> tuple[list[str], str]:
    """What stands between the title and the text, taken off the ``lines`` of that: remarks on the
    version in brackets (``(ACTUALISE avec réactions)``), and the byline where it has a line of
    its own. All of it comes before the first paragraph of more than a line."""
    notes: list[str] = []
    byline = ""
    while (start := _first_said(lines, 0)) < len(lines) and len(notes) < _MOST_TITLE_LINES:
        line = lines[start].strip()
        if len(line) > _LONGEST_KEYWORDS:
            break
        if _VERSION.fullmatch(line):
            notes.append(line)
        elif not byline and _is_above(lines, start) and (found := _BYLINE_ALONE.fullmatch(line)):
            byline = found["name"]
        else:
            break
        del lines[: start + 1]
    return notes, byline


def _is_above(lines: list[str], start: int) -> bool:
    """Whether a blank line or a dateline follows the one at ``start``, and then something."""
    after = start + 1
    text = _first_said(lines, after)
    return text < len(lines) and (text > after or begins_with_dateline(lines[after].strip()))


def _first_said(lines: list[str], start: int) -> int:
    return next((i for i in range(start, len(lines)) if lines[i].strip()), len(lines))


def _end_of_unmarked(lines: list[str], start: int) -> int:
    end = start
    while end < len(lines) and lines[end].strip() and not _begins_text(lines[end]):
        end += 1
    return end


def _is_alone(lines: list[str], start: int, end: int) -> bool:
    """Whether the line at ``start`` is all there is up to ``end``, and something comes after."""
    return end == start + 1 and end < _first_said(lines, end) < len(lines)


def _begins_text(line: str) -> bool:
    return is_indented(line) or begins_with_dateline(line.strip())


def _is_order(line: str, shouted: bool) -> bool:
    """Whether ``line`` stands above the headline; capitals say so, unless the headline has them
    too (``shouted``) and may only have been cut into lines."""
    if (line.startswith("(") and line.endswith(")")) or order_of(line):
        return True
    return line.isupper() and len(line.split()) <= (2 if shouted else 6)


def _stands_for_itself(line: str, shouted: bool) -> bool:
    """Whether ``line`` is an order even below the headline, or without one. A word alone may be
    what a headline ends with, where words are parted."""
    if not order_of(line):
        return False
    return " " in line or line.upper() == line.lower() or (line.isupper() and not shouted)
