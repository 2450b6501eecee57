"""How agencies mark the end of a text, in every format: ``Enditem``, ``(END)``, ``==Kyodo``.

It is for the desk, and no reader's business. Text wires have further signs on lines of their own
(:mod:`broadsheet.formats.iptc7901.private`).
"""

from __future__ import annotations

import dataclasses
import re

from broadsheet.formats.html import text_of
from broadsheet.formats.item import Block, Item

_ALONE = re.compile(
    r"\(?(?:END|End ?item|end ?item|ENDITEM)\)?|\((?:End|Ends|FIN|Fin|FINE)\)|[（(]完[)）]"
    # Who wrote and edited: AFP's texts end so (``sjw/sw/ser/axn``, ``burs-abc/def``).
    r"|(?:burs?[- ])?[a-z]{2,4}(?:/[a-z]{2,5}){1,6}"
    r"|==\s?[A-Z][A-Za-z]{2,14}|/[^\W\d_][\w-]{1,14}/|\(©\s?[^\W\d_][\w -]{1,14}\)|Lusa/[Ff]im"
)
#: Behind the last sentence.
_BEHIND = re.compile(
    r"(?<=[.!?”\"’)。！？」])\s*(?P<mark>Enditem|\(END\)|[（(]完[)）]|==Kyodo"
    r"|\(©\s?[^\W\d_][\w -]{1,14}\))</p>$"
)
_LONGEST = 40
_ENDS = (".", "!", "?", ")", '"', "”", "»", "…", "“", "。", "」", "’")


def without_end_mark(item: Item) -> Item:
    """``item`` with the mark at the end of its body moved to the notes for the desk."""
    if not item.body or (last := item.body[-1]).kind != "paragraph":
        return item
    if _is_mark(item.body) and (said := text_of(last)):
        return dataclasses.replace(item, body=item.body[:-1], ednote=_noted(item, said))
    if (found := _BEHIND.search(last.html, max(0, len(last.html) - _LONGEST))) is None:
        return item
    cut = dataclasses.replace(last, html=f"{last.html[: found.start()]}</p>")
    return dataclasses.replace(
        item, body=(*item.body[:-1], cut), ednote=_noted(item, found["mark"])
    )


def _is_mark(body: tuple[Block, ...]) -> bool:
    """Whether the last block is nothing but a mark, and the one before comes to its end."""
    if len(body) < 2 or len(body[-1].html) >= _LONGEST or not _ALONE.fullmatch(text_of(body[-1])):
        return False
    return body[-2].kind != "paragraph" or text_of(body[-2]).endswith(_ENDS)


def _noted(item: Item, mark: str) -> str:
    return "\n".join(note for note in (item.ednote, mark) if note)
