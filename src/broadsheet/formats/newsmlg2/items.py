"""One item: newsItem, packageItem, and the kinds that are no news (NewsML-G2 2.35, anyItem)."""

from __future__ import annotations

from datetime import tzinfo
from functools import lru_cache
from typing import Any

from lxml import etree

from broadsheet.formats.errors import FormatError
from broadsheet.formats.item import Item
from broadsheet.formats.newsmlg2.content import read_content
from broadsheet.formats.newsmlg2.content_meta import read_content_meta
from broadsheet.formats.newsmlg2.draft import Draft, Handler, handlers, read_section
from broadsheet.formats.newsmlg2.finish import finished
from broadsheet.formats.newsmlg2.item_meta import read_item_meta, read_rights
from broadsheet.formats.newsmlg2.packages import read_groups
from broadsheet.formats.newsmlg2.told import attributes_of, facts_in, put, words_of
from broadsheet.formats.newsmlg2.vocabulary import vocabulary_of
from broadsheet.formats.xml import child, local

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
    if standard := {
        key: attributes.pop(written) for key, written in _STANDARD if written in attributes
    }:
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
    schemes = list(element)
    declared, plain = _declared_by(tuple([tuple(each.items()) for each in schemes]))
    aliases = {**draft.vocabulary.aliases, **declared}
    for scheme, is_plain in zip(schemes, plain, strict=True):
        if not is_plain or len(scheme):
            draft.keep("catalog", scheme)
    if attributes := attributes_of(element):
        put(draft.extra, "catalog/attributes", attributes)
    draft.extra["aliases"] = aliases
    draft.vocabulary = vocabulary_of(draft.language, tuple(aliases.items()))


@lru_cache(_MOST_CATALOGUES)
def _declared_by(
    schemes: tuple[tuple[tuple[str, str], ...], ...],
) -> tuple[dict[str, str], tuple[bool, ...]]:
    """The aliases that schemes with these attributes declare, and of each whether it does nothing
    else. An agency sends the same catalogue with every item."""
    aliases: dict[str, str] = {}
    plain: list[bool] = []
    for written in schemes:
        said = facts_in(written)
        declares = "alias" in said and "uri" in said
        if declares:
            aliases[said["alias"]] = said["uri"]
        plain.append(declares and len(said) == 2)
    return aliases, tuple(plain)


def _catalog_reference(draft: Draft, element: etree._Element) -> None:
    """A catalogue elsewhere, which is never fetched."""
    attributes = attributes_of(element)
    if len(attributes) == 1 and "href" in attributes and not len(element):
        put(draft.extra, "catalogRef", attributes["href"])
    else:
        draft.keep("", element)


_KNOWN: dict[str, Handler] = {
    "catalog": _catalog,
    "catalogRef": _catalog_reference,
    "rightsInfo": read_rights,
    "itemMeta": read_item_meta,
    "contentMeta": read_content_meta,
    "contentSet": read_content,
    "groupSet": read_groups,
}
_SECTIONS = handlers(_KNOWN)
