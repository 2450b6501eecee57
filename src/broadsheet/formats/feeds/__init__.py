"""Feeds: RSS 0.90 to 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo

from lxml import etree

from broadsheet.formats.encodings import undoubled
from broadsheet.formats.errors import FormatError
from broadsheet.formats.feeds.channel import take_feed
from broadsheet.formats.feeds.jsonfeed import read_jsonfeed, recognise_jsonfeed
from broadsheet.formats.feeds.names import ATOM, CORE, RDF, children_called, entries, kind
from broadsheet.formats.feeds.reader import killed, read_entries
from broadsheet.formats.item import Item
from broadsheet.formats.limits import check_items
from broadsheet.formats.members import read_each, together
from broadsheet.formats.xml import patient_document, root_of

__all__ = [
    "FEED_AROUND",
    "is_ended_feed",
    "read_atom",
    "read_jsonfeed",
    "read_rss",
    "recognise_atom",
    "recognise_jsonfeed",
    "recognise_rss",
]

#: What the feed says of itself, and how often an entry was commented on or seen.
FEED_AROUND = frozenset({"feed", "counters"})
_RSS_IN_RDF = re.compile(
    rb"purl\.org/rss/1\.0/[\"']|(?:my|channel)\.netscape\.com/rdf/simple/0\.9", re.IGNORECASE
)
_END = re.compile(rb"</[\w.:-]+\s*(?:>\s*(?:<!--.*)?)?\Z", re.DOTALL)
_PROLOG = 20_000


def recognise_rss(data: bytes) -> bool:
    """Whether the root is ``rss``, or ``RDF`` that uses the vocabulary of RSS 0.90 or 1.0."""
    name, namespace = root_of(data)
    if name.lower() == "rss":
        return True
    return (name, namespace) == ("RDF", RDF) and bool(
        _RSS_IN_RDF.search(data[:_PROLOG].replace(b"\0", b""))
    )


def recognise_atom(data: bytes) -> bool:
    """Whether the root is ``feed`` or ``entry`` in a namespace of Atom, or ``feed`` in none."""
    name, namespace = root_of(data)
    return (name in ("feed", "entry") and namespace in ATOM) or (name, namespace) == ("feed", "")


def is_ended_feed(data: bytes) -> bool:
    """Whether ``data`` ends with the end of its root: a feed is read although tags are missing."""
    end = data.replace(b"\0", b"")[-2000:].rstrip().rpartition(b"</")[2]
    name = re.match(rb"(?:[\w.-]+:)?([\w.-]+)\s*>", end)
    return name is not None and name[1].decode("ascii", "replace") == root_of(data)[0]


def read_rss(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The items of an RSS feed, as written; none if it has none. A time without an offset is in
    ``zone``. Raises FormatError for what cannot be read as XML at all, or breaks off, and
    PartlyRead if some items can be understood and others can't."""
    return _read(data, "rss", zone, provider)


def read_atom(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The entries of an Atom feed, or the one that is the document, and the kills in it (RFC
    6721); as :func:`read_rss`."""
    return _read(data, "atom", zone, provider)


def _read(data: bytes, name: str, zone: tzinfo, provider: str) -> list[Item]:
    root = _document(data)
    found = list(entries(root))
    if not found and any(_is_item(each) for each in root.iter(etree.Element)):
        raise FormatError(
            "The feed's items are in no namespace of RSS or Atom",
            where=f"its root is {root.tag}",
            remedy="Ask the publisher to correct the namespace declarations.",
        )
    markers = children_called(root, "at:deleted-entry")
    check_items(len(found) + len(markers))
    feed = take_feed(root, name, found)
    items, errors = read_each(found, lambda each: read_entries(each, feed, zone, provider))
    kills = (killed(each, feed, zone, provider) for each in markers)
    return together([*items, *filter(None, kills)], errors)


def _is_item(element: etree._Element) -> bool:
    return kind(element).rpartition(":")[2] in ("item", "entry") and kind(element) not in CORE


def _document(data: bytes) -> etree._Element:
    """The root, read patiently: but what breaks off would be half a story."""
    root = patient_document(data)
    end = data.replace(b"\0", b"")[-2000:].rstrip()
    if len(root) and not _END.search(end):
        raise FormatError(
            "The feed breaks off before its end",
            where=f"after {end[-24:]!r}",
            remedy="Fetch it again, or ask the publisher.",
        )
    for element in root.iter(etree.Element):
        element.text = element.text and undoubled(element.text)
        element.tail = element.tail and undoubled(element.tail)
    return root
