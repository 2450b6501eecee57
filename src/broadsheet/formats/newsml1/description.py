"""What an item is about: descriptive metadata of a chain of NewsComponents."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from broadsheet.formats.item import Subject
from broadsheet.formats.leftovers import attribute_name, take, take_text
from broadsheet.formats.newsml1.envelope import Envelope
from broadsheet.formats.nitf.concepts import coded_subject
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import attribute, children, local

Chain = Sequence[etree._Element]

_LEVELS = ("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier")
_KEYWORD = re.compile(r"\w*keywords?", re.IGNORECASE)
_NARROW = ("City", "CountryArea", "Area", "SubLocation", "Country", "WorldRegion")
_CODE = re.compile("[A-Z]{2,3}")
_PERSON = "personinimage"


def take_subjects(chain: Chain, envelope: Envelope) -> list[Subject]:
    """Subject codes, topics (by their Duid), keywords and the places that are no origin; each
    once."""
    found: dict[tuple[str | None, str | None, str, str], list[Subject]] = {}
    for each in _all_subjects(chain, envelope):
        found.setdefault((each.uri, each.qcode, each.name, each.type), []).append(each)
    return [same[0] if len(same) == 1 else _merged(same) for same in found.values()]


def take_genres(chain: Chain) -> tuple[Subject, ...]:
    """The genres, the innermost component's first."""
    found = []
    for each in _described(chain, "Genre"):
        if name := take(each, "FormalName") or take_text(each):
            scheme = take(each, "Scheme", "Vocabulary")
            found.append(Subject(name, None, f"{scheme}:{name}" if scheme else None, "genre"))
    return tuple(found)


def take_place(chain: Chain, extra: dict[str, Any]) -> str | None:
    """Where the content originates: the town, or the smallest place that has a name rather than
    a code. All that is said of it is kept in ``extra`` (NewsML 1.2, Location, HowPresent)."""
    for location in _described(chain, "Location"):
        if attribute(location, "HowPresent").lower() in ("", "origin", "dateline"):
            facts = _take_location(location)
            if facts:
                extra["location"] = facts
                named = (facts[name] for name in _NARROW if name in facts)
                return next((name for name in named if not _CODE.fullmatch(name)), None)
    return None


def keyword(word: str) -> Subject:
    """A keyword as a subject."""
    return Subject(word, type="keyword")


def _all_subjects(chain: Chain, envelope: Envelope) -> Iterator[Subject]:
    for codes in _described(chain, "SubjectCode"):
        for each in codes:
            if local(each) in _LEVELS and (subject := _coded(each, envelope)):
                yield subject
    for each in _described(chain, "TopicOccurrence"):
        if topic := envelope.topics.get(attribute(each, "Topic").removeprefix("#")):
            yield topic
    for each in _described(chain, "Location"):
        facts = _take_location(each)
        level = next((name for name in _NARROW if name in facts), "")
        name = facts.pop(level, "")
        if name or facts:
            facts |= {"level": level} if level else {}
            rel = take(each, "HowPresent") or None
            yield Subject(name, type="place", rel=rel, extra=facts)
    for component in chain:
        for metadata in component:
            if local(metadata) in ("AdministrativeMetadata", "Metadata") or _is_descriptive(
                metadata
            ):
                for each in children(metadata, "Property"):
                    if subject := _from_property(each):
                        yield subject


def _coded(element: etree._Element, envelope: Envelope) -> Subject | None:
    code = take(element, "FormalName")
    if not code:
        return None
    vocabulary, scheme = take(element, "Vocabulary"), take(element, "Scheme")
    uri, qcode = coded_subject(code)
    if uri is None:
        authority = scheme or vocabulary
        qcode = f"{authority}:{code}" if authority else code
    extra = _take_attributes(element)
    for name, value in (("Vocabulary", vocabulary), ("Scheme", scheme)):
        if value:
            extra[name] = value
    name = take_text(element) or envelope.name_of(code, scheme, vocabulary)
    return Subject(name, uri, qcode, extra=extra)


def _from_property(element: etree._Element) -> Subject | None:
    name = attribute(element, "FormalName")
    if not _KEYWORD.fullmatch(name) or not attribute(element, "Value"):
        return None
    word = take(element, "Value")
    take(element, "FormalName")
    role = take(element, "Role")
    extra = _take_attributes(element)
    if role:
        extra["Role"] = role
    kind = "person" if role.lower() == _PERSON else "keyword"
    return Subject(word, type=kind, rel=name, extra=extra)


def _take_location(location: etree._Element) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for each in children(location, "Property"):
        name = attribute(each, "FormalName")
        if name and (value := take(each, "Value")):
            take(each, "FormalName")
            facts[name] = value
            for other, said in _take_attributes(each).items():
                facts[f"{name} {other}"] = said
    return facts


def _take_attributes(element: etree._Element) -> dict[str, Any]:
    facts = {attribute_name(k): clean_line(str(v)) for k, v in element.attrib.items()}
    element.attrib.clear()
    return {name: value for name, value in facts.items() if value}


def _merged(same: list[Subject]) -> Subject:
    """The first of ``same`` with what the others say besides."""
    extra: dict[str, dict[Any, None]] = {}
    for each in same:
        for name, value in each.extra.items():
            extra.setdefault(name, {})[value] = None
    told = {name: v[0] if len(v := list(values)) == 1 else v for name, values in extra.items()}
    return dataclasses.replace(same[0], extra=told)


def _described(chain: Chain, name: str) -> Iterator[etree._Element]:
    for component in chain:
        for metadata in component:
            if _is_descriptive(metadata):
                yield from children(metadata, name)


def _is_descriptive(element: etree._Element) -> bool:
    """Whether ``element`` is DescriptiveMetadata, as TASS misspells it, too."""
    return local(element) in ("DescriptiveMetadata", "DescriptiveMetada")
