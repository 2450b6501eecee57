"""An item while it is being read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any

from lxml import etree

from broadsheet.formats.catalogues import uri_of
from broadsheet.formats.item import (
    Association,
    Block,
    Creator,
    Link,
    Media,
    PubStatus,
    Rendition,
    Subject,
)
from broadsheet.formats.newsmlg2.told import put, told, words_of
from broadsheet.formats.newsmlg2.vocabulary import Vocabulary
from broadsheet.formats.xml import local

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(slots=True)
class Label:
    """A headline, description…: its words, the code of its role, its attributes."""

    words: str
    role: str
    facts: dict[str, Any]
    element: etree._Element


@dataclass(slots=True)
class Draft:
    """What has been read of an item so far: ``sender`` is who delivered it, ``vocabulary`` knows
    what the aliases stand for that the delivery declares."""

    zone: tzinfo
    sender: str
    vocabulary: Vocabulary
    language: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    kind: str | None = None
    pubstatus: PubStatus = "usable"
    embargo: datetime | None = None
    created: datetime | None = None
    updated: datetime | None = None
    urgency: int | None = None
    provider: str | None = None
    info_sources: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    title: str | None = None
    place: str | None = None
    dateline: str | None = None
    byline: str | None = None
    credit: str | None = None
    slugline: str | None = None
    languages: list[str] = field(default_factory=list)
    headlines: list[Label] = field(default_factory=list)
    descriptions: list[Label] = field(default_factory=list)
    creators: list[Creator] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    genre: list[Subject] = field(default_factory=list)
    rights: str | None = None
    rights_holder: str | None = None
    usage_terms: list[str] = field(default_factory=list)
    body: tuple[Block, ...] = ()
    media: list[Media] = field(default_factory=list)
    renditions: list[Rendition] = field(default_factory=list)
    associations: list[Association] = field(default_factory=list)
    is_news: bool = True

    def keep(
        self, section: str, element: etree._Element, facts: dict[str, Any] | None = None
    ) -> None:
        """Put what ``element``, of which ``facts`` may be read already, says among the rest, as
        ``section/name``."""
        if said := told(element, facts):
            name = local(element)
            path = f"{section}/{name}" if section else name
            put(self.extra, path, said)

    def uri(self, qcode: str) -> str | None:
        """The URI that ``qcode`` stands for here."""
        return uri_of(qcode, self.vocabulary.aliases)


Handler = Callable[[Draft, etree._Element], None]


def handlers(named: Mapping[str, Handler]) -> dict[str, Handler]:
    """``named`` by the tags that elements have, with the namespace or (as some send) without."""
    return {f"{{{NAMESPACE}}}{name}": handler for name, handler in named.items()} | dict(named)


def first_line(name: str, section: str) -> Handler:
    """A handler that makes the first label of its kind the draft's ``name``, and keeps what more
    there is of it."""

    def read(draft: Draft, element: etree._Element) -> None:
        if getattr(draft, name) is None and (words := words_of(element)):
            setattr(draft, name, words)
            if not element.attrib:
                return
        draft.keep(section, element)

    return read


def read_section(
    draft: Draft, section: etree._Element, known: Mapping[str, Handler], name: str
) -> None:
    """Give each child of ``section`` to whoever knows it; keep the others under ``name``."""
    extra = draft.extra
    for element in section[:]:  # type: ignore[index]
        tag: str = element.tag
        handler = known.get(tag)
        if handler is not None:
            handler(draft, element)
            continue
        own = tag[tag.find("}") + 1 :]
        handler = known.get(own)
        if handler is not None:
            handler(draft, element)
        elif said := told(element):
            put(extra, f"{name}/{own}" if name else own, said)


@lru_cache(1_000)
def code_of(qcode: str) -> str:
    """The code in the first of the qcodes in ``qcode``, or the last step of a URI, in lower case:
    what a role is called, whoever keeps the scheme."""
    first = qcode.split(None, 1)[0] if qcode else ""
    return first[max(first.rfind("/"), first.find(":")) + 1 :].lower()
