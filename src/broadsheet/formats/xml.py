"""XML as deliveries bring it: read safely, walked without regard to namespaces.

Nothing outside the delivery is ever read. A document type declaration is cut away before the
parser sees it, so neither entities nor default attributes can be declared; libxml2's own limits
(depth 256, 10 million characters in one text) hold.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from html import escape
from html.entities import html5
from typing import Any

from lxml import etree

from broadsheet.formats.encodings import declared_in, decode
from broadsheet.formats.errors import FormatError
from broadsheet.formats.text import clean_line

#: Bytes; a larger delivery is refused unread.
MAX_BYTES = 32 * 1024 * 1024

#: A tree of more is memory in the hundreds of megabytes.
MAX_TAGS = 1_000_000

#: Attributes of one element: to read them takes time in the square of their number.
MAX_ATTRIBUTES = 250

_OPTIONS: dict[str, Any] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
_PARSER = etree.XMLParser(**_OPTIONS)
_PATIENT_PARSER = etree.XMLParser(recover=True, **_OPTIONS)
_STRING = etree.XPath("string()", smart_strings=False, regexp=False)
_TOO_MANY_ATTRIBUTES = etree.XPath(f"boolean(//*[@*[{MAX_ATTRIBUTES + 1}]])")
#: The least that can be written of so many.
_SHORTEST = MAX_ATTRIBUTES * len('a="" ')
#: A document that begins so has no document type, which would stand before its first element.
_NO_DOCTYPE = re.compile(rb"(?:<\?xml\b[^<>]*\?>)?\s*<[A-Za-z]")
_NOT_WELL_FORMED = "The file is not well-formed XML"
_ASK = "Ask the provider for a corrected file."
_DECLARATION = re.compile(r"<\?xml\b[^>]*>")
_MISC = r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+"
_DOCTYPE = re.compile(_MISC + "(<!DOCTYPE)", re.DOTALL | re.IGNORECASE)
_SPACE = re.compile(_MISC, re.DOTALL)
_IN_DOCTYPE = re.compile(
    r"""<!--(?:.*?--(?P<a>>))?|<\?(?:.*?\?(?P<b>>))?|"(?:[^"]*(?P<c>"))?|'(?:[^']*(?P<d>'))?"""
    r"|(?P<mark>[<>\[\]])",
    re.DOTALL,
)
# Parts of a DTD that stand in another file are common, and never looked for.
_ENTITY = re.compile(r"<!ENTITY\b(?!\s+%\s+[\w.:-]+\s+(?:SYSTEM|PUBLIC)\b)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REPAIRABLE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&#(?P<code>[0-9]{1,7}|x[0-9a-fA-F]{1,6});"
    r"|&(?P<name>[A-Za-z][A-Za-z0-9]{1,31});|&",
    re.DOTALL,
)
#: Prefixes that mean one thing only wherever they are met, and which some forget to declare.
_USUAL_PREFIXES = {
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xlink": "http://www.w3.org/1999/xlink",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "xsd": "http://www.w3.org/2001/XMLSchema",
}
_PREFIX_IN_USE = re.compile(rf"[\s</](?P<prefix>{'|'.join(_USUAL_PREFIXES)}):")
_OWN_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_ROOT = re.compile(
    r"<(?:(?P<prefix>[^\W\d][\w.-]*):)?(?P<name>[^\W\d][\w.-]*)"
    r"""(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*+)"""
)
#: How much is looked at to find the first element: at first, and at most.
_BEGINNING, _LONGEST_PROLOG = 1_000, 100_000


def document(data: bytes) -> etree._Element:
    """The root of the document in ``data``, without comments and processing instructions.

    Put right where it can be told what was meant: encodings (see ``encodings.py``), control
    characters, a lone ``&``, white space around the document, HTML's named entities, prefixes of
    XML Schema and XLink that are not declared (Namespaces in XML 1.0, section 5). Raises
    FormatError, with line and column, for anything else that XML 1.0 does not allow, and for
    more than :data:`MAX_BYTES`, :data:`MAX_TAGS` or :data:`MAX_ATTRIBUTES`, too deep nesting, or
    a document type that declares entities.
    """
    if len(data) > MAX_BYTES:
        raise FormatError(
            f"The file has {len(data):,} bytes, more than the {MAX_BYTES:,} allowed",
            remedy="Ask the provider to deliver the items one by one.",
        )
    if len(data) > MAX_TAGS and max(data.count(b"<"), data.count(b"=")) > MAX_TAGS:
        raise FormatError(
            f"The file has more than {MAX_TAGS:,} tags or attributes",
            remedy="Ask the provider to deliver the items one by one.",
        )
    root = _root(data)
    _check_attributes(root, data)
    return root


def _root(data: bytes) -> etree._Element:
    declared = declared_in(data)
    if (
        declared not in (None, "utf-8")
        or not data.startswith(b"<")
        or (not _NO_DOCTYPE.match(data) and b"<!DOCTYPE" in data)
    ):
        return _repaired(_without_doctype(_text(data)))
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:
        return _repaired(_without_doctype(_text(data)))


def patient_document(data: bytes) -> etree._Element:
    """As :func:`document`, for what is sent out by programs of every kind: where XML does not
    allow it, tags are closed and names are taken as they stand, as far as anything is left."""
    try:
        return document(data)
    except FormatError as error:
        if not error.reason.startswith(_NOT_WELL_FORMED):
            raise
        characters = _REPAIRABLE.sub(_repair, _without_doctype(_text(data)).lstrip())
        root = etree.fromstring(characters.encode(), _PATIENT_PARSER)
        if root is None:
            raise
        _check_attributes(root, data)
        return root


def root_of(data: bytes) -> tuple[str, str]:
    """The local name and the namespace of the first element in ``data``, told without parsing;
    both empty if there is none. Never raises."""
    for size in (_BEGINNING, _LONGEST_PROLOG):
        text = _beginning(data[:size])
        root = _root_in(text)
        if (root and root.end() < len(text)) or len(data) <= size:
            break
    if root is None:
        return "", ""
    name = f"xmlns:{root['prefix']}" if root["prefix"] else "xmlns"
    declared = re.search(rf"""\b{re.escape(name)}\s*=\s*["']([^"']*)""", root["attributes"])
    return root["name"], declared[1].strip() if declared else ""


def _check_attributes(root: etree._Element, data: bytes) -> None:
    if data.count(b"=") <= MAX_ATTRIBUTES or not _has_room(data):
        return
    if _TOO_MANY_ATTRIBUTES(root):
        raise FormatError(
            f"An element has more than the {MAX_ATTRIBUTES:,} attributes allowed", remedy=_ASK
        )


def _has_room(data: bytes) -> bool:
    """Whether two tags are so far apart anywhere in ``data`` that too many attributes can stand
    between them. Looks backwards from there, so that it sees few of the bytes."""
    start = 0
    while (end := start + _SHORTEST) <= len(data):
        found = data.rfind(b"<", start, end)
        if found < 0:
            return True
        start = found + 1
    return False


def _beginning(data: bytes) -> str:
    """The beginning of a document, of which only names and addresses matter: these are ASCII."""
    if b"\0" in data:
        try:
            return _text(data)
        except FormatError:
            data = data.replace(b"\0", b"")
    while data.startswith(BOM_UTF8):
        data = data.removeprefix(BOM_UTF8)
    return data.decode("latin-1")


def _root_in(text: str) -> re.Match[str] | None:
    place = 0
    if found := _DOCTYPE.match(text):
        try:
            place = _end_of_doctype(text, found.start(1))
        except FormatError:
            return None
    space = _SPACE.match(text, place)
    return _ROOT.match(text, space.end() if space else place)


def local(element: etree._Element) -> str:
    """The tag of ``element`` without its namespace."""
    tag: str = element.tag
    return tag[tag.find("}") + 1 :]


def raw_text(element: etree._Element) -> str:
    """All the text in ``element``, as it was written."""
    # A fifth of the time of itertext().
    return element.text or "" if not len(element) else str(_STRING(element))


def text(element: etree._Element | None) -> str:
    """All the text in ``element`` on one line, in NFC; empty if there is no element."""
    return "" if element is None else clean_line(raw_text(element))


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of ``element`` called ``name``, in any namespace."""
    return element.iterchildren("{*}" + name)


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """The first descendant by ``path``, a name for each step, in any namespace."""
    found: etree._Element | None = element
    for name in path:
        found = None if found is None else next(children(found, name), None)
    return found


def attribute(element: etree._Element, name: str) -> str:
    """The attribute called ``name`` on one line, in NFC; empty if there is none."""
    return clean_line(str(element.get(name, "")))


def _text(data: bytes) -> str:
    """The characters of ``data`` without an XML declaration; lines stay where they were."""
    decoded = decode(data, declared_in(data)).lstrip("\ufeff")
    decoded = _CONTROL.sub("", decoded)
    start = len(decoded) - len(decoded.lstrip())
    if found := _DECLARATION.match(decoded, start):
        decoded = decoded[:start] + "\n" * found[0].count("\n") + decoded[found.end() :]
    return decoded


def _without_doctype(document: str) -> str:
    found = _DOCTYPE.match(document)
    if found is None:
        return document
    end = _end_of_doctype(document, found.start(1))
    declared = document[found.start(1) : end]
    if entity := _ENTITY.search(declared):
        raise FormatError(
            "The document type declares entities, which can make a small file endless or reach"
            " for other files",
            where=f"line {document.count(chr(10), 0, found.start(1) + entity.start()) + 1}",
            remedy="Ask the provider to send the characters themselves.",
        )
    return document[: found.start(1)] + "\n" * declared.count("\n") + document[end:]


def _end_of_doctype(document: str, start: int) -> int:
    depth = 0
    for mark in _IN_DOCTYPE.finditer(document, start):
        if mark.lastgroup is None:
            break
        if mark["mark"] in ("<", "["):
            depth += 1
        elif mark["mark"]:
            depth -= 1
            if depth == 0:
                return mark.end()
    raise FormatError(
        "The document type declaration has no end",
        where=f"line {document.count(chr(10), 0, start) + 1}",
        remedy=_ASK,
    )


def _repaired(characters: str) -> etree._Element:
    try:
        return _parse(characters)
    except etree.XMLSyntaxError as error:
        repaired = _with_usual_prefixes(_REPAIRABLE.sub(_repair, characters))
        if repaired == characters:
            raise _malformed(error) from error
    try:
        return _parse(repaired)
    except etree.XMLSyntaxError as error:
        raise _malformed(error) from error


def _parse(characters: str) -> etree._Element:
    if not characters.strip():
        raise FormatError("The file holds no document", remedy="Ask the provider for it again.")
    return etree.fromstring(characters.encode(), _PARSER)


def _with_usual_prefixes(characters: str) -> str:
    """The document with its root declaring the usual prefixes that are in use; one that is
    declared further inside means there what it says."""
    used = {found["prefix"] for found in _PREFIX_IN_USE.finditer(characters)}
    root = _root_in(characters) if used else None
    if root is None:
        return characters
    declarations = (
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in _USUAL_PREFIXES.items()
        if prefix in used and f"xmlns:{prefix}" not in root["attributes"]
    )
    place = root.end("name")
    return characters[:place] + "".join(declarations) + characters[place:]


def _repair(found: re.Match[str]) -> str:
    """What a reference stands for, where XML alone does not know it."""
    if code := found["code"]:
        number = int("0" + code, 16) if code[0] == "x" else int(code)
        return found[0] if _is_character(number) else ""
    name = found["name"]
    if name in _OWN_ENTITIES or (found[0] != "&" and not name):
        return found[0]
    meant = html5.get(f"{name};") if name else None
    if meant is None:
        return f"&amp;{found[0][1:]}"
    return escape(meant)


def _is_character(number: int) -> bool:
    return (
        number in (9, 10, 13)
        or 0x20 <= number < 0xD800
        or 0xE000 <= number < 0xFFFE
        or 0x10000 <= number < 0x110000
    )


def _malformed(error: etree.XMLSyntaxError) -> FormatError:
    line, column = error.position
    said = re.sub(r", line \d+, column \d+.*|\s*\n.*", "", str(error.msg), flags=re.DOTALL)
    return FormatError(
        f"{_NOT_WELL_FORMED}: {said}",
        where=f"line {line}, column {column}",
        remedy=_ASK,
    )
