"""Reads the body of a story file into blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from .story_blocks import (
    Block,
    Correction,
    Entry,
    Facts,
    Gallery,
    GalleryItem,
    PageBreak,
    Paragraph,
    PictureBlock,
    PullQuote,
    Related,
    Subhead,
    Table,
    Video,
)
from .story_markup import as_html

_AGE = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")
_FENCE = ":::"


class BodyError(ValueError):
    """The body is wrong at `line`, counted from the body's first line as 1."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class _Directive:
    name: str
    argument: str
    lines: tuple[str, ...]
    line: int

    def paragraphs(self) -> tuple[str, ...]:
        """The lines as paragraphs, which blank lines part."""
        text = "\n".join(self.lines)
        return tuple(" ".join(p.split("\n")) for p in re.split(r"\n\s*\n", text.strip()) if p)

    def items(self, remedy: str) -> tuple[str, ...]:
        """The lines of a list, without their hyphens."""
        filled = [(n, line) for n, line in enumerate(self.lines, self.line + 1) if line]
        for number, line in filled:
            if not line.startswith("- "):
                raise BodyError(number, f"a line of {self.name} without a hyphen", remedy)
        if not filled:
            raise BodyError(self.line, f"{self.name} is empty", remedy)
        return tuple(line[2:].strip() for _, line in filled)


def read_age(text: str) -> timedelta:
    """`"1d2h30m"` and its shorter forms as a length of time. Raises ValueError for others."""
    match = _AGE.fullmatch(text)
    if not text or match is None:
        raise ValueError(f"{text!r} is not an age")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def read_body(text: str) -> tuple[Block, ...]:
    """The blocks of a body in their order. Raises BodyError."""
    lines = [line.strip() for line in text.split("\n")]
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line:
            at += 1
        elif line.startswith(_FENCE):
            directive, at = _read_directive(lines, at)
            blocks.append(_block(directive))
        elif line.startswith("## "):
            blocks.append(Subhead(line[3:].strip()))
            at += 1
        elif line.startswith("#"):
            raise BodyError(at + 1, "a heading of another level", "Write subheads with ##")
        elif line.startswith(">"):
            end = _end_of(lines, at, lambda each: each.startswith(">"))
            blocks.append(_pull_quote(lines[at:end], at + 1))
            at = end
        else:
            end = _end_of(lines, at, lambda each: bool(each) and each[:3] not in {_FENCE, "## "})
            blocks.append(Paragraph(_checked(" ".join(lines[at:end]), at + 1)))
            at = end
    return tuple(blocks)


def _end_of(lines: list[str], start: int, belongs: Callable[[str], bool]) -> int:
    end = start + 1
    while end < len(lines) and belongs(lines[end]):
        end += 1
    return end


def _checked(text: str, line: int) -> str:
    try:
        as_html(text)
    except ValueError as error:
        raise BodyError(line, str(error), "Give a path that begins with /") from error
    return text


def _pull_quote(lines: list[str], line: int) -> PullQuote:
    texts = [each.lstrip(">").strip() for each in lines]
    said = [each for each in texts if each.startswith("— ")]
    quote = " ".join(each for each in texts if each and not each.startswith("— "))
    if not quote:
        raise BodyError(line, "a pull quote without words", "Write the quotation after >")
    return PullQuote(quote, said[0][2:].strip() if said else "")


def _read_directive(lines: list[str], start: int) -> tuple[_Directive, int]:
    name, _, argument = lines[start][len(_FENCE) :].strip().partition(" ")
    if not name:
        raise BodyError(start + 1, "::: closes nothing", "Remove it, or open a block with a name")
    for end in range(start + 1, len(lines)):
        if lines[end] == _FENCE:
            inner = tuple(lines[start + 1 : end])
            for number, line in enumerate(inner, start + 2):
                _checked(line, number)
            return _Directive(name, argument.strip(), inner, start + 1), end + 1
        if lines[end].startswith(_FENCE):
            break
    raise BodyError(start + 1, f"::: {name} is never closed", "End it with a line of :::")


def _block(directive: _Directive) -> Block:
    try:
        read = _READERS[directive.name]
    except KeyError:
        known = ", ".join(sorted(_READERS))
        raise BodyError(
            directive.line, f"no block is called {directive.name!r}", f"Use one of {known}"
        ) from None
    return read(directive)


def _needed(directive: _Directive, what: str) -> str:
    if not directive.argument:
        raise BodyError(
            directive.line, f"{directive.name} without {what}", f"Write ::: {directive.name} {what}"
        )
    return directive.argument


def _aged(directive: _Directive, word: str) -> timedelta:
    try:
        return read_age(word)
    except ValueError as error:
        raise BodyError(directive.line, str(error), "Write it as 2h15m, 40m or 3d") from error


def _caption(directive: _Directive) -> str:
    return " ".join(directive.paragraphs())


def _facts(directive: _Directive) -> Facts:
    return Facts(directive.argument, directive.items("Begin each fact with a hyphen"))


def _gallery(directive: _Directive) -> Gallery:
    remedy = "Write each picture as - key | caption"
    items = []
    for item in directive.items(remedy):
        key, bar, caption = item.partition("|")
        if not bar or not caption.strip():
            raise BodyError(directive.line, f"no caption for picture {key.strip()!r}", remedy)
        items.append(GalleryItem(key.strip(), caption.strip()))
    return Gallery(tuple(items))


def _table(directive: _Directive) -> Table:
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(directive.lines, directive.line + 1):
        if not line:
            continue
        if len(line) < 2 or line[0] != "|" or line[-1] != "|":
            raise BodyError(number, "a row outside its bars", "Begin and end each row with |")
        row = tuple(cell.strip() for cell in line[1:-1].split("|"))
        if rows and len(row) != len(rows[0]):
            problem = f"a row of {len(row)} cells under a head of {len(rows[0])}"
            raise BodyError(number, problem, "Give each row as many cells as the head")
        rows.append(row)
    if len(rows) < 2:
        raise BodyError(directive.line, "a table without rows", "Write a head and then its rows")
    return Table(directive.argument, rows[0], tuple(rows[1:]))


def _entry(directive: _Directive) -> Entry:
    age, _, headline = _needed(directive, "age and headline").partition(" ")
    paragraphs = directive.paragraphs()
    if not headline.strip() or not paragraphs:
        raise BodyError(directive.line, "an entry without words", "Give it a headline and a text")
    return Entry(_aged(directive, age), headline.strip(), paragraphs)


def _correction(directive: _Directive) -> Correction:
    age = _aged(directive, _needed(directive, "age"))
    text = _caption(directive)
    if not text:
        raise BodyError(directive.line, "a correction without words", "Say what was wrong")
    return Correction(age, text)


_READERS: dict[str, Callable[[_Directive], Block]] = {
    "facts": _facts,
    "table": _table,
    "gallery": _gallery,
    "entry": _entry,
    "correction": _correction,
    "picture": lambda d: PictureBlock(_needed(d, "key"), _caption(d)),
    "video": lambda d: Video(_needed(d, "key"), _caption(d)),
    "related": lambda d: Related(tuple(_needed(d, "slugs").split())),
    "page": lambda d: PageBreak(_needed(d, "title")),
}
