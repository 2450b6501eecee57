"""What a body itself says is not for publication: agencies end it with a notebook for the desks.

dpa writes "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt" above contacts
and telephone numbers, and its text in HTML keeps the sentence. Nothing else marks them.
"""

from __future__ import annotations

import dataclasses
import re

from broadsheet.formats.html import text_of
from broadsheet.formats.item import Block, Item

#: One of them stands in every such sentence. Each body is looked through, so no expression is used.
_HINTS = ("ublica", "UBLICA", "bblica", "BBLICA", "ffentlich", "FFENTLICH")
_SENTENCE = re.compile(
    r"\W*(?:(?:die|the|les|las|le|el|la)\s+)?"
    r"(?:folgenden?|following|informations?\s+suivantes?|informaci[oó]n\s+siguiente"
    r"|siguientes?|seguenti)\b[^.!?]{0,60}?\b(?:nicht\s+(?:zur|für\s+die)\s+Ver(?:ö|oe)ffentlichung"
    r"|not\s+(?:intended\s+|meant\s+)?for\s+publication|pas\s+destinée?s?\s+à\s+(?:la\s+)?publication"
    r"|no\s+(?:es|son|está|están)\s+(?:destinad[ao]s?\s+)?(?:a|para)\s+(?:la\s+)?publica\w+"
    r"|non\s+(?:è|sono)\s+destinat[aei]\s+alla\s+pubblicazione)\b[^.!?]{0,20}\W*",
    re.IGNORECASE,
)
_STARS = re.compile(r"[\W_]*")


def without_notebook(item: Item) -> Item:
    """``item`` with everything from the sentence on that says so moved from the body to the notes
    for the desk. A body that begins with it is withheld: none of it is for readers."""
    start = next((i for i, block in enumerate(item.body) if _says_so(block)), None)
    if start is None:
        return item
    while start and _STARS.fullmatch(text_of(item.body[start - 1])):
        start -= 1
    said = "\n".join(text for block in item.body[start:] if (text := text_of(block)))
    status = item.pubstatus
    return dataclasses.replace(
        item,
        body=item.body[:start],
        ednote="\n".join(note for note in (item.ednote, said) if note),
        pubstatus="withheld" if not start and status == "usable" else status,
    )


def _says_so(block: Block) -> bool:
    html = block.html
    for hint in _HINTS:
        if hint in html and block.kind in ("paragraph", "heading"):
            return _SENTENCE.fullmatch(text_of(block)) is not None
    return False
