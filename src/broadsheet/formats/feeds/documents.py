"""Documents of other news formats that entries carry as their content."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import tzinfo

from lxml import etree

from broadsheet.formats.errors import FormatError
from broadsheet.formats.feeds.names import children_called
from broadsheet.formats.filling import filled
from broadsheet.formats.html import text_of
from broadsheet.formats.item import Association, Item
from broadsheet.formats.leftovers import drop, take
from broadsheet.formats.newsml1 import read_newsml1
from broadsheet.formats.newsmlg2 import read_newsmlg2
from broadsheet.formats.nitf import read_nitf
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import local

_HOLDERS = ("content", "content:encoded", "description", "summary")
_READERS: dict[str, Callable[[bytes, tzinfo, str], list[Item]]] = {
    "nitf": read_nitf,
    "newsItem": read_newsmlg2,
    "packageItem": read_newsmlg2,
    "newsMessage": read_newsmlg2,
    "NewsML": read_newsml1,
    "NewsItem": read_newsml1,
}
_FEED_NAMESPACE = "{http://www.w3.org/2005/Atom}"


@dataclasses.dataclass(frozen=True, slots=True)
class Carried:
    """What the documents in an entry hold; ``refused`` says why one could not be read."""

    items: tuple[Item, ...] = ()
    refused: str = ""

    def into(self, entry: Item) -> list[Item]:
        """``entry`` with what the first item says besides, the others as its associations; and
        by themselves those that kill or hold another story. Where a document could not be read,
        nobody knows whether it does: the entry is withheld."""
        if self.refused:
            extra = {**entry.extra, "content/refused": self.refused}
            held = "withheld" if entry.pubstatus == "usable" else entry.pubstatus
            entry = dataclasses.replace(entry, pubstatus=held, extra=extra)
        if not self.items:
            return [entry]
        inner, *others = self.items
        if entry.body and inner.body:
            lead = entry.standfirst or clean_line(" ".join(map(text_of, entry.body)))
            entry = dataclasses.replace(entry, standfirst=lead, body=())
        extra = dict(entry.extra)
        story = filled(entry, inner, extra)
        if story.pubstatus == "usable" and "embargo_unparsed" in extra:
            story = dataclasses.replace(story, pubstatus="withheld")
        usable = tuple(Association("", each) for each in others if each.pubstatus == "usable")
        story = dataclasses.replace(
            story,
            type=entry.type if entry.body else inner.type,
            is_news=inner.is_news or story.pubstatus != "usable",
            body=inner.body or entry.body,
            media=(*entry.media, *inner.media),
            associations=(*entry.associations, *inner.associations, *usable),
            extra=extra,
        )
        apart = [
            dataclasses.replace(each, provider=entry.provider)
            for each in others
            if each.pubstatus != "usable"
        ]
        return [story, *apart]


def take_documents(entry: etree._Element, zone: tzinfo) -> Carried:
    """The items of the documents in ``entry``'s contents (RFC 4287, section 4.1.3: an element of
    any vocabulary, with its media type), each read by its own adapter. One that cannot be read
    is left where it is."""
    found: list[Item] = []
    refused = ""
    for holder in children_called(entry, *_HOLDERS):
        for each in holder:
            if (reader := _READERS.get(local(each))) is None:
                continue
            try:
                found += reader(_written(each), zone, "")
            except FormatError as error:
                refused = refused or str(error)
                continue
            drop(each)
            take(holder, "type")
    return Carried(tuple(found), refused)


def _written(document: etree._Element) -> bytes:
    """``document`` as it would be sent alone. One that names no namespace of its own has the
    feed's by mistake."""
    if str(document.tag).startswith(_FEED_NAMESPACE):
        for each in document.iter(f"{_FEED_NAMESPACE}*"):
            each.tag = local(each)
        etree.cleanup_namespaces(document)
    return etree.tostring(document, encoding="utf-8", with_tail=False)
