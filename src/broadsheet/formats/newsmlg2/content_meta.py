"""What is said about the content: ``contentMeta`` (NewsML-G2 2.35)."""

from __future__ import annotations

from lxml import etree

from broadsheet.formats.languages import language_tag
from broadsheet.formats.newsmlg2.concepts import KEYWORD, name_of, read_concept, read_creator
from broadsheet.formats.newsmlg2.draft import (
    Draft,
    Handler,
    Label,
    code_of,
    first_line,
    handlers,
    read_section,
)
from broadsheet.formats.newsmlg2.renditions import read_rendition
from broadsheet.formats.newsmlg2.told import attributes_of, words_of
from broadsheet.formats.text import clean_line


def read_content_meta(draft: Draft, element: etree._Element) -> None:
    """Take what ``contentMeta`` says into ``draft``."""
    read_section(draft, element, CONTENT_META, "contentMeta")


def _urgency(draft: Draft, element: etree._Element) -> None:
    """Urgency, 1 (highest) to 9; anything else is no urgency."""
    written = clean_line(element.text or "")
    if len(written) == 1 and written in "123456789":
        draft.urgency = int(written)
    else:
        draft.keep("contentMeta", element)


def _language(draft: Draft, element: etree._Element) -> None:
    written = clean_line(element.get("tag", ""))
    tag = language_tag(written)
    if tag:
        draft.languages.append(tag)
    plain = tag is not None and tag.lower() == written.replace("_", "-").lower()
    if not plain or len(element.attrib) > 1 or len(element) or len(draft.languages) > 1:
        draft.keep("contentMeta", element)


def _located(draft: Draft, element: etree._Element) -> None:
    """Where the content originates; the first one counts."""
    if draft.place is None:
        draft.place = name_of(draft, element, "contentMeta")
    else:
        draft.keep("contentMeta", element)


def _source(draft: Draft, element: etree._Element) -> None:
    if name := name_of(draft, element, "contentMeta"):
        draft.info_sources.append(name)


def _creator(draft: Draft, element: etree._Element) -> None:
    read_creator(draft, element)


def _contributor(draft: Draft, element: etree._Element) -> None:
    read_creator(draft, element, "contributor")


def _subject(draft: Draft, element: etree._Element) -> None:
    if found := read_concept(draft, element, "subject"):
        draft.subjects.append(found)


def _genre(draft: Draft, element: etree._Element) -> None:
    if found := read_concept(draft, element, "genre"):
        draft.genre.append(found)


def _keyword(draft: Draft, element: etree._Element) -> None:
    if found := read_concept(draft, element, KEYWORD):
        draft.subjects.append(found)


def _headline(draft: Draft, element: etree._Element) -> None:
    _label(draft.headlines, element)


def _description(draft: Draft, element: etree._Element) -> None:
    _label(draft.descriptions, element)


def _label(labels: list[Label], element: etree._Element) -> None:
    if not (words := words_of(element)):
        return
    facts = attributes_of(element)
    role = code_of(facts.get("role") or facts.get("roleuri") or "")
    labels.append(Label(words, role, facts, element))


def _digital_source(draft: Draft, element: etree._Element) -> None:
    """How the content came to be (camera, composite, trained algorithm…): the full URI."""
    qcode, uri = clean_line(element.get("qcode", "")), clean_line(element.get("uri", ""))
    if found := uri or draft.uri(qcode):
        draft.extra["digital_source_type"] = found
    else:
        draft.keep("contentMeta", element)


def _icon(draft: Draft, element: etree._Element) -> None:
    draft.renditions.append(read_rendition(draft, element, "icon"))


_META: dict[str, Handler] = {
    "urgency": _urgency,
    "language": _language,
    "located": _located,
    "infoSource": _source,
    "creator": _creator,
    "contributor": _contributor,
    "subject": _subject,
    "genre": _genre,
    "keyword": _keyword,
    "headline": _headline,
    "description": _description,
    "slugline": first_line("slugline", "contentMeta"),
    "by": first_line("byline", "contentMeta"),
    "dateline": first_line("dateline", "contentMeta"),
    "creditline": first_line("credit", "contentMeta"),
    "digitalSourceType": _digital_source,
    "icon": _icon,
}
#: By tag; a member of a package is described with the same elements.
CONTENT_META = handlers(_META)
