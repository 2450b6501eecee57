"""Which format a delivery is written in, told by its content: names and media types lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from broadsheet.formats.archives import is_archive
from broadsheet.formats.errors import FormatError
from broadsheet.formats.feeds import (
    FEED_AROUND,
    is_ended_feed,
    read_atom,
    read_jsonfeed,
    read_rss,
    recognise_atom,
    recognise_jsonfeed,
    recognise_rss,
)
from broadsheet.formats.iptc7901 import is_ended as is_ended_wire
from broadsheet.formats.iptc7901 import (
    read_anpa1312,
    read_iptc7901,
    recognise_anpa1312,
    recognise_iptc7901,
)
from broadsheet.formats.item import Item
from broadsheet.formats.jsondoc import is_ended as is_ended_json
from broadsheet.formats.newsml1 import NEWSML1_AROUND, read_newsml1, recognise_newsml1
from broadsheet.formats.newsmlg2 import NEWSMLG2_AROUND, read_newsmlg2, recognise_newsmlg2
from broadsheet.formats.ninjs import NINJS_AROUND, read_ninjs, recognise_ninjs
from broadsheet.formats.nitf import read_nitf, recognise_nitf


@dataclass(frozen=True, slots=True)
class Format:
    """One adapter: its name in :attr:`Item.format`, its name for people, how it knows its own
    (without raising), and how it reads them.

    ``around`` are the first steps of the keys in :attr:`Item.extra` under which it keeps what is
    no part of the item: what the envelope says, and what changes by itself. ``is_ended`` says
    whether nothing is missing at the end of what can be read; in most formats reading tells.
    """

    name: str
    title: str
    recognise: Callable[[bytes], bool]
    read: Callable[[bytes, tzinfo, str], list[Item]]
    around: frozenset[str] = frozenset()
    is_ended: Callable[[bytes], bool] = lambda _data: True


#: In the order in which they are asked; a new format is one more line.
FORMATS = (
    Format("jsonfeed", "JSON Feed 1.0 and 1.1", recognise_jsonfeed, read_jsonfeed, FEED_AROUND),
    Format(
        "ninjs", "ninjs 1.0 to 3.1 (JSON)", recognise_ninjs, read_ninjs, NINJS_AROUND, is_ended_json
    ),
    Format("newsmlg2", "NewsML-G2 up to 2.35", recognise_newsmlg2, read_newsmlg2, NEWSMLG2_AROUND),
    Format("newsml1", "NewsML 1.0 to 1.2", recognise_newsml1, read_newsml1, NEWSML1_AROUND),
    Format("nitf", "NITF 3.0 to 3.6", recognise_nitf, read_nitf),
    Format("rss", "RSS 0.90 to 2.0", recognise_rss, read_rss, FEED_AROUND, is_ended_feed),
    Format("atom", "Atom 0.3 and 1.0", recognise_atom, read_atom, FEED_AROUND, is_ended_feed),
    Format("iptc7901", "IPTC 7901", recognise_iptc7901, read_iptc7901, is_ended=is_ended_wire),
    Format("anpa1312", "ANPA 1312", recognise_anpa1312, read_anpa1312, is_ended=is_ended_wire),
)


def detect(data: bytes) -> str:
    """The name of the format of ``data``. Raises FormatError if no adapter knows it."""
    return find_format(data).name


def is_whole(data: bytes) -> bool:
    """Whether ``data`` says by itself that it has come to its end, or reading it would tell. False
    where more may follow, as in a file that is being written."""
    if is_archive(data):
        return True
    try:
        return find_format(data).is_ended(data)
    except FormatError:
        return True


def find_format(data: bytes) -> Format:
    """The adapter for ``data``. Raises FormatError if there is none."""
    if not data.strip():
        raise FormatError("The file is empty", remedy="Ask the provider for it again.")
    for known in FORMATS:
        if known.recognise(data):
            return known
    titles = ", ".join(known.title for known in FORMATS)
    raise FormatError(
        "The file is in no format that is understood here",
        where=f"it begins with {data[:24]!r}",
        remedy=f"Understood: {titles}.",
    )
