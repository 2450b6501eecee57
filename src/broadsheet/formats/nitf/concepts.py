"""What a NITF document is about: subjects, keywords, genres, and what is identified in it."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from broadsheet.formats.item import Subject
from broadsheet.formats.leftovers import take, take_text
from broadsheet.formats.nitf.heading import spell_out
from broadsheet.formats.xml import attribute, children, local, text

_SUBJECT_CODE = re.compile("(?:0[1-9]|1[0-7])[0-9]{6}")
_MEDIA_TOPIC = re.compile("20[0-9]{6}")
_TYPES = {
    "person": "person",
    "org": "organisation",
    "location": "place",
    "event": "event",
    "object.title": "object",
    "function": "subject",
    "virtloc": "object",
    "classifier": "subject",
}


def coded_subject(code: str, authority: str = "") -> tuple[str | None, str | None]:
    """The full URI and the qcode of ``code``: IPTC's subject codes and media topics have both,
    what another ``authority`` numbers has only a qcode."""
    if authority.upper() in ("", "IPTC"):
        if _SUBJECT_CODE.fullmatch(code):
            return f"http://cv.iptc.org/newscodes/subjectcode/{code}", f"subj:{code}"
        if _MEDIA_TOPIC.fullmatch(code):
            return f"http://cv.iptc.org/newscodes/mediatopic/{code}", f"medtop:{code}"
    return None, f"{authority}:{code}" if authority else code or None


def take_subjects(root: etree._Element) -> list[Subject]:
    """Subjects (``tobject.subject``), keywords and identified content, in this order."""
    found = [_tobject(each) for each in root.iter("{*}tobject.subject")]
    found += [_keyword(each) for each in root.iter("{*}keyword")]
    for content in root.iter("{*}identified-content"):
        found += [_identified(each) for each in content]
    return [subject for subject in found if subject]


def take_genres(root: etree._Element) -> tuple[Subject, ...]:
    """The genres: ``tobject.property`` says what form of news an item has."""
    words = (take(each, "tobject.property.type") for each in root.iter("{*}tobject.property"))
    return tuple(Subject(word, type="genre") for word in words if word)


def mentioned(body: etree._Element) -> list[Subject]:
    """Whoever and whatever the markup of the body names with an identifier."""
    found: dict[tuple[str, str], Subject] = {}
    for each in body.iter("{*}person", "{*}org", "{*}location", "{*}event", "{*}object.title"):
        value = attribute(each, "value") or attribute(each, "location-code")
        if value:
            source = attribute(each, "idsrc") or attribute(each, "code-source")
            kind = _TYPES[local(each)]
            qcode = f"{source}:{value}" if source else value
            subject = Subject(text(each), None, qcode, kind, rel="mentions")
            found.setdefault((kind, qcode), subject)
    return list(found.values())


def _tobject(element: etree._Element) -> Subject | None:
    authority = attribute(element, "tobject.subject.ipr")
    code = take(element, "tobject.subject.refnum")
    levels = [
        (level, name)
        for level in ("detail", "matter", "type")
        if (name := take(element, f"tobject.subject.{level}"))
    ]
    name = levels[0][1] if levels else ""
    if not (code or name):
        return None
    extra: dict[str, Any] = dict(levels[1:])
    if other := take(element, "tobject.subject.code"):
        extra["code"] = other
    uri, qcode = coded_subject(code, take(element, "tobject.subject.ipr")) if code else (None, None)
    if authority and not (uri or qcode):
        extra["authority"] = authority
    return Subject(name, uri, qcode, extra=extra)


def _keyword(element: etree._Element) -> Subject | None:
    word = take(element, "key") or take_text(element)
    return Subject(word, type="keyword") if word else None


def _identified(element: etree._Element) -> Subject | None:
    source, value = take(element, "idsrc", "code-source"), take(element, "value", "location-code")
    extra: dict[str, Any] = {}
    for code in children(element, "alt-code"):
        other = f"{take(code, 'idsrc')}:{take(code, 'value')}".strip(":")
        extra.setdefault("alt-code", []).append(other)
    if local(element) == "location":
        spell_out(element)
    name = take_text(element)
    if not (name or value):
        return None
    if kind := take(element, "type"):
        extra["type"] = kind
    qcode = f"{source}:{value}" if source and value else value or None
    return Subject(name, None, qcode, _TYPES.get(local(element), "subject"), extra=extra)
