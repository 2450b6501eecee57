"""Tables that nothing marks but their columns: two spaces or more, or tabs, between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from broadsheet.formats.text import clean_text

_GAP = re.compile(r"\t\s*| {2,}\s*")
_LONGEST_CELL = 60
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Table:
    """A table, as rows of cells."""

    rows: tuple[tuple[str, ...], ...]

    def html(self) -> str:
        """The table as HTML."""
        rows = (
            "".join(f"<td>{escape(clean_text(cell), quote=False)}</td>" for cell in row)
            for row in self.rows
        )
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tabbed: bool


def split_tables(lines: Sequence[str]) -> Iterator[list[str] | Table]:
    """``lines`` in the order in which they stand: lines of text, and tables. Those are at least
    two lines with as many cells each, parted by tabs or in columns: where words are set wide, or
    sentences end with two spaces, nothing stands below its like."""
    text: list[str] = []
    start = 0
    while start < len(lines):
        rows = _rows_from(lines, start)
        if len(rows) < 2:
            text.append(lines[start])
            start += 1
            continue
        if text:
            yield text
            text = []
        yield Table(tuple(row.cells for row in rows))
        start += len(rows)
    if text:
        yield text


def _rows_from(lines: Sequence[str], start: int) -> list[_Row]:
    """The rows of the table that begins at ``start``; fewer than two if none does."""
    rows: list[_Row] = []
    for number in range(start, len(lines)):
        row = _row(lines[number])
        if row is None or (rows and not _stands_below(row, rows[0])):
            break
        rows.append(row)
    return rows


def _row(line: str) -> _Row | None:
    written = line.strip()
    if len(written) > _LONGEST_LINE or ("  " not in written and "\t" not in written):
        return None
    line = line.rstrip()
    begin = len(line) - len(line.lstrip())
    gaps = list(_GAP.finditer(line, begin))
    starts = (begin, *(gap.end() for gap in gaps))
    ends = (*(gap.start() for gap in gaps), len(line))
    cells = tuple(line[a:b] for a, b in zip(starts, ends, strict=True))
    if len(cells) < 2 or any(len(cell) > _LONGEST_CELL for cell in cells):
        return None
    return _Row(cells, starts, ends, "\t" in written)


def _stands_below(row: _Row, first: _Row) -> bool:
    """Whether the cells of ``row`` are in the columns of ``first``, flush left or right."""
    if len(row.cells) != len(first.cells):
        return False
    if row.tabbed and first.tabbed:
        return True
    return all(
        row.starts[n] == first.starts[n] or row.ends[n] == first.ends[n]
        for n in range(1, len(row.cells))
    )
