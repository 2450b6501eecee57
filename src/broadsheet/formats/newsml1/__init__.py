"""NewsML 1.0 to 1.2, IPTC's packages of news before NewsML-G2."""

from __future__ import annotations

import dataclasses
from datetime import UTC, tzinfo

from broadsheet.formats.errors import FormatError
from broadsheet.formats.item import Item
from broadsheet.formats.leftovers import drop, leftovers
from broadsheet.formats.limits import check_items
from broadsheet.formats.members import read_each, together
from broadsheet.formats.newsml1.envelope import envelope_of
from broadsheet.formats.newsml1.reader import read_news_item
from broadsheet.formats.nitf import content_guid
from broadsheet.formats.xml import document, local, root_of

__all__ = ["NEWSML1_AROUND", "read_newsml1", "recognise_newsml1"]

#: When and under which number it was sent (NewsML 1.2, NewsEnvelope).
NEWSML1_AROUND = frozenset({"NewsEnvelope"})


def recognise_newsml1(data: bytes) -> bool:
    """Whether the document in ``data`` is a ``NewsML`` element."""
    return root_of(data)[0] in ("NewsML", "NewsItem")


def read_newsml1(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The items in ``data``: one for each NewsItem and each language of its text. A time without
    an offset is in ``zone``.

    An item that nothing identifies is named after its content. What the envelope says stands in
    the ``extra`` of every item. Raises FormatError if ``data`` is not well-formed, or holds no
    NewsItem, and PartlyRead if only some of several can be understood.
    """
    root = document(data)
    elements = [root] if local(root) == "NewsItem" else list(root.iterchildren("{*}NewsItem"))
    if not elements:
        raise FormatError(
            "The NewsML document holds no NewsItem",
            where=f"line {root.sourceline}",
            remedy="Ask the provider whether it should.",
        )
    check_items(sum(1 for _ in root.iter("{*}NewsItem")))
    envelope = envelope_of(root)
    found, errors = read_each(elements, lambda each: read_news_item(each, envelope, zone, provider))
    for each in elements:
        drop(each)
    around = {} if elements[0] is root else leftovers(root)
    items = [
        dataclasses.replace(
            item,
            guid=item.guid or _content_guid(data, number),
            extra={**around, **item.extra},
        )
        for number, item in enumerate(found)
    ]
    return together(items, errors)


def _content_guid(data: bytes, number: int) -> str:
    return content_guid(data) + (f"#{number + 1}" if number else "")
