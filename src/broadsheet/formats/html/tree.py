"""Blocks from a tree that an XML parser has made: no markup is written and read again.

An XML tree holds what it shows, so what the sanitiser does to text (to see it as a browser would)
has no place here. As for text, the markup of the blocks is written from scratch by the builder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from lxml import etree

from broadsheet.formats.errors import FormatError
from broadsheet.formats.html.builder import LINES, BlockBuilder
from broadsheet.formats.html.links import clean_link
from broadsheet.formats.html.runs import among, line_of, visible
from broadsheet.formats.html.sanitise import HIDDEN, INLINE, MAX_LENGTH, STRUCTURE
from broadsheet.formats.item import Block

#: What an element is in HTML: its name there, "" if only its content counts, a space if that is
#: another word than what stands before it, None if it is to be left out with all it holds.
Naming = Callable[[etree._Element, str], str | None]

_XHTML = "{http://www.w3.org/1999/xhtml}"
_NAMED = INLINE | STRUCTURE | {"br", "img", "q"}
_SHOWN = _NAMED | {"html", "head", "body", "span", "meta", "link", "font", "u"}
#: NITF numbers its lists by another name, and some take its names for pictures' addresses, too.
_RENAMED = {"seqnum": "start", "source": "src", "alternate-text": "alt"}
_MARKS = frozenset({"a", "b", "em", "i", "strong", "sub", "sup"})
_HAVE_ATTRIBUTES = frozenset({"a", "img", "ol", "td", "th"})


def _html_names() -> dict[str, str | None]:
    names: dict[str, str | None] = {name: name if name in _NAMED else "" for name in _SHOWN}
    names |= dict.fromkeys(HIDDEN)
    return names | {f"{_XHTML}{name}": meaning for name, meaning in names.items()}


_HTML = _html_names()


def blocks_from_tree(
    roots: Iterable[etree._Element], naming: Naming | None = None
) -> tuple[Block, ...]:
    """The blocks of what stands inside ``roots``, which are taken one after the other. Elements
    count by their names in HTML, whatever their namespace and case; ``naming`` (given an element
    and its local name in lower case) may say otherwise.

    Raises FormatError if it is too long to be a story.
    """
    builder = BlockBuilder()
    room = MAX_LENGTH
    for root in roots:
        room -= _feed(builder, root, naming, room)
        builder.handle_starttag("hr", [])
    builder.close()
    return tuple(builder.blocks)


def _feed(builder: BlockBuilder, parent: etree._Element, naming: Naming | None, room: int) -> int:
    """Tell ``builder`` what stands inside ``parent``: how many characters that was."""
    told = 0
    is_idle = builder.is_idle()
    if text := parent.text:
        told += len(text)
        is_idle = _say(builder, text, is_idle)
    for element in parent[:]:  # type: ignore[index]
        tag: str = element.tag
        if naming is None and tag in _HTML:
            name = _HTML[tag]
        else:
            local = tag[tag.find("}") + 1 :].lower()
            name = naming(element, local) if naming else _HTML.get(local, "")
        if name is None:
            if naming:
                is_idle = _say(builder, " ", is_idle)
        elif (
            name in LINES
            and (is_idle or builder.is_idle())
            and (simple := _simple(element)) is not None
        ):
            is_idle = True
            told += len(simple)
            if simple:
                kind, own = LINES[name]
                builder.blocks.append(Block(kind, f"<{own}>{simple}</{own}>"))
        else:
            if name == " ":
                _say(builder, name, is_idle)
                name = ""
            is_idle = False
            if name:
                builder.handle_starttag(name, _attributes(element, name))
            told += _feed(builder, element, naming, room - told)
            if name:
                builder.handle_endtag(name)
        if tail := element.tail:
            told += len(tail)
            is_idle = _say(builder, tail, is_idle)
    if told > room:
        raise FormatError(
            f"The text is more than the {MAX_LENGTH:,} characters long that are allowed",
            remedy="Split it into several stories.",
        )
    return told


def _simple(paragraph: etree._Element) -> str | None:
    """The content of a paragraph or heading that is nothing but text with marked words in it, as
    nearly all are: what the builder would make of it, in a fraction of the time. None for any
    other."""
    text = paragraph.text or ""
    if not len(paragraph):
        return line_of(text)
    html = among(text, first=True)
    for element in paragraph:
        tag = str(element.tag)
        name = tag[tag.find("}") + 1 :]
        inner = element.text or ""
        if name not in _MARKS or len(element) or inner != inner.strip() or not visible(inner):
            return None
        attributes = ""
        if name == "a":
            href = clean_link(str(element.get("href", "")))
            if href is None:
                return None
            attributes = f' href="{escape(href)}"'
        html += f"<{name}{attributes}>{among(inner)}</{name}>"
        if tail := element.tail:
            html += among(tail)
    return html.rstrip()


def _attributes(element: etree._Element, name: str) -> list[tuple[str, str | None]]:
    if name not in _HAVE_ATTRIBUTES:
        return []
    written = ((str(key).lower(), str(value)) for key, value in element.items())
    return [(_RENAMED.get(key, key), value) for key, value in written]


def _say(builder: BlockBuilder, text: str, is_idle: bool) -> bool:
    """Tell ``builder`` what stands between elements; whether it is certainly idle after that, as
    it is before if ``is_idle``."""
    if text.isspace() and (is_idle or builder.is_idle()):
        return True
    builder.handle_data(text)
    return False
