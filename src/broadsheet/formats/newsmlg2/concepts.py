"""Concepts: subjects, genres, people, places (NewsML-G2 2.35, Flex1PropType and its kin)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from broadsheet.formats.catalogues import qcode_of
from broadsheet.formats.item import Creator, Subject
from broadsheet.formats.newsmlg2.draft import LANG, NAMESPACE, Draft, code_of
from broadsheet.formats.newsmlg2.told import Attributes, attributes_of, put, told, words_of
from broadsheet.formats.newsmlg2.vocabulary import shape
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import local

_NAME = frozenset((f"{{{NAMESPACE}}}name", "name"))
_FACETED = frozenset((f"{{{NAMESPACE}}}mainConcept", "mainConcept"))
#: http://cv.iptc.org/newscodes/cpnature/
_NATURES = {
    "cpnat:abstract": "subject",
    "cpnat:person": "person",
    "cpnat:organisation": "organisation",
    "cpnat:geoArea": "place",
    "cpnat:event": "event",
    "cpnat:object": "object",
}
_NATURE = "http://cv.iptc.org/newscodes/cpnature/"
_NATURES |= {f"{_NATURE}{qcode[6:]}": kind for qcode, kind in _NATURES.items()}
#: What is only a word, whatever stands inside it.
KEYWORD = "keyword"
_POINTS_OF_INTEREST = ("cpnat:poi", f"{_NATURE}poi")


def read_concept(draft: Draft, element: etree._Element, kind: str) -> Subject | None:
    """The concept in ``element``, of ``kind`` unless it says what it is; None if it says nothing.
    Whatever else it says is in ``extra``, names in other languages as ``names``."""
    key = (kind, shape(element))
    vocabulary = draft.vocabulary
    try:
        return vocabulary.known[key]
    except KeyError:
        concept = _keyword(element) if kind == KEYWORD else _concept(draft, element, kind)
        vocabulary.keep(key, concept)
        return concept


def _keyword(element: etree._Element) -> Subject | None:
    words = words_of(element)
    return Subject(words, type=KEYWORD, extra=attributes_of(element)) if words else None


def _concept(draft: Draft, element: etree._Element, kind: str) -> Subject | None:
    uri = qcode = rel = literal = None
    extra: dict[str, Any] = {}
    written: Attributes = element.items()  # type: ignore[assignment]
    for key, value in written:
        if not (value := clean_line(value)):
            continue
        if key == "qcode":
            qcode = value
        elif key == "type" or key == "typeuri":
            if value in _NATURES:
                kind = _NATURES[value]
                continue
            if value in _POINTS_OF_INTEREST:
                kind = "place"
            extra[key] = value
        elif key == "uri":
            uri = value
        elif key == "rel":
            rel = value
        elif key == "literal":
            literal = value
        else:
            extra[key[key.find("}") + 1 :]] = value
    name = ""
    names: dict[str, str] = {}
    for child in element[:]:  # type: ignore[index]
        tag: str = child.tag
        if tag in _NAME:
            if not (len(child) or child.attrib) and not names:
                names[""] = clean_line(child.text or "")
            else:
                _read_name(child, names, extra)
        elif tag in _FACETED and not (uri or qcode or literal):
            if main := _concept(draft, child, kind):
                uri, qcode, literal, kind = main.uri, main.qcode, main.literal, main.type
                name = main.name
                extra |= main.extra
        elif said := told(child):
            put(extra, tag[tag.find("}") + 1 :], said)
    if names:
        name = names.get(draft.language) or names.get("") or next(iter(names.values()))
        if len(names) > 1 or (name not in (names.get(""), names.get(draft.language))):
            extra["names"] = names
    if qcode:
        uri = uri or draft.uri(qcode)
    elif uri:
        qcode = qcode_of(uri)
    if name or uri or qcode or literal or extra:
        return Subject(name or literal or "", uri, qcode, kind, rel, literal, extra)
    return None


def _read_name(element: etree._Element, names: dict[str, str], extra: dict[str, Any]) -> None:
    written: Attributes = element.items()  # type: ignore[assignment]
    words = words_of(element)
    if not written:
        language = ""
    elif len(written) == 1 and written[0][0] == LANG:
        language = clean_line(written[0][1])
    else:
        language = clean_line(element.get(LANG, ""))
        put(extra, "name", told(element))
    if words and language not in names:
        names[language] = words
    elif words and not written:
        put(extra, "name", words)


def read_assertion(draft: Draft, element: etree._Element) -> None:
    """What is said of a concept beside the places that name it (NewsML-G2 2.35, assert)."""
    written = shape(element)
    try:
        said = draft.vocabulary.assertions[written]
    except KeyError:
        said = told(element)
        draft.vocabulary.keep_assertion(written, said)
    if said:
        put(draft.extra, "assert", said)


def read_creator(draft: Draft, element: etree._Element, role: str | None = None) -> None:
    """A creator or contributor: ``role`` is the code of their role, or what it is by default."""
    key = (role, shape(element))
    vocabulary = draft.vocabulary
    try:
        creator = vocabulary.creators[key]
    except KeyError:
        creator = _creator(draft, element, role)
        vocabulary.keep_creator(key, creator)
    if creator is not None:
        draft.creators.append(creator)


def _creator(draft: Draft, element: etree._Element, role: str | None) -> Creator | None:
    found = _concept(draft, element, "person")
    if found is None:
        return None
    extra = dict(found.extra)
    if written := element.get("role") or element.get("roleuri"):
        role = code_of(written)
    for key in ("qcode", "literal", "rel"):
        value = getattr(found, key)
        if value and value != found.name:
            extra[key] = value
    if found.type != "person":
        extra["type"] = found.type
    return Creator(found.name, role, found.uri, extra)


def name_of(draft: Draft, element: etree._Element, section: str) -> str | None:
    """What a party or place is called; if ``element`` says more than that, all of it is kept."""
    written = shape(element)
    try:
        name, facts = draft.vocabulary.names[written]
    except KeyError:
        name, facts = _name_and_facts(_concept(draft, element, "organisation"))
        draft.vocabulary.keep_name(written, name, facts)
    if facts:
        put(draft.extra, f"{section}/{local(element)}", facts)
    return name


def _name_and_facts(found: Subject | None) -> tuple[str | None, dict[str, Any]]:
    if found is None:
        return None, {}
    name = found.name or None
    if not (
        found.qcode or found.uri or found.extra or found.rel or found.literal not in (None, name)
    ):
        return name, {}
    named = ("name", "qcode", "uri", "rel", "literal")
    facts = {key: value for key in named if (value := getattr(found, key))}
    if name and facts.get("literal") == name:
        del facts["literal"]
    if name is None and found.qcode and found.qcode.startswith("nprov:"):
        name = found.qcode[6:]
    return name, {**found.extra, **facts}
