"""Who made an entry, and what it is about."""

from __future__ import annotations

import re

from lxml import etree

from broadsheet.formats.catalogues import qcode_of
from broadsheet.formats.feeds.names import RDF, children_called
from broadsheet.formats.html import clean_inline, looks_like_html
from broadsheet.formats.item import Creator, Subject
from broadsheet.formats.leftovers import take, take_raw, take_text
from broadsheet.formats.text import clean_line

_ADDRESS = r"[^\s()<>,;:\"]+@[^\s()<>,;:\"]+"
_MAIL = re.compile(
    rf"(?P<a>{_ADDRESS})\s*\((?P<name>[^()]*)\)|(?P<name2>[^()<>]*?)\s*[(<](?P<b>{_ADDRESS})[)>]"
)
_MAIL_ALONE = re.compile(_ADDRESS)
_AUTHORS = ("dc:creator", "author", "creator", "dcterms:creator")
_SUBJECTS = ("dc:subject", "dcterms:subject", "itunes:keywords", "keywords")
_NEWSCODES = "http://cv.iptc.org/newscodes/"
_NUMBERED = frozenset((f"{_NEWSCODES}mediatopic/", f"{_NEWSCODES}subjectcode/"))
_NUMBER = re.compile("[0-9]{8}", re.ASCII)


def take_creators(entry: etree._Element) -> tuple[Creator, ...]:
    """The authors and contributors, each once. In RSS an author is an address with the name in
    brackets; Dublin Core and most programs write the name alone."""
    found = [_creator(each, None) for each in children_called(entry, *_AUTHORS)]
    found += [_creator(each, None) for each in children_called(entry, "itunes:author")]
    found += [
        _creator(each, "contributor")
        for each in children_called(entry, "contributor", "dc:contributor", "dcterms:contributor")
    ]
    kept: dict[str, Creator] = {}
    for each in found:
        if each is None:
            continue
        before = kept.get(each.name.casefold())
        if before is None or (each.extra and not before.extra):
            kept[each.name.casefold()] = each
    return tuple(kept.values())


def byline_of(creators: tuple[Creator, ...]) -> str | None:
    """The names of the authors, as they are printed."""
    return ", ".join(each.name for each in creators if each.role is None) or None


def take_subjects(entry: etree._Element) -> tuple[Subject, ...]:
    """The categories of RSS (text, and the taxonomy as ``domain``) and Atom (``term``, ``scheme``
    and ``label``; RFC 4287, section 4.2.2), Dublin Core's subjects, keywords."""
    categories = children_called(entry, "category")
    found = [subject for each in categories if (subject := _category(each))]
    for each in children_called(entry, *_SUBJECTS):
        written = take_raw(each)
        parts = written.split(",") if "dc" not in str(each.tag) else [written]
        found += [Subject(word, type="keyword") for part in parts if (word := _plain(part))]
    kept: dict[tuple[str, str | None, str], Subject] = {}
    for subject in found:
        key = subject.name.casefold(), subject.uri, subject.extra.get("scheme", "")
        kept.setdefault(key, subject)
    return tuple(kept.values())


def _category(element: etree._Element) -> Subject | None:
    scheme = take(element, "domain", "scheme")
    label, term = take(element, "label"), take(element, "term")
    if said := _plain(take_raw(element)):
        label, term = label or said, term or said
    if not (label or term):
        return None
    uri = _uri(scheme, term)
    qcode = qcode_of(uri) if uri else None
    # A number is no name.
    name = (
        label
        if label and label != term
        else ""
        if qcode and _NUMBER.fullmatch(term)
        else label or term
    )
    return Subject(
        name,
        uri=uri,
        qcode=qcode,
        type="subject" if scheme else "keyword",
        literal=term if name and term != name else None,
        extra={"scheme": scheme} if scheme else {},
    )


def _uri(scheme: str, term: str) -> str | None:
    """The URI of a concept of IPTC's; where its codes are numbers, only for a number."""
    if term.startswith(_NEWSCODES):
        return term
    if not scheme.startswith(_NEWSCODES) or not term:
        return None
    scheme = f"{scheme.rstrip('/')}/"
    if scheme in _NUMBERED and not _NUMBER.fullmatch(term):
        return None
    return scheme + term


def _creator(element: etree._Element, role: str | None) -> Creator | None:
    extra: dict[str, str] = {}
    uri: str | None = take(element, f"{{{RDF}}}resource") or None
    if parts := {str(each.tag).rpartition("}")[2].lower(): each for each in element}:
        name = take_text(parts["name"]) if "name" in parts else ""
        mail = take_text(parts["email"]) if "email" in parts else ""
        page = next((parts[each] for each in ("uri", "url") if each in parts), None)
        uri = take_text(page) or uri
    else:
        name, mail = _named(_plain(take_raw(element)))
    if mail:
        extra["email"] = mail
    if not name and mail:
        # Nobody is printed as an address; whoever reads the wire may want it.
        return Creator("", role or "contact", uri, extra)
    return Creator(name, role, uri, extra) if name or uri else None


def _named(line: str) -> tuple[str, str]:
    """The name and the mail address in ``line``."""
    if len(line) > 500:
        return line, ""
    if found := _MAIL.fullmatch(line):
        return (found["name"] or found["name2"] or "").strip(' "'), found["a"] or found["b"]
    return ("", line) if _MAIL_ALONE.fullmatch(line) else (line, "")


def _plain(written: str) -> str:
    return clean_inline(written) if looks_like_html(written) else clean_line(written)
