"""What holds more than one run: lists, tables, quotes and figures while they are being built."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.formats.html.runs import Run, to_html
from broadsheet.formats.item import Block


@dataclass(slots=True)
class ListInProgress:
    """A list; an item is a row of runs (as HTML) and of lists inside it."""

    tag: str
    attributes: str = ""
    items: list[list[str | ListInProgress]] = field(default_factory=list)

    def add(self, part: str | ListInProgress) -> None:
        """Put ``part`` at the end of the last item, or into a first one."""
        if not self.items:
            self.items.append([])
        self.items[-1].append(part)

    def html(self) -> str:
        """The list, or nothing if it holds no text."""
        items = "".join(f"<li>{text}</li>" for item in self.items if (text := _item_html(item)))
        return f"<{self.tag}{self.attributes}>{items}</{self.tag}>" if items else ""


def _item_html(item: list[str | ListInProgress]) -> str:
    html = ""
    after_run = False
    for part in item:
        if isinstance(part, str):
            html += f"<br>{part}" if after_run else part
            after_run = True
        elif inner := part.html():
            html += inner
            after_run = False
    return html


@dataclass(slots=True)
class Cell:
    """A table cell: its element, attributes and runs (as HTML)."""

    tag: str
    attributes: str
    runs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TableInProgress:
    """A table; each row knows its section (thead, tbody, tfoot)."""

    caption: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[Cell]]] = field(default_factory=list)
    section: str = "tbody"
    cell: Cell | None = None
    in_caption: bool = False
    depth: int = 1

    def add_cell(self, tag: str, attributes: str) -> None:
        """Open a cell in the last row."""
        if not self.rows:
            self.rows.append((self.section, []))
        self.cell = Cell(tag, attributes)
        self.rows[-1][1].append(self.cell)

    def html(self) -> str:
        """The table, or nothing if it holds no text."""
        if not self.caption and not any(c.runs for _, cells in self.rows for c in cells):
            return ""
        html = f"<caption>{'<br>'.join(self.caption)}</caption>" if self.caption else ""
        open_section = ""
        for section, cells in self.rows:
            if not cells:
                continue
            if section != open_section:
                html += f"</{open_section}><{section}>" if open_section else f"<{section}>"
                open_section = section
            inner = "".join(
                f"<{c.tag}{c.attributes}>{'<br>'.join(c.runs)}</{c.tag}>" for c in cells
            )
            html += f"<tr>{inner}</tr>"
        return (
            f"<table>{html}</{open_section}></table>" if open_section else f"<table>{html}</table>"
        )


@dataclass(slots=True)
class QuoteInProgress:
    """A block quotation: paragraphs and lists, as HTML."""

    parts: list[str] = field(default_factory=list)

    def block(self) -> Block | None:
        """The quotation, or None if it holds no text."""
        html = "".join(self.parts)
        return Block("quote", f"<blockquote>{html}</blockquote>") if html else None


@dataclass(slots=True)
class FigureInProgress:
    """A figure: its pictures, and the runs of its caption."""

    pictures: list[Block] = field(default_factory=list)
    caption: list[Run] = field(default_factory=list)


def paragraph(run: Run) -> str:
    """``run`` as a paragraph of HTML."""
    return f"<p>{to_html(run)}</p>"
