"""Bodies: HTML of any kind, hostile or broken, and plain text, made into clean blocks.

What may stand in a block is written in ``builder.py``: paragraphs, ``h2`` and ``h3``, lists,
quotations and tables, with ``strong em b i a sub sup br ruby rt rp`` inside them, ``href`` on
links, ``colspan`` and ``rowspan`` on cells and ``start`` on numbered lists. Pictures become
blocks of their own that carry an address; nothing is loaded. No visible text is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from broadsheet.formats.html.embedded import embedded_in_html, embedded_in_tree
from broadsheet.formats.html.links import clean_link, clean_source
from broadsheet.formats.html.markup import blocks_from_markup
from broadsheet.formats.html.plain import (
    has_tags,
    html_of_text,
    looks_like_html,
    once_escaped,
    text_of_html,
    twice_escaped,
)
from broadsheet.formats.html.runs import line_of
from broadsheet.formats.html.sanitise import check_length, sanitise, visible_text
from broadsheet.formats.html.tree import blocks_from_tree
from broadsheet.formats.html.unseen import unseen_in_html, unseen_in_tree
from broadsheet.formats.item import Block
from broadsheet.formats.text import clean_line

__all__ = [
    "block_of_line",
    "blocks_from_html",
    "blocks_from_text",
    "blocks_from_tree",
    "check_length",
    "clean_inline",
    "clean_link",
    "clean_source",
    "embedded_in_html",
    "embedded_in_tree",
    "html_of",
    "looks_like_html",
    "once_escaped",
    "plain_line",
    "text_of",
    "twice_escaped",
    "unseen_in_html",
    "unseen_in_tree",
    "visible_text",
]


def blocks_from_html(html: str) -> tuple[Block, ...]:
    """The blocks of ``html``, a fragment or a whole document.

    Raises FormatError if it is too long to be a story; anything else is made into something.
    """
    return blocks_from_markup(sanitise(html))


def blocks_from_text(plain: str) -> tuple[Block, ...]:
    """The paragraphs of ``plain``, which holds no markup (what looks like a tag is text)."""
    return blocks_from_html(html_of_text(plain))


def block_of_line(line: str, *, heading: bool = False) -> Block | None:
    """The paragraph, or ``heading``, that ``line`` is, which holds no markup; None if a reader
    would see nothing of it. How long a text of many lines is, :func:`check_length` has to tell."""
    html = line_of(line)
    if not html:
        return None
    return Block("heading", f"<h3>{html}</h3>") if heading else Block("paragraph", f"<p>{html}</p>")


def clean_inline(html: str) -> str:
    """``html`` (a headline, a caption) as one line of plain text."""
    return clean_line(" ".join(text_of(block) for block in blocks_from_html(html)))


def plain_line(line: str) -> str:
    """``line`` without the tags and references that stand in it as characters, by mistake."""
    if has_tags(line):
        return clean_inline(line)
    return clean_line(twice_escaped(line)) if "&" in line else line


def text_of(block: Block) -> str:
    """The text of ``block``: a line for each paragraph, item and table row. For a picture, its
    caption."""
    return block.caption if block.kind == "picture" else text_of_html(block.html)


def html_of(blocks: Iterable[Block]) -> str:
    """``blocks`` as one piece of HTML, from which :func:`blocks_from_html` makes them again."""
    return "".join(block.html or _figure(block) for block in blocks)


def _figure(picture: Block) -> str:
    caption = escape(picture.caption, quote=False)
    if caption.startswith("\u0338"):
        caption = f"&#824;{caption[1:]}"
    return (
        f'<figure><img src="{escape(picture.src)}" alt="{escape(picture.alt)}">'
        + (f"<figcaption>{caption}</figcaption>" if caption else "")
        + "</figure>"
    )
