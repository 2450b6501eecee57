"""Blocks from a tree that an XML parser has made: no markup is written and read again.

An XML tree holds what it shows, so what the sanitiser does to text (to see it as a browser would)
has no place here. As for text, the markup of the blocks is written from scratch by the builder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from broadsheet.formats.errors import FormatError
from broadsheet.formats.html.builder import BlockBuilder
from broadsheet.formats.html.runs import line_of
from broadsheet.formats.html.sanitise import HIDDEN, INLINE, MAX_LENGTH, STRUCTURE
from broadsheet.formats.item import Block

#: What an element is in HTML: its name there, "" if only its content counts, None if it is to be
#: left out with all it holds.
Naming = Callable[[etree._Element, str], str | None]

_XHTML = "{http://www.w3.org/1999/xhtml}"
_NAMED = INLINE | STRUCTURE | {"br", "img", "q"}
_SHOWN = _NAMED | {"html", "head", "body", "span", "meta", "link", "font", "u"}
_HAVE_ATTRIBUTES = frozenset({"a", "img", "ol", "td", "th"})


def _html_names() -> dict[str, str | None]:
    names: dict[str, str | None] = {name: name if name in _NAMED else "" for name in _SHOWN}
    names |= dict.fromkeys(HIDDEN)
    return names | {f"{_XHTML}{name}": meaning for name, meaning in names.items()}


_HTML = _html_names()


def blocks_from_tree(roots: Iterable[etree._Element], naming: Naming | None = None) -> list[Block]:
    """The blocks of what stands inside ``roots``. Elements count by their names in HTML, whatever
    their namespace and case; ``naming`` (element, local name in lower case) may say otherwise.

    Raises FormatError if it is too long to be a story.
    """
    builder = BlockBuilder()
    room = MAX_LENGTH
    for root in roots:
        room -= _feed(builder, root, naming, room)
        builder.handle_starttag("hr", [])
    builder.close()
    return builder.blocks


def _feed(builder: BlockBuilder, parent: etree._Element, naming: Naming | None, room: int) -> int:
    """Tell ``builder`` what stands inside ``parent``: how many characters that was."""
    told = 0
    if text := parent.text:
        told += _say(builder, text)
    for element in parent:
        tag = str(element.tag)
        if naming is None and tag in _HTML:
            name = _HTML[tag]
        else:
            local = tag[tag.find("}") + 1 :].lower()
            name = naming(element, local) if naming else _HTML.get(local, "")
        if name is None:
            pass
        elif name == "p" and not len(element) and builder.is_idle():
            text = element.text or ""
            told += len(text)
            if line := line_of(text):
                builder.blocks.append(Block("paragraph", f"<p>{line}</p>"))
        else:
            if name:
                attributes = element.items() if name in _HAVE_ATTRIBUTES else []
                builder.handle_starttag(name, [(str(k).lower(), str(v)) for k, v in attributes])
            told += _feed(builder, element, naming, room - told)
            if name:
                builder.handle_endtag(name)
        if tail := element.tail:
            told += _say(builder, tail)
    if told > room:
        raise FormatError(
            f"The text is more than the {MAX_LENGTH:,} characters long that are allowed",
            remedy="Split it into several stories.",
        )
    return told


def _say(builder: BlockBuilder, text: str) -> int:
    if not text.isspace() or not builder.is_idle():
        builder.handle_data(text)
    return len(text)
