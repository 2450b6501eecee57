"""One item: newsItem, packageItem, and the kinds that are no news (NewsML-G2 2.35, anyItem)."""

from __future__ import annotations

from datetime import tzinfo
from functools import lru_cache
from typing import Any

from lxml import etree

from broadsheet.formats.errors import FormatError
from broadsheet.formats.item import Item
from broadsheet.formats.newsmlg2.concepts import read_assertion
from broadsheet.formats.newsmlg2.content import read_content
from broadsheet.formats.newsmlg2.content_meta import read_content_meta
from broadsheet.formats.newsmlg2.draft import Draft, Handler, handlers, read_section
from broadsheet.formats.newsmlg2.finish import finished
from broadsheet.formats.newsmlg2.item_meta import read_item_meta, read_rights
from broadsheet.formats.newsmlg2.packages import read_groups
from broadsheet.formats.newsmlg2.told import attributes_of, put, told, words_of
from broadsheet.formats.newsmlg2.vocabulary import vocabulary_of
from broadsheet.formats.xml import attribute, child, document, local

#: What an item is by its element, where that decides; None where its class does.
KINDS: dict[str, str | None] = {
    "newsItem": None,
    "packageItem": "composite",
    "conceptItem": "concept",
    "knowledgeItem": "knowledge",
    "planningItem": "planning",
    "catalogItem": "catalog",
}
_MOST_CATALOGUES = 32
_STANDARD = (("name", "standard"), ("version", "standardversion"), ("conformance", "conformance"))
_NEWS = frozenset({"newsItem", "packageItem"})


def read_item(element: etree._Element, zone: tzinfo, provider: str, header: dict[str, Any]) -> Item:
    """The item in ``element``; ``header`` is what the message around it says, if any."""
    name = local(element)
    attributes = attributes_of(element)
    guid, version = attributes.pop("guid", ""), attributes.pop("version", "")
    if not guid:
        raise FormatError(
            f"The {name} has no “guid”, so it cannot be told from others (NewsML-G2, anyItem)",
            where=f"line {element.sourceline}",
            remedy="Ask the provider to identify every item.",
        )
    language = attributes.pop("lang", "")
    draft = Draft(zone, provider, vocabulary_of(language), language, dict(header))
    draft.is_news = name in _NEWS
    standard: dict[str, str] = {}
    for key, written in _STANDARD:
        if written in attributes:
            standard[key] = attributes.pop(written)
    if standard:
        draft.extra["standard"] = standard
    read_section(draft, element, _SECTIONS, "")
    if kind := KINDS[name]:
        if draft.kind and draft.kind != kind:
            draft.extra["item_class"] = draft.kind
        draft.kind = kind
    if not draft.is_news and name in ("conceptItem", "knowledgeItem"):
        _describe_concept(draft, element)
    return finished(draft, guid, version, attributes)


def _describe_concept(draft: Draft, element: etree._Element) -> None:
    """A concept item is about its one concept: an event, if that is one."""
    concept = child(element, "concept")
    if concept is None:
        return
    name = child(concept, "name")
    if draft.title is None and name is not None:
        draft.title = words_of(name) or None
    if child(concept, "eventDetails") is not None:
        draft.kind = "event"


def _catalog(draft: Draft, element: etree._Element) -> None:
    """A catalogue inside the delivery: its aliases count before all others."""
    declared, others = _read_catalog(etree.tostring(element, with_tail=False))
    aliases = {**draft.vocabulary.aliases, **declared}
    for name, said in others:
        put(draft.extra, f"catalog/{name}", said)
    draft.extra["aliases"] = aliases
    draft.vocabulary = vocabulary_of(draft.language, tuple(aliases.items()))


@lru_cache(_MOST_CATALOGUES)
def _read_catalog(written: bytes) -> tuple[dict[str, str], list[tuple[str, Any]]]:
    """The aliases that a catalogue declares, and by name what else it says. An agency sends the
    same one with every item."""
    catalog = document(written)
    aliases: dict[str, str] = {}
    others: list[tuple[str, Any]] = []
    for scheme in catalog:
        said = attributes_of(scheme)
        declares = "alias" in said and "uri" in said
        if declares:
            aliases[said["alias"]] = said["uri"]
        if not declares or len(said) > 2 or len(scheme):
            others.append((local(scheme), told(scheme)))
    others.append(("attributes", attributes_of(catalog)))
    return aliases, [(name, said) for name, said in others if said]


def _catalog_reference(draft: Draft, element: etree._Element) -> None:
    """A catalogue elsewhere, which is never fetched."""
    if element.keys() == ["href"] and not len(element) and (href := attribute(element, "href")):
        put(draft.extra, "catalogRef", href)
    else:
        draft.keep("", element)


_KNOWN: dict[str, Handler] = {
    "catalog": _catalog,
    "catalogRef": _catalog_reference,
    "rightsInfo": read_rights,
    "itemMeta": read_item_meta,
    "contentMeta": read_content_meta,
    "contentSet": read_content,
    "assert": read_assertion,
    "groupSet": read_groups,
}
_SECTIONS = handlers(_KNOWN)
