"""The neutral model of one wire or archive item: what every adapter produces.

The field names of :class:`Item` are stable: the command line's ``--json``, the wire inbox and
the exports use them as keys. Values are immutable; the ``extra`` mappings hold JSON values and
are to be read, not changed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from broadsheet.formats.records import record

PubStatus = Literal["usable", "withheld", "canceled"]
BlockKind = Literal["paragraph", "heading", "list", "quote", "table", "picture"]

Extra = Mapping[str, Any]


@record
class Block:
    """One piece of a body.

    ``html`` is clean markup with its own outer tag (``<p>…</p>``, ``<h2>…</h2>``); it is empty
    for a picture, which has ``src`` (an address, not loaded), ``alt`` and ``caption`` (plain
    text) instead.
    """

    kind: BlockKind
    html: str = ""
    src: str = ""
    alt: str = ""
    caption: str = ""


@record
class Subject:
    """A concept that an item is about, or a genre.

    ``uri`` is the full URI (compare subjects by this); ``qcode`` is ``alias:code``, or the bare
    code where the delivery named no scheme; ``literal`` an identifier that is neither. ``type``
    is person, organisation, place, event, object, keyword, genre or subject. ``rel`` is the
    relation as delivered (about, mentions…).
    """

    name: str = ""
    uri: str | None = None
    qcode: str | None = None
    type: str = "subject"
    rel: str | None = None
    literal: str | None = None
    extra: Extra = field(default_factory=dict)


@record
class Creator:
    """A person who made the item: name, role (author, editor, photographer…), identifier."""

    name: str
    role: str | None = None
    uri: str | None = None
    extra: Extra = field(default_factory=dict)


@record
class Link:
    """A reference to a document elsewhere. ``rel`` says what it is to the item."""

    href: str
    rel: str | None = None
    title: str | None = None


@record
class Rendition:
    """One file of a medium: width and height in pixels, size in bytes, duration as delivered
    (seconds by the specification), ``poi`` the point of interest in pixels from the top left."""

    name: str = ""
    href: str | None = None
    mimetype: str | None = None
    width: int | None = None
    height: int | None = None
    size: int | None = None
    duration: float | None = None
    title: str | None = None
    format: str | None = None
    poi: tuple[int, int] | None = None
    extra: Extra = field(default_factory=dict)


@record
class Media:
    """A picture, graphic, video or audio of an item, with the rights under which it comes.

    ``kind`` is picture, graphic, video, audio or file. ``name`` is its part in the item
    (``featuremedia``, ``mainpic``). ``credit`` is what is printed under it, ``rights`` the
    copyright notice. A medium that is not ``usable``, or whose ``embargo`` has not passed, must
    not be shown even when its item may be.
    """

    kind: str
    name: str = ""
    guid: str | None = None
    version: str = ""
    headline: str | None = None
    caption: str | None = None
    alt: str | None = None
    byline: str | None = None
    credit: str | None = None
    source: str | None = None
    rights: str | None = None
    rights_holder: str | None = None
    usage_terms: str | None = None
    language: str | None = None
    pubstatus: PubStatus = "usable"
    embargo: datetime | None = None
    created: datetime | None = None
    updated: datetime | None = None
    renditions: tuple[Rendition, ...] = ()
    subjects: tuple[Subject, ...] = ()
    extra: Extra = field(default_factory=dict)

    @property
    def digital_source_type(self) -> str | None:
        """How it came to be, as :attr:`Item.digital_source_type`."""
        return self.extra.get("digital_source_type")


@record
class Association:
    """Another item that came inside this one: its name, the relation, and the item itself."""

    name: str
    item: Item
    rel: str | None = None


@record
class Item:
    """One version of one item, as a provider delivered it.

    guid, version: the provider's identifier and version (text; ``""`` where none was given).
    provider: who delivered it, as the caller names them. source: the credit that is printed.
    format: the adapter that read it. type: text, picture, graphic, video, audio, composite,
    component, event or planning. is_news: False for what arrives in the feed but is no journalism
    (events, planning). headline, standfirst, byline, slugline, dateline: plain text.
    creators: people with roles. place: where the content originates. language: a BCP 47 tag.
    body: the best representation, as clean blocks. media, subjects, genre: see their classes;
    people, organisations, places and events stand among the subjects. urgency: 1 (highest) to 9.
    pubstatus: missing means usable (ninjs 3.1, pubStatus). embargo, created (first version),
    updated (this version): aware, in UTC. usage_terms, rights_holder: as delivered.
    ednote: for the desk, never for readers. links: documents elsewhere. associations: other items
    delivered inside. extra: whatever the adapter found no place for, as JSON values; an embargo
    that could not be understood stands there as ``embargo_unparsed``, and the item is withheld.
    """

    guid: str
    version: str = ""
    provider: str = ""
    source: str | None = None
    format: str = ""
    type: str = "text"
    is_news: bool = True
    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    creators: tuple[Creator, ...] = ()
    slugline: str | None = None
    dateline: str | None = None
    place: str | None = None
    language: str | None = None
    body: tuple[Block, ...] = ()
    media: tuple[Media, ...] = ()
    subjects: tuple[Subject, ...] = ()
    genre: tuple[Subject, ...] = ()
    urgency: int | None = None
    pubstatus: PubStatus = "usable"
    embargo: datetime | None = None
    created: datetime | None = None
    updated: datetime | None = None
    usage_terms: str | None = None
    rights_holder: str | None = None
    ednote: str | None = None
    links: tuple[Link, ...] = ()
    associations: tuple[Association, ...] = ()
    extra: Extra = field(default_factory=dict)

    @property
    def digital_source_type(self) -> str | None:
        """How the content came to be (camera, composite, generative AI…): the URI of IPTC's
        concept. It stands in ``extra``: a field more would make another version of every item
        that was kept before."""
        return self.extra.get("digital_source_type")

    def as_json(self) -> dict[str, Any]:
        """The item as JSON values: every field is a key, times are UTC with ``Z``, missing is
        null, tuples are lists."""
        return _fields(self)


#: What is JSON already.
_JSON = frozenset({str, int, float, bool, type(None)})


def _json(value: Any) -> Any:
    kind = value.__class__
    if kind in _JSON:
        return value
    if isinstance(value, tuple | list):
        return [_json(inner) for inner in value]
    if _names_of(kind):
        return _fields(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {key: _json(inner) for key, inner in value.items()}
    return value


def _fields(record: Any) -> dict[str, Any]:
    # Most values are JSON already: looked at here, they need no call.
    return {
        name: value if (value := getattr(record, name)).__class__ in _JSON else _json(value)
        for name in _names_of(record.__class__)
    }


@cache
def _names_of(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a record, in their order; none of what is no record."""
    return (
        tuple(each.name for each in dataclasses.fields(kind))
        if dataclasses.is_dataclass(kind)
        else ()
    )
