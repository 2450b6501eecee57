"""NewsML-G2, IPTC's family of XML formats: news items, packages and messages up to 2.35."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, tzinfo
from typing import Any

from lxml import etree

from broadsheet.formats.errors import FormatError
from broadsheet.formats.item import Item
from broadsheet.formats.members import read_each, together
from broadsheet.formats.newsmlg2.draft import NAMESPACE
from broadsheet.formats.newsmlg2.items import KINDS, read_item
from broadsheet.formats.newsmlg2.told import told
from broadsheet.formats.xml import document, local, root_of

__all__ = ["NEWSMLG2_AROUND", "read_newsmlg2", "recognise_newsmlg2"]

_MESSAGE, _SET = "newsMessage", "itemSet"
_READABLE = KINDS.keys() | {_MESSAGE, _SET}
_ENVELOPE = "Envelope"
#: SOAP 1.1, section 3, and SOAP 1.2 Part 1, section 5.
_ENVELOPES = frozenset(
    ("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
)
_USUAL = f"{{{NAMESPACE}}}"
#: What is written around items, and is another each time they are sent.
NEWSMLG2_AROUND = frozenset({_MESSAGE, _ENVELOPE})


def recognise_newsmlg2(data: bytes) -> bool:
    """Whether ``data`` is NewsML-G2, a piece of it, or an answer by SOAP that holds some."""
    name, namespace = root_of(data)
    if namespace in _ENVELOPES:
        return NAMESPACE.rstrip("/").encode() in data
    return _is_alike(namespace) or (not namespace and name in _READABLE)


def read_newsmlg2(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The items in ``data``: one item, or the members of a message, which may be none.

    A time without an offset is in ``zone``. Raises FormatError if it cannot be understood, and
    PartlyRead if some members of a message can.
    """
    root = document(data)
    if local(root) == _ENVELOPE:
        return _read_envelope(root, zone, provider)
    return _read(root, zone, provider, {})


def _read(root: etree._Element, zone: tzinfo, provider: str, header: dict[str, Any]) -> list[Item]:
    _put_right(root)
    name = local(root)
    if name in KINDS:
        return [read_item(root, zone, provider, header)]
    if name in (_MESSAGE, _SET):
        return _read_message(root, zone, provider, header)
    raise FormatError(
        f"The file holds only a part of an item ({name[:40]})",
        where="line 1",
        remedy="Ask the provider for the whole item.",
    )


def _read_envelope(root: etree._Element, zone: tzinfo, provider: str) -> list[Item]:
    """What stands in the body of a SOAP message, be it within the answer to some call."""
    header: dict[str, Any] = {}
    found: list[etree._Element] = []
    for part in root:
        if local(part) == "Body":
            found += _outermost(part)
        elif said := told(part):
            header[f"{_ENVELOPE}/{local(part)}"] = said
    if not found:
        raise FormatError(
            "The SOAP message holds no item", remedy="Ask the provider what it answers."
        )
    return together(*read_each(found, lambda each: _read(each, zone, provider, header)))


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    for part in element:
        if local(part) in _READABLE:
            yield part
        else:
            yield from _outermost(part)


def _is_alike(namespace: str) -> bool:
    """Whether ``namespace`` is NewsML-G2's, also without its last slash, as some write it."""
    return namespace.rstrip("/") == NAMESPACE.rstrip("/")


def _put_right(root: etree._Element) -> None:
    """Give the elements of a document whose namespace is misspelt the one that is meant."""
    tag: str = root.tag
    if tag.startswith(_USUAL):
        return
    written = tag[1:].partition("}")[0]
    if not _is_alike(written):
        return
    for each in root.iter(f"{{{written}}}*"):
        each.tag = f"{{{NAMESPACE}}}{local(each)}"


def _read_message(
    root: etree._Element, zone: tzinfo, provider: str, around: dict[str, Any]
) -> list[Item]:
    """The members of a message (NewsML-G2 2.35, newsMessage), or of its set of items alone; each
    knows the message's header, and what is ``around`` that."""
    header = dict(around)
    members: list[etree._Element] = []
    for part in (root,) if local(root) == _SET else root:
        if local(part) == _SET:
            members += part
        elif said := told(part):
            header[f"{_MESSAGE}/{local(part)}"] = said
    return together(*read_each(members, lambda each: [_read_member(each, zone, provider, header)]))


def _read_member(
    member: etree._Element, zone: tzinfo, provider: str, header: dict[str, Any]
) -> Item:
    if local(member) not in KINDS:
        raise FormatError(
            f"The message holds a {local(member)[:40]}, which is no item",
            where=f"line {member.sourceline}",
            remedy="Ask the provider what it is.",
        )
    return read_item(member, zone, provider, header)
