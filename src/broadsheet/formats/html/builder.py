"""From sanitised HTML to blocks.

Reads elements as they come and keeps no tree, so that neither depth nor size matters. The
markup of the blocks is written here from scratch: an element or attribute that is not named in
this file cannot get through, whatever the sanitiser thought of it.
"""

from __future__ import annotations

import re
from html import escape

from broadsheet.formats.html.containers import (
    FigureInProgress,
    ListInProgress,
    QuoteInProgress,
    TableInProgress,
    paragraph,
)
from broadsheet.formats.html.links import clean_link, clean_source
from broadsheet.formats.html.runs import BREAK, Piece, Run, has_text, tidy, to_html, to_text
from broadsheet.formats.html.sanitise import INLINE, STRUCTURE
from broadsheet.formats.item import Block, BlockKind
from broadsheet.formats.text import clean_line

#: What becomes of a document's headings.
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
#: Elements that hold a line each: the block that such a line is, and its element there.
LINES: dict[str, tuple[BlockKind, str]] = {
    "p": ("paragraph", "p"),
    **{name: ("heading", own) for name, own in HEADINGS.items()},
}
_LISTS = {"ul": "ul", "ol": "ol", "menu": "ul", "dir": "ul"}
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_PREFORMATTED = frozenset({"pre", "listing", "textarea"})
_MAX_LIST_DEPTH = 8
#: Where a picture lies; the others are those of pictures that a script loads later.
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data-original")
_SPAN = re.compile("[1-9][0-9]{0,2}")

Attributes = list[tuple[str, str | None]]


class BlockBuilder:
    """Tell it what comes, element by element, and close it: ``blocks`` holds the result."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._run: Run = []
        self._inline: Run = []
        self._opened: list[tuple[str, bool]] = []
        self._lists: list[ListInProgress] = []
        self._table: TableInProgress | None = None
        self._quote: QuoteInProgress | None = None
        self._heading = ""
        self._preformatted = 0
        self._figures: list[FigureInProgress] = []
        self._in_caption = False
        self._pictures: list[Block] = []

    def close(self) -> None:
        """The end of the document: whatever is still open ends here."""
        while self._opened:
            self.handle_endtag(self._opened[-1][0])
        self._flush()

    def is_idle(self) -> bool:
        """Whether nothing is under way, so that a paragraph would be a block of its own."""
        return not (
            self._run
            or self._inline
            or self._lists
            or self._table
            or self._quote
            or self._heading
            or self._preformatted
            or self._figures
            or self._pictures
        )

    def handle_data(self, data: str) -> None:
        if not self._preformatted:
            self._run.append(Piece("text", data))
            return
        for number, line in enumerate(data.split("\n")):
            if number:
                self._run.append(BREAK)
            self._run.append(Piece("text", line))

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag == "br":
            self._run.append(BREAK)
        elif tag == "hr":
            self._flush()
        elif tag == "img":
            self._start_picture({name: value or "" for name, value in attrs})
        elif tag == "q":
            self._opened.append((tag, True))
            self._run.append(Piece("text", "“"))
        elif tag in INLINE:
            self._opened.append((tag, self._start_inline(tag, attrs)))
        elif tag in STRUCTURE:
            self._flush()
            self._opened.append((tag, self._start_structure(tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        if not self._opened:
            return
        if self._opened[-1][0] != tag and all(name != tag for name, _ in self._opened):
            return
        while True:
            name, counts = self._opened.pop()
            if name == "q":
                self._run.append(Piece("text", "”"))
            elif name in STRUCTURE:
                self._flush()
                if counts:
                    self._end_structure(name)
            elif counts:
                self._inline.pop()
                self._run.append(Piece("end", name))
            if name == tag:
                return

    def _start_inline(self, tag: str, attrs: Attributes) -> bool:
        """Whether the element was opened: one inside its like says nothing new."""
        open_tags = {piece.value for piece in self._inline}
        if tag in open_tags:
            return False
        attributes = ""
        if tag == "a":
            href = clean_link(dict(attrs).get("href") or "")
            if href is None:
                return False
            attributes = f' href="{escape(href)}"'
        elif tag in ("rt", "rp") and ("ruby" not in open_tags or open_tags & {"rt", "rp"}):
            return False
        piece = Piece("start", tag, attributes)
        self._inline.append(piece)
        self._run.append(piece)
        return True

    def _start_structure(self, tag: str, attrs: dict[str, str | None]) -> bool:
        """Whether the element is one whose end matters; any other only ends a paragraph."""
        if tag in _PREFORMATTED:
            self._preformatted += 1
        elif tag == "figure":
            self._figures.append(FigureInProgress())
        elif self._in_caption:
            return False
        elif tag == "figcaption":
            self._in_caption = bool(self._figures)
            return self._in_caption
        elif self._table:
            return self._start_in_table(self._table, tag, attrs)
        elif tag in _LISTS:
            return self._start_list(_LISTS[tag], attrs)
        elif self._lists:
            if tag == "li":
                self._lists[-1].items.append([])
            return False
        elif tag == "table":
            self._end_quote()
            self._table = TableInProgress()
        elif self._quote:
            return False
        elif tag in HEADINGS and not self._heading:
            self._heading = HEADINGS[tag]
        elif tag == "blockquote" and not self._heading:
            self._quote = QuoteInProgress()
        else:
            return False
        return True

    def _start_in_table(
        self, table: TableInProgress, tag: str, attrs: dict[str, str | None]
    ) -> bool:
        if tag == "table":
            table.depth += 1
            return True
        if table.depth > 1:
            return False
        if tag == "caption":
            table.in_caption = True
        elif tag in _SECTIONS:
            table.section = tag
        elif tag == "tr":
            table.rows.append((table.section, []))
        elif tag in ("td", "th"):
            spans = ((name, attrs.get(name) or "") for name in ("colspan", "rowspan"))
            table.add_cell(
                tag, "".join(f' {n}="{v}"' for n, v in spans if v != "1" and _SPAN.fullmatch(v))
            )
        else:
            return False
        return True

    def _start_list(self, tag: str, attrs: dict[str, str | None]) -> bool:
        if len(self._lists) >= _MAX_LIST_DEPTH:
            return False
        start = attrs.get("start") or ""
        numbered_on = tag == "ol" and start != "1" and _SPAN.fullmatch(start)
        new = ListInProgress(tag, f' start="{start}"' if numbered_on else "")
        if self._lists:
            self._lists[-1].add(new)
        self._lists.append(new)
        return True

    def _end_structure(self, tag: str) -> None:
        if tag in _PREFORMATTED:
            self._preformatted -= 1
        elif tag == "figure":
            self._end_figure(self._figures.pop())
        elif tag == "figcaption":
            self._in_caption = False
        elif tag in _LISTS:
            self._end_list(self._lists.pop())
        elif tag in HEADINGS:
            self._heading = ""
        elif tag == "blockquote":
            self._end_quote()
            self._quote = None
        elif self._table:
            self._end_in_table(self._table, tag)
        self._settle()

    def _end_in_table(self, table: TableInProgress, tag: str) -> None:
        if tag == "caption":
            table.in_caption = False
        elif tag in ("td", "th"):
            table.cell = None
        elif tag in _SECTIONS:
            table.section = "tbody"
        elif tag == "table":
            table.depth -= 1
            if not table.depth:
                self._table = None
                if html := table.html():
                    self.blocks.append(Block("table", html))

    def _end_list(self, ended: ListInProgress) -> None:
        if self._lists or not (html := ended.html()):
            return
        if self._quote:
            self._quote.parts.append(html)
        else:
            self.blocks.append(Block("list", html))

    def _end_quote(self) -> None:
        if self._quote and (block := self._quote.block()):
            self.blocks.append(block)
            self._quote = QuoteInProgress()

    def _end_figure(self, figure: FigureInProgress) -> None:
        if not figure.pictures:
            for run in figure.caption:
                self._place(run)
            return
        *others, last = figure.pictures
        caption = clean_line(" ".join(map(to_text, figure.caption)))
        self._pictures += [*others, Block("picture", src=last.src, alt=last.alt, caption=caption)]

    def _start_picture(self, attrs: dict[str, str]) -> None:
        addresses = (clean_source(attrs.get(name, "")) for name in _ADDRESSES)
        src = next(filter(None, addresses), None)
        tracker = any(attrs.get(side, "").strip() in ("0", "1") for side in ("width", "height"))
        if src is None or tracker:
            return
        picture = Block("picture", src=src, alt=clean_line(attrs.get("alt", "")))
        if self._figures:
            self._figures[-1].pictures.append(picture)
            return
        self._pictures.append(picture)
        if not has_text(self._run):
            self._settle()

    def _flush(self) -> None:
        """End the run, and begin the next one inside the same inline elements."""
        if not self._run:
            self._settle()
            return
        run = self._run + [Piece("end", piece.value) for piece in reversed(self._inline)]
        self._run = list(self._inline)
        for tidied in tidy(run):
            self._place(tidied)
        self._settle()

    def _place(self, run: Run) -> None:
        if self._in_caption:
            self._figures[-1].caption.append(run)
        elif self._table and self._table.in_caption:
            self._table.caption.append(to_html(run))
        elif self._table and self._table.cell:
            self._table.cell.runs.append(to_html(run))
        elif self._table:
            self.blocks.append(Block("paragraph", paragraph(run)))
        elif self._lists:
            self._lists[-1].add(to_html(run))
        elif self._heading:
            self.blocks.append(
                Block("heading", f"<{self._heading}>{to_html(run)}</{self._heading}>")
            )
        elif self._quote:
            self._quote.parts.append(paragraph(run))
        else:
            self.blocks.append(Block("paragraph", paragraph(run)))

    def _settle(self) -> None:
        """Put pictures that stood inside something after it."""
        if self._pictures and not (self._figures or self._table or self._lists or self._quote):
            self.blocks += self._pictures
            self._pictures.clear()
