"""The content itself: ``contentSet`` (NewsML-G2 2.35). Its children are alternatives, so one body
is chosen, and all files are renditions of one medium."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from broadsheet.formats.encodings import decode
from broadsheet.formats.errors import FormatError
from broadsheet.formats.html import (
    blocks_from_html,
    blocks_from_text,
    embedded_in_tree,
    unseen_in_html,
    unseen_in_tree,
)
from broadsheet.formats.html.sanitise import HIDDEN, INLINE, STRUCTURE
from broadsheet.formats.html.tree import blocks_from_tree
from broadsheet.formats.html.unseen import Unseen
from broadsheet.formats.inside import decoded
from broadsheet.formats.item import Block
from broadsheet.formats.leftovers import drop
from broadsheet.formats.newsmlg2.draft import LANG, Draft, Label, code_of
from broadsheet.formats.newsmlg2.idf import read_idf
from broadsheet.formats.newsmlg2.inner_status import hold_as_inside
from broadsheet.formats.newsmlg2.mending import mend
from broadsheet.formats.newsmlg2.renditions import read_encoded, read_rendition
from broadsheet.formats.newsmlg2.told import attributes_of, put, told
from broadsheet.formats.nitf import blocks_from_nitf, media_from_nitf, notes_from_nitf
from broadsheet.formats.nitf.heading import (
    take_byline,
    take_dateline,
    take_headline,
    take_standfirst,
)
from broadsheet.formats.text import without_controls
from broadsheet.formats.xml import child, local
from broadsheet.formats.xml import text as text_of

_NITF = ("nitf", "body.content")
_HTML = ("html", "body", "div", "article", "section", "main", "p")
_EVENTS = ("events", "event", "concept", "conceptset", "planningitem", "newscoverageset")
_MARKS_OF_PROSE = frozenset({"p", "h1", "h2", "h3"})
_PARAGRAPH = re.compile(r"<(?:p|br|div)\b[^<>]*>", re.IGNORECASE)
#: Whether anything but text can be in a body. Many have not one attribute.
_MAY_HIDE = etree.XPath("boolean(descendant::*/@*) or contains(., 'data:')", regexp=False)
_BEST, _GOOD, _PLAIN, _FOREIGN = 3, 2, 1, 0


def read_content(draft: Draft, element: etree._Element) -> None:
    """Take the best body and all files of ``contentSet`` into ``draft``; the bodies that were not
    chosen are kept."""
    bodies: list[tuple[int, etree._Element]] = []
    for each in element:
        name = local(each)
        if name == "remoteContent":
            draft.renditions.append(read_rendition(draft, each))
        elif name == "inlineXML":
            bodies.append((_rank(each), each))
        elif name == "inlineData" and (not each.get("encoding") or _decode(each)):
            rank = _GOOD if _is_html(each) else _PLAIN
            bodies.append((rank, each))
        elif name == "inlineData" and (file := read_encoded(draft, each)):
            draft.renditions.append(file)
        else:
            draft.keep("contentSet", each)
    if len(bodies) > 1:
        own = [_is_in(each, draft) for _, each in bodies]
        order = sorted(range(len(bodies)), key=lambda number: (not own[number], -bodies[number][0]))
        bodies = [bodies[number] for number in order]
    for rank, each in bodies:
        if draft.body:
            _keep(draft, each)
        elif blocks := _blocks(draft, rank, each):
            draft.body = tuple(blocks)
            draft.extra["contentSet/chosen"] = attributes_of(each)
            if rank == _GOOD or _MAY_HIDE(each):
                _keep_unseen(draft, rank, each, blocks)
        elif rank != _FOREIGN:
            _keep(draft, each)


def _rank(element: etree._Element) -> int:
    if not len(element):
        return _GOOD if _is_html(element) else _PLAIN
    name = local(element[0])
    if name in _NITF or name in _HTML or "html" in (element.get("contenttype") or ""):
        return _BEST
    return _FOREIGN


def _is_in(element: etree._Element, draft: Draft) -> bool:
    """Whether a body says that it is in the item's own language: it is that one which is read
    where the same is told in several."""
    said = element.get(LANG) or next((each.get(LANG) or "" for each in element), "")
    wanted = draft.languages[0] if draft.languages else draft.language
    return bool(said) and said[:2].lower() == wanted[:2].lower()


def _decode(element: etree._Element) -> bool:
    """Put the text that ``element`` holds as base64 (NewsML-G2 2.35, inlineData, encoding) in its
    place; whether it was one."""
    kind = (element.get("contenttype") or "").lower()
    if code_of(element.get("encoding") or "") != "base64" or not kind.startswith("text/"):
        return False
    data = decoded(element.text or "")
    if data is None:
        return False
    try:
        element.text = without_controls(decode(data, None))
    except FormatError:
        return False
    return True


def _is_html(element: etree._Element) -> bool:
    """Whether inline data is HTML: by its type, or, as some agencies call it plain text all the
    same, by its paragraphs."""
    if "html" in (element.get("contenttype") or "").lower():
        return True
    return _PARAGRAPH.search(element.text or "") is not None


def _blocks(draft: Draft, rank: int, element: etree._Element) -> Sequence[Block]:
    """The blocks of a body; foreign markup is kept besides, whether it has any or not."""
    if rank in (_PLAIN, _GOOD):
        text = element.text or ""
        if not text or text.isspace():
            return ()
        return blocks_from_text(text) if rank == _PLAIN else blocks_from_html(text)
    root = element[0]
    name = local(root).lower()
    if name in _NITF:
        return _read_nitf(draft, root)
    if rank == _BEST:
        head, page = _parts(root) if name == "html" else (child(root, "head"), root)
        if head is not None:
            _keep_head(draft, head)
        if page is not None:
            _take_header(draft, page)
        mend(element)
        return blocks_from_tree([element])
    put(draft.extra, "contentSet/inlineXML", told(element))
    if name in _EVENTS:
        draft.is_news = False
        draft.kind = "event"
        return ()
    if name == "idf":
        return read_idf(draft, root)
    if not any(local(each).lower() in _MARKS_OF_PROSE for each in root.iter(etree.Element)):
        return ()
    return blocks_from_tree([element], _own_vocabulary)


def _keep_unseen(draft: Draft, rank: int, element: etree._Element, blocks: Sequence[Block]) -> None:
    """What the chosen body says and its blocks do not show; foreign markup is kept whole."""
    if pictures := embedded_in_tree(element):
        draft.extra["embedded_pictures"] = pictures
    unseen: Unseen = {}
    if rank == _GOOD:
        unseen = unseen_in_html(element.text or "", blocks)
    elif rank == _BEST:
        unseen = unseen_in_tree(element, blocks)
    if unseen:
        draft.extra["markup"] = unseen


def _parts(html: etree._Element) -> tuple[etree._Element | None, etree._Element | None]:
    """The head and the body of a page."""
    parts = {local(each): each for each in html[::-1]}  # type: ignore[index]
    return parts.get("head"), parts.get("body")


def _take_header(draft: Draft, page: etree._Element) -> None:
    """A page that is sent whole begins with a header (HTML, 4.3.8) of what the envelope says too:
    keywords, the time, the headline. It is kept, but is no part of the body."""
    if next(page.iterchildren("{*}header", "{*}article"), None) is None:
        return
    article = child(page, "article")
    page = page if article is None else article
    header = child(page, "header")
    if header is None or len(page) == 1:
        return
    if not (title := text_of(child(header, "h1"))):
        return
    draft.title = draft.title or title
    draft.extra["html/header"] = told(header)
    drop(header)


def _own_vocabulary(_: etree._Element, name: str) -> str | None:
    """Elements of an agency's own markup stand apart, but for those that HTML has too."""
    return None if name in HIDDEN else name if name in INLINE or name in STRUCTURE else "div"


def _read_nitf(draft: Draft, nitf: etree._Element) -> Sequence[Block]:
    """An inline NITF document: its head fills what the envelope leaves open."""
    draft.media += media_from_nitf(nitf)
    draft.notes += notes_from_nitf(nitf)
    hold_as_inside(draft, nitf)
    if facts := attributes_of(nitf):
        draft.extra["nitf"] = facts
    head = child(nitf, "head")
    if head is not None and (said := told(head)):
        draft.extra["nitf/head"] = said
    above = child(nitf, "body", "body.head")
    if above is not None:
        draft.extra["nitf/body.head"] = told(above)
        if not draft.descriptions and (summary := take_standfirst(nitf)):
            draft.descriptions.append(Label(summary, "abstract", {}, etree.Element("abstract")))
        draft.byline = draft.byline or take_byline(nitf)[0]
        draft.dateline = draft.dateline or take_dateline(nitf)[0]
    draft.title = draft.title or take_headline(nitf)
    return blocks_from_nitf(nitf)


def _keep_head(draft: Draft, head: etree._Element) -> None:
    """What the head of a page says beyond the headline."""
    title = ""
    says_more = False
    for each in head:
        name = local(each).lower()
        if name == "title":
            title = title or text_of(each)
        elif name not in ("style", "script"):
            says_more = True
    draft.title = draft.title or title or None
    if says_more or (title and all(title != each.words for each in draft.headlines)):
        draft.extra["html/head"] = told(head)


def _keep(draft: Draft, element: etree._Element) -> None:
    said = told(element)
    path = f"contentSet/{local(element)}"
    if said and said not in draft.extra.get(path, []):
        put(draft.extra, path, said)
