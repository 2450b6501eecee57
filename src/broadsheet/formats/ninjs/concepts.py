"""Subjects, people, organisations, places, events, objects, genres and creators."""

from __future__ import annotations

import re
from typing import Any

from broadsheet.formats.catalogues import uri_of
from broadsheet.formats.fields import Fields
from broadsheet.formats.item import Creator, Subject
from broadsheet.formats.text import clean_line

#: Names of the lists in ninjs 1.x and in 2.x and 3.x, and the type of what they hold.
_LISTS = (
    ("subject", "subject"),
    ("subjects", "subject"),
    ("person", "person"),
    ("people", "person"),
    ("organisation", "organisation"),
    ("organisations", "organisation"),
    ("place", "place"),
    ("places", "place"),
    ("event", "event"),
    ("events", "event"),
    ("object", "object"),
    ("objects", "object"),
)
_ALIASES = {
    "http://cv.iptc.org/newscodes/mediatopic/": "medtop",
    "http://cv.iptc.org/newscodes/subjectcode/": "subj",
    "http://cv.iptc.org/newscodes/genre/": "genre",
}
_MEDIA_TOPIC = re.compile("20[0-9]{6}")
_SUBJECT_CODE = re.compile("(?:0[1-9]|1[0-7])[0-9]{6}")
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def take_subjects(fields: Fields) -> tuple[Subject, ...]:
    """Every concept that the item is about or mentions, keywords among them."""
    subjects = [
        subject
        for name, kind in _LISTS
        for each in fields.named(name)
        if (subject := _subject(each, kind))
    ]
    return (*subjects, *_take_keywords(fields))


def take_genres(fields: Fields) -> tuple[Subject, ...]:
    """The genres (``genre`` in 1.3 and later, ``genres`` since 2.0)."""
    listed = fields.named("genre") + fields.named("genres")
    return tuple(genre for each in listed if (genre := _subject(each, "genre")))


def take_creators(fields: Fields) -> tuple[Creator, ...]:
    """The people named as authors (``authors``, as Superdesk writes; ``bylines`` and
    ``photographer``, as AP does)."""
    creators = []
    listed: list[tuple[Fields, str | None]] = [(each, None) for each in fields.named("authors")]
    for key, role in (("bylines", None), ("photographer", "photographer")):
        value = fields.take(key)
        members = value if isinstance(value, list) else [value]
        if all(isinstance(each, dict) for each in members):
            listed += ((Fields(each, fields.where(key)), role) for each in members)
        elif value is not None:
            fields.keep(key, value)
    for each, role in listed:
        name = each.line("name", "by")
        if name is None:
            if left := each.rest():
                creators.append(Creator("", extra=left))
            continue
        told = each.line("role") or role
        creators.append(Creator(name, told, each.line("uri"), each.rest()))
    return tuple(creators)


def take_digital_source(fields: Fields) -> None:
    """Leave over how the content came to be as ``digital_source_type``, a full URI, as every
    format has it; what else is said of it stays as it is (ninjs 1.6, digitalsourcetype)."""
    inner = fields.object("digitalsourcetype")
    if inner is None:
        return
    uri, literal = inner.line("uri"), inner.line("literal")
    found = uri or (uri_of(literal) if literal else None)
    if literal and (uri or not found):
        inner.keep("literal", literal)
    if found:
        fields.keep("digital_source_type", found)
    fields.keep("digitalsourcetype", inner.rest())


def _take_keywords(fields: Fields) -> list[Subject]:
    """Keywords as Superdesk writes them, a list of words; in another shape they are left over."""
    keywords = fields.take("keywords")
    if isinstance(keywords, list) and all(isinstance(word, str) for word in keywords):
        return [Subject(name, type="keyword") for word in keywords if (name := clean_line(word))]
    if keywords is not None:
        fields.keep("keywords", keywords)
    return []


def _subject(fields: Fields, kind: str) -> Subject | None:
    name = fields.line("name") or ""
    uri, qcode = _identity(fields)
    literal, rel = fields.line("literal"), fields.line("rel")
    extra: dict[str, Any] = fields.rest()
    if not (name or uri or qcode or literal or extra):
        return None
    return Subject(name, uri, qcode, kind, rel, literal, extra)


def _identity(fields: Fields) -> tuple[str | None, str | None]:
    """The full URI and the qcode, from ``uri`` or from ``scheme`` and ``code``."""
    uri, scheme, code = fields.line("uri"), fields.line("scheme"), _take_code(fields)
    if code is None and isinstance(fields.look("qcode"), str):
        code = fields.line("qcode")
    if uri:
        if scheme:
            fields.keep("scheme", scheme)
        return uri, code or _qcode(uri)
    if code is None:
        if scheme:
            fields.keep("scheme", scheme)
        return None, None
    if scheme is None:
        if _URI.fullmatch(code) and "//" in code:
            return code, None
        if known := uri_of(code):
            return known, code
        if _MEDIA_TOPIC.fullmatch(code):
            return f"http://cv.iptc.org/newscodes/mediatopic/{code}", f"medtop:{code}"
        # Superdesk leaves the scheme out for the old IPTC subject codes.
        if _SUBJECT_CODE.fullmatch(code):
            return f"http://cv.iptc.org/newscodes/subjectcode/{code}", f"subj:{code}"
        return None, code
    if not _URI.fullmatch(scheme):
        return None, f"{scheme}:{code}"
    # Some write the alias both ways: the scheme's address beside "medtop:20000065".
    if (known := uri_of(code)) and known.startswith(f"{scheme.rstrip('/')}/"):
        return known, code
    joint = "" if scheme.endswith(("/", "#", "=", ":")) else "/"
    uri = f"{scheme}{joint}{code}"
    return uri, _qcode(uri)


def _take_code(fields: Fields) -> str | None:
    """The code, which some send as a number."""
    value = fields.take("code")
    whole = isinstance(value, int) and not isinstance(value, bool)
    fields.keep("code", str(value) if whole else value)
    return fields.line("code")


def _qcode(uri: str) -> str | None:
    base, slash, code = uri.rpartition("/")
    alias = _ALIASES.get(base + slash)
    return f"{alias}:{code}" if alias and code else None
