"""Which item it is, and which revision of it (NewsML 1.2, NewsIdentifier; RFC 3085)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from broadsheet.formats.leftovers import take_child
from broadsheet.formats.xml import attribute, child, text

_DAY = re.compile(r"\d{8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identity:
    """``guid`` is the same for all revisions and empty if nothing identifies the item;
    ``version`` is the revision; ``update`` says what kind of revision it is (N, A or U)."""

    guid: str
    version: str
    update: str


def identity_of(item: etree._Element) -> Identity:
    """The identity of the NewsItem ``item``.

    It is the public identifier without its last part, the revision. Where that is incomplete it
    is put together anew (RFC 3085: ``urn:newsml:`` provider, date, item), but a DateId that has
    a time is left out: those who send one change it with every revision.
    """
    identifier = child(item, "Identification", "NewsIdentifier")
    if identifier is None:
        return Identity("", "", "N")
    revision = child(identifier, "RevisionId")
    version = text(revision)
    update = attribute(revision, "Update").upper() if revision is not None else ""
    provider, day = (text(child(identifier, name)) for name in ("ProviderId", "DateId"))
    guid = _without_revision(text(child(identifier, "PublicIdentifier")), version, update)
    if not guid:
        number = _telling(text(child(identifier, "NewsItemId"))) or _own_number(item)
        parts = [provider, day if _DAY.fullmatch(day) else "", number]
        guid = "urn:newsml:" + ":".join(part for part in parts if part) if number else ""
    return Identity(guid, version, update or "N")


def take_label(item: etree._Element) -> str | None:
    """The name for people that the item has besides, taken."""
    identification = child(item, "Identification")
    return None if identification is None else take_child(identification, "NameLabel") or None


def _without_revision(public: str, version: str, update: str) -> str:
    """The identifier without its revision; empty if it names no item of its own."""
    for revision in (f"{version}{update}", version):
        if version and public.endswith(f":{revision}"):
            public = public[: -len(revision) - 1]
            break
    if public.lower().startswith("urn:newsml:"):
        return public if len(public.split(":")) >= 5 else ""
    return public


def _own_number(item: etree._Element) -> str:
    """What those who leave the NewsItemId out write instead: a ``guid``, or an object's number
    or the identifier of the first component that has one."""
    for guid in item.iter("{*}guid"):
        if text(guid):
            return text(guid)
    for each in item.iter("{*}Property"):
        if attribute(each, "FormalName") == "NewsObjectId" and (
            number := _telling(attribute(each, "Value"))
        ):
            return number
    duids = (_telling(attribute(each, "Duid")) for each in item.iter("{*}NewsComponent"))
    return next((duid for duid in duids if duid), "")


def _telling(number: str) -> str:
    """``number``, unless it is one of the noughts that stand where none was given."""
    return number if number.strip("0") else ""
