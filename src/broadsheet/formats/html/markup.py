"""From sanitised markup to blocks.

The sanitiser writes every tag in one way, so that one expression finds them all. What it would not
find is no tag to the builder, but text.
"""

from __future__ import annotations

import re
from html import unescape

from broadsheet.formats.html.builder import LINES, BlockBuilder
from broadsheet.formats.html.runs import line_of
from broadsheet.formats.item import Block

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
#: Of what stands before a tag, and of the tag: its slash, its name and its attributes.
_STEP = 4


def blocks_from_markup(sanitised: str) -> tuple[Block, ...]:
    """The blocks of markup as :func:`sanitise` writes it."""
    builder = BlockBuilder()
    pieces = _TAG.split(sanitised)
    _say(builder, pieces[0])
    at = 1
    while at < len(pieces):
        slash, name, attributes, text = pieces[at : at + _STEP]
        at += _STEP
        if slash:
            builder.handle_endtag(name)
        elif name in LINES and pieces[at : at + 2] == ["/", name] and builder.is_idle():
            # Nothing but text in it, as in most: what the builder would make of it, sooner.
            kind, own = LINES[name]
            if line := line_of(unescape(text)):
                builder.blocks.append(Block(kind, f"<{own}>{line}</{own}>"))
            text = pieces[at + _STEP - 1]
            at += _STEP
        else:
            found = _ATTRIBUTE.findall(attributes) if attributes else ()
            builder.handle_starttag(name, [(key, unescape(value)) for key, value in found])
        _say(builder, text)
    builder.close()
    return tuple(builder.blocks)


def _say(builder: BlockBuilder, text: str) -> None:
    if text and not (text.isspace() and builder.is_idle()):
        builder.handle_data(unescape(text))
