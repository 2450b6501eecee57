"""Runs of inline content: the text of one paragraph, heading, list item or table cell.

A run is a list of pieces: text, an inline element's start or end, or a line break.
"""

from __future__ import annotations

import re
from html import escape
from typing import Literal, NamedTuple

from broadsheet.formats.text import clean_line, clean_text

_SPACES = re.compile("[ \t\n]+")
#: Where a document was indented, a point may stand alone on its line, behind an element.
_POINT_ALONE = re.compile(r"[ \t\r]*\n\s*(?=[,)](?:[\s.,)]|$)|\.(?:\s|$))")
_INVISIBLE = re.compile("[\\s\u200b\u2060\u00ad\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069]*")


class Piece(NamedTuple):
    """``value`` is the text, or the name of the element; ``attributes`` are written out."""

    kind: Literal["text", "start", "end", "break"]
    value: str = ""
    attributes: str = ""


Run = list[Piece]
BREAK = Piece("break")


def visible(text: str) -> bool:
    """Whether a reader sees anything of ``text``."""
    return text[:1].isalnum() or _INVISIBLE.fullmatch(text) is None


def has_text(run: Run) -> bool:
    """Whether a reader sees anything of ``run``."""
    return any(piece.kind == "text" and visible(piece.value) for piece in run)


def tidy(pieces: Run) -> list[Run]:
    """The runs that ``pieces`` make: split where two line breaks follow each other, white space
    collapsed and trimmed, empty elements gone, text in NFC. Runs without text are left out."""
    if len(pieces) == 1 and pieces[0].kind == "text":
        line = clean_line(pieces[0].value)
        return [[Piece("text", line)]] if visible(line) else []
    runs = (_trim(run) for run in _split(_compact(pieces)))
    return [run for run in runs if has_text(run)]


def line_of(text: str) -> str:
    """What :func:`tidy` and :func:`to_html` make of a run that is nothing but ``text``; empty if
    it would be left out."""
    line = clean_line(text)
    return _text_html(line) if visible(line) else ""


def among(text: str, *, first: bool = False) -> str:
    """The same for ``text`` that stands between marked words, or before the ``first`` of them."""
    if first:
        return _text_html(_collapsed(clean_text(text)).lstrip())
    return _text_html(_collapsed(clean_text(_behind(text))))


def to_html(run: Run) -> str:
    """``run`` as HTML."""
    return "".join(map(_piece_html, run))


def to_text(run: Run) -> str:
    """``run`` as plain text; a line break is a newline."""
    return "".join(
        piece.value if piece.kind == "text" else "\n" if piece.kind == "break" else ""
        for piece in run
    )


def _piece_html(piece: Piece) -> str:
    if piece.kind == "text":
        return _text_html(piece.value)
    if piece.kind == "break":
        return "<br>"
    return f"<{piece.value}{piece.attributes}>" if piece.kind == "start" else f"</{piece.value}>"


def _collapsed(text: str) -> str:
    if "  " in text or "\n" in text or "\t" in text:
        return _SPACES.sub(" ", text)
    return text


def _text_html(text: str) -> str:
    html = escape(text, quote=False)
    # NFC would join a raw U+0338 with the ">" of the tag before it.
    return f"&#824;{html[1:]}" if html.startswith("\u0338") else html


def _behind(text: str) -> str:
    """``text`` behind an element, without the line end before a point that stands alone."""
    if text[:1].isspace() and (alone := _POINT_ALONE.match(text)):
        return text[alone.end() :]
    return text


def _compact(pieces: Run) -> Run:
    """Without elements that hold nothing, neighbouring texts joined and cleaned."""
    kept: Run = []
    for piece in pieces:
        if piece.kind == "text":
            if not piece.value:
                continue
            if kept and kept[-1].kind == "text":
                piece = Piece("text", kept.pop().value + _behind(piece.value))
            elif kept and kept[-1].kind == "end":
                piece = Piece("text", _behind(piece.value))
        elif piece.kind == "end" and kept and kept[-1].kind == "start":
            kept.pop()
            if len(kept) > 1 and kept[-1].kind == kept[-2].kind == "text":
                second = kept.pop()
                kept[-1] = Piece("text", kept[-1].value + second.value)
            continue
        kept.append(piece)
    return [
        Piece("text", clean_text(piece.value)) if piece.kind == "text" else piece for piece in kept
    ]


def _split(pieces: Run) -> list[Run]:
    runs: list[Run] = []
    current: Run = []
    open_elements: Run = []
    breaks = 0
    for piece in pieces:
        if piece.kind == "text" and visible(piece.value):
            if breaks > 1:
                runs.append(current + [Piece("end", e.value) for e in reversed(open_elements)])
                current = list(open_elements)
            breaks = 0
        elif piece.kind == "start":
            open_elements.append(piece)
        elif piece.kind == "end":
            open_elements.pop()
        elif piece.kind == "break":
            breaks += 1
            if breaks > 1:
                continue
        current.append(piece)
    runs.append(current)
    return runs


def _trim(run: Run) -> Run:
    """White space collapsed; none at the ends or beside a line break, and no break at an end."""
    kept: Run = []
    at_edge = after_space = True
    for piece in run:
        if piece.kind == "text":
            text = _collapsed(piece.value)
            text = text.lstrip() if at_edge else text.lstrip(" ") if after_space else text
            if text:
                kept.append(Piece("text", text))
                at_edge = False
                after_space = text.endswith(" ")
        elif piece.kind != "break":
            kept.append(piece)
        elif not at_edge:
            _trim_end(kept)
            kept.append(BREAK)
            at_edge = True
    _trim_end(kept, breaks=True)
    return _compact(kept)


def _trim_end(run: Run, *, breaks: bool = False) -> None:
    for index in range(len(run) - 1, -1, -1):
        piece = run[index]
        if piece.kind == "break":
            if not breaks:
                return
            del run[index]
        elif piece.kind == "text":
            if text := piece.value.rstrip():
                run[index] = Piece("text", text)
                return
            del run[index]
