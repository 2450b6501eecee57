"""The text of ANPA 1312: signs for typesetting machines, and tables.

``^`` begins a line flush left, ``<`` ends a paragraph, ``=`` ends a centred line; an underscore
between spaces is a dash, grave accents and apostrophes in pairs are quotation marks. A line that
begins with BS is a row of a table, whose cells are parted by ``;`` or by US and RS; DLE is a thin
space, and ``{`` after a figure a half.
"""

from __future__ import annotations

import re
from html import escape

from broadsheet.formats.html import block_of_line, blocks_from_html, check_length
from broadsheet.formats.item import Block
from broadsheet.formats.text import clean_line

_MARKS = re.compile("[<=]+$")
_DASH = re.compile(r"(?<=[\s\w.,)])_(?=\s)|(?<=\s)_(?=\S)")
_HALF = re.compile(r"(?<=\d)\{|^\{$")
_CELLS = re.compile("[\x1e\x1f]+")
_RULE = re.compile(r"_{2,}")
_LONGEST_HEADING = 80


def characters(line: str) -> str:
    """The words of ``line``, without what is meant for the typesetting machine."""
    line = _MARKS.sub("", line.strip().lstrip("^\x08").replace("\x10", " ").rstrip())
    line = re.sub("[\x00-\x08\x0e-\x1f]+", " ", line)
    line = line.replace("``", "“").replace("''", "”")
    return clean_line(_DASH.sub("—", _HALF.sub("½", line)))


def blocks(lines: list[str]) -> tuple[Block, ...]:
    """The paragraphs, headings and tables of ``lines``."""
    check_length(sum(map(len, lines)))
    found: list[Block] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("\x08"):
            rows.append(_row(line))
            continue
        if rows:
            found += blocks_from_html(f"<table>{''.join(rows)}</table>")
            rows = []
        said = characters(line)
        if not said or _RULE.fullmatch(said):
            continue
        heading = line.startswith("^") and line.endswith("=") and len(said) <= _LONGEST_HEADING
        if block := block_of_line(said, heading=heading):
            found.append(block)
    return tuple(found)


def _row(line: str) -> str:
    written = line[1:].replace("\x10", " ").strip()
    tag = "th" if written.startswith("^") else "td"
    written = _MARKS.sub("", written.lstrip("^"))
    if _CELLS.search(written):
        first, *others = _CELLS.split(written)
        cells = [first, *(cell for cell in others if cell.strip())]
    else:
        cells = written.split(";")
    inner = "".join(f"<{tag}>{escape(characters(cell), quote=False)}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"
