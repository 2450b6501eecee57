"""The namespaces of feeds: one short name for each vocabulary, however its URI is written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from lxml import etree

from broadsheet.formats.xml import local

#: RSS and Atom share most names, so both are the core, which has no prefix.
CORE = (
    "",
    "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
THREAD = "http://purl.org/syndication/thread/1.0"
ATOM = CORE[1:3]
XML = "{http://www.w3.org/XML/1998/namespace}"

#: The prefix that everyone uses, and the URI (without a trailing slash, in lower case).
_VOCABULARIES = {
    "atom": "http://www.w3.org/2005/atom",
    "dc": "http://purl.org/dc/elements/1.1",
    "dcterms": "http://purl.org/dc/terms",
    "content": "http://purl.org/rss/1.0/modules/content",
    "media": "http://search.yahoo.com/mrss",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "app": "http://www.w3.org/2007/app",
    "slash": "http://purl.org/rss/1.0/modules/slash",
    "thr": THREAD,
    "at": "http://purl.org/atompub/tombstones/1.0",
    "turbo": "http://turbo.yandex.ru",
    "rdf": RDF.lower(),
    "apcm": "http://ap.org/schemas/03/2005/apcm",
    "apnm": "http://ap.org/schemas/03/2005/apnm",
}
_PREFIXES = {uri: prefix for prefix, uri in _VOCABULARIES.items()} | {
    uri.lower().rstrip("/"): "" for uri in CORE
}
_PRISM = "http://prismstandard.org/namespaces/"


def kind(element: etree._Element) -> str:
    """The lower-case name of ``element`` with the usual prefix of its vocabulary (``pubdate``,
    ``dc:creator``); ``?:name`` if nobody knows it. An undeclared prefix counts as the usual."""
    return _kind_of_tag(str(element.tag))


@lru_cache(maxsize=4096)
def _kind_of_tag(tag: str) -> str:
    uri, _, name = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    prefix, colon, rest = name.rpartition(":")
    if colon and not uri:
        prefix = prefix.lower() if prefix.lower() in _VOCABULARIES else "?"
        return f"{prefix}:{rest.lower()}".removeprefix("atom:")
    uri = uri.lower()
    known = "prism" if uri.startswith(_PRISM) else _PREFIXES.get(uri.rstrip("/"), "?")
    return f"{known}:{name.lower()}" if known else name.lower()


def children_called(element: etree._Element, *kinds: str) -> list[etree._Element]:
    """The children of ``element`` of these kinds, in the order of the kinds, then as written."""
    found = [
        (kinds.index(name), each)
        for each in element.iterchildren()
        if (name := _kind_of_tag(str(each.tag))) in kinds
    ]
    if len(kinds) > 1:
        found.sort(key=itemgetter(0))
    return [each for _, each in found]


def entries(root: etree._Element) -> Iterator[etree._Element]:
    """The items and entries in ``root``, which may be an entry itself, but none inside another."""
    if kind(root) == "entry":
        yield root
        return
    for holder in (root, *children_called(root, "channel")):
        yield from children_called(holder, "item", "entry")


def is_rdf(root: etree._Element) -> bool:
    """Whether ``root`` is that of RSS 0.90 or 1.0."""
    return local(root) == "RDF"
