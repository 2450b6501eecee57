"""IDF, the markup of Infomaker's (Naviga's) writer, as newspapers of the North send it inline
(github.com/Infomaker/writer-format, idf): elements that say by ``type`` what they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from broadsheet.formats.html.sanitise import INLINE
from broadsheet.formats.html.tree import blocks_from_tree
from broadsheet.formats.item import Block
from broadsheet.formats.languages import language_tag
from broadsheet.formats.newsmlg2.draft import LANG, Draft
from broadsheet.formats.newsmlg2.told import words_of

_HEADLINE = "headline"
_QUOTES = ("blockquote", "pullquote", "quote")


def read_idf(draft: Draft, idf: etree._Element) -> Sequence[Block]:
    """The text of ``idf``; its headline goes before the item's title, by which the newsroom calls
    it. Pictures and other objects are no blocks: they stay among the rest."""
    if not (draft.languages or draft.language) and (tag := language_tag(idf.get(LANG) or "")):
        draft.languages.append(tag)
    for element in idf.iter("{*}element"):
        if element.get("type") == _HEADLINE and (said := words_of(element)):
            if draft.title and draft.title != said:
                draft.extra["title"] = draft.title
            draft.title = said
            break
    return blocks_from_tree([idf], _vocabulary)


def _vocabulary(element: etree._Element, name: str) -> str | None:
    if name in INLINE or name == "br":
        return name
    if name != "element":
        return None if name == "object" else "div"
    kind = str(element.get("type") or "")
    if kind == _HEADLINE:
        return None
    if kind.startswith(("subheadline", "subhead")):
        return "h3"
    return "blockquote" if kind in _QUOTES else "p"
