"""One ninjs object to one :class:`Item`."""

from __future__ import annotations

import dataclasses
from datetime import UTC, tzinfo
from typing import Any

from broadsheet.formats.errors import FormatError
from broadsheet.formats.fields import Fields
from broadsheet.formats.html import clean_link
from broadsheet.formats.item import Association, Creator, Item, Link, Media
from broadsheet.formats.ninjs.concepts import (
    take_creators,
    take_digital_source,
    take_genres,
    take_subjects,
)
from broadsheet.formats.ninjs.media import (
    MEDIA_TYPES,
    kind_of,
    own_media,
    read_media,
    take_byline,
    take_credit,
    take_language,
    take_renditions,
    take_version,
)
from broadsheet.formats.ninjs.representations import take_body, take_description, take_headline
from broadsheet.formats.ninjs.status import take_status, take_time
from broadsheet.formats.services import is_service
from broadsheet.formats.text import clean_line

#: http://cv.iptc.org/newscodes/ninature/ as the 3.1 schema lists it (newsObjectType).
_TYPES = (*sorted(MEDIA_TYPES), "text", "composite", "component", "event", "planning")
#: What agencies write instead of them.
_LIKE = {
    "preformatted": "text",
    "article": "text",
    "story": "text",
    "news": "text",
    "photo": "picture",
    "image": "picture",
    "package": "composite",
}
_NO_NEWS = frozenset({"event", "planning"})
# Who makes the byline: ninjs has no list of roles; these are the words that agencies use.
_PHOTOGRAPHERS = ("photographer",)
_WRITERS = ("", "author", "writer", "reporter")
#: How AP says in JSON what NewsML-G2 says with ``role``.
_ROLES = ("editorialtypes", "editorialrole")
_SOURCE_ROLES = ("provider", "source", "originator", "agency", "distributor", "")
_CHECKED_TEXTS = ("profile", "mimetype", "representationtype", "title", "contentcreated")
_CHECKED_OBJECTS = ("$standard", "standard", "eventdetails")


def read_item(fields: Fields, zone: tzinfo, provider: str, *, inside: bool = False) -> Item:
    """The item in ``fields``. One that stands ``inside`` another may lack an identifier."""
    guid = _take_guid(fields)
    if guid is None and not inside:
        raise FormatError(
            "The item has no “uri”, so it cannot be told from others (ninjs, required property)",
            where=fields.path,
            remedy="Ask the provider to identify every item.",
        )
    written = fields.line("type") or ""
    service = is_service("usable", (), words=[written])
    kind = "text" if service else _kind(fields, written)
    pubstatus, embargo = take_status(fields, zone, is_news=not service and kind not in _NO_NEWS)
    credit = take_credit(fields)
    headline, description = take_headline(fields), take_description(fields)
    alt, rights = fields.plain("alt_text", "alttext"), fields.text("copyrightnotice")
    body, renditions = take_body(fields), take_renditions(fields)
    kind = kind or ("text" if body or not renditions else kind_of(renditions))
    creators = take_creators(fields)
    item = Item(
        guid=guid or "",
        version=take_version(fields),
        provider=provider,
        source=_take_source(fields),
        format="ninjs",
        type="text" if kind == "file" else kind,
        is_news=kind not in _NO_NEWS,
        headline=headline or fields.plain("title"),
        standfirst=description if kind not in MEDIA_TYPES else None,
        byline=take_byline(fields) or _byline_of(creators, kind),
        creators=creators,
        slugline=fields.plain("slugline"),
        dateline=_take_dateline(fields),
        place=_take_place(fields),
        language=take_language(fields),
        body=body,
        subjects=take_subjects(fields),
        genre=take_genres(fields),
        urgency=_take_urgency(fields),
        pubstatus=pubstatus,
        embargo=embargo,
        created=take_time(fields, "firstcreated", zone),
        updated=take_time(fields, "versioncreated", zone),
        usage_terms=fields.texts("usageterms"),
        rights_holder=fields.plain("copyrightholder"),
        ednote=fields.text("ednote"),
        links=_take_links(fields),
    )
    media: list[Media] = []
    is_medium = kind in MEDIA_TYPES
    if renditions or (is_medium and (description or credit or alt)):
        own_kind = kind if is_medium else kind_of(renditions)
        caption = description if is_medium else None
        media.append(own_media(item, own_kind, renditions, caption, credit, alt, rights))
    elif credit:
        fields.keep("creditline", credit)
    if rights and not is_medium:
        fields.keep("copyrightnotice", rights)
    inner_media, associations = _take_associations(fields, zone, provider)
    extra = _left_over(fields, zone)
    if written.lower() not in ("", kind):
        extra["type"] = written
    roles = [written, *(word for name in _ROLES for word in _texts(extra.get(name)))]
    service = is_service(pubstatus, item.genre, item.subjects, roles, extra)
    return dataclasses.replace(
        item,
        is_news=item.is_news and not service,
        media=(*media, *inner_media),
        associations=associations,
        extra=extra,
    )


def _texts(value: Any) -> list[str]:
    """The text that ``value`` is, or those that it lists."""
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, str)]


def _take_guid(fields: Fields) -> str | None:
    """The identifier. AP puts tokens of the question behind it, which would make another item of
    each answer: they are left off where the number in ``altids`` says that the path is enough."""
    guid = fields.line("uri", "guid")
    numbers = fields.look("altids")
    number = numbers.get("itemid") if isinstance(numbers, dict) else None
    address, mark, _ = (guid or "").partition("?")
    if guid and mark and number and address.endswith(f"/{number}"):
        return address
    return guid


def _kind(fields: Fields, written: str) -> str | None:
    if not written:
        return None
    kind = _LIKE.get(written.lower(), written.lower())
    if kind not in _TYPES:
        raise FormatError(
            f"“{written[:40]}” is no type of news item; known are {', '.join(_TYPES)}",
            where=fields.where("type"),
            remedy="Ask the provider what this item is.",
        )
    return kind


def _byline_of(creators: tuple[Creator, ...], kind: str) -> str | None:
    """Who is named only as a creator: the photographer of a picture, the writers of a text."""
    roles = _PHOTOGRAPHERS if kind in MEDIA_TYPES else _WRITERS
    named = [each.name for each in creators if (each.role or "").lower() in roles and each.name]
    return ", ".join(named) or None


def _take_place(fields: Fields) -> str | None:
    """Where it comes from: ``located``, as text or as an object with a name; else AP's
    ``datelinelocation``, which is kept whole, since it says more than the town."""
    located = fields.take("located")
    if isinstance(located, dict):
        inner = Fields(located, fields.where("located"))
        place = inner.plain("name", "text", "city")
        fields.keep("located", inner.rest())
        return place
    fields.keep("located", located)
    place = fields.plain("located")
    where = fields.look("datelinelocation")
    city = where.get("city") if isinstance(where, dict) else None
    return place or (clean_line(city) if isinstance(city, str) else None)


def _take_source(fields: Fields) -> str | None:
    """The credit: ``source`` (Superdesk), else the party that provides the content."""
    written = fields.plain("source")
    names = [name for name in fields.names() if name.lower() in ("infosource", "infosources")]
    parties = [member for name in names for member in fields.members(name)]
    best: tuple[int, str, Any] | None = None
    for path, member in parties:
        party = Fields(member, path)
        name, role = party.line("name"), (party.line("role", "rel") or "").lower()
        for detail in ("uri", "scheme", "code", "literal"):
            party.line(detail)
        rank = _rank(role.rstrip("/").rpartition("/")[2].rpartition(":")[2])
        if name and rank is not None and written is None and (best is None or rank < best[0]):
            best = rank, name, member
    told = [best[2]] if best and set(best[2]) <= {"name", "role", "rel"} else []
    if left := [member for _, member in parties if member not in told]:
        fields.keep(names[0], left)
    if written or best:
        return written or (best[1] if best else None)
    # AP names itself so, and no other source.
    return fields.plain("provider") if isinstance(fields.look("provider"), str) else None


def _rank(role: str) -> int | None:
    return _SOURCE_ROLES.index(role) if role in _SOURCE_ROLES else None


def _take_dateline(fields: Fields) -> str | None:
    """The dateline: text, or an object with a ``text`` (Superdesk)."""
    value = fields.take("dateline")
    if isinstance(value, dict):
        inner = Fields(value, fields.where("dateline"))
        text = inner.line("text")
        if left := inner.rest():
            fields.keep("dateline", left)
        return text
    if value is not None:
        fields.keep("dateline", value)
    return fields.line("dateline")


def _take_urgency(fields: Fields) -> int | None:
    value = fields.number("urgency")
    if value is not None and value in range(1, 10):
        return int(value)
    if value is not None:
        fields.keep("urgency", value)
    return None


def _take_links(fields: Fields) -> tuple[Link, ...]:
    """Trust indicators (since 1.3), linked rights (since 1.4), what the item goes back to, as
    Superdesk writes it, and AP's ``links``."""
    links = [
        Link(guid, rel)
        for name, rel in (("evolvedfrom", "evolvedFrom"), ("derivedfrom", "derivedFrom"))
        if isinstance(fields.look(name), str) and (guid := fields.line(name))
    ]
    links += _take_listed_links(fields)
    for name in ("trustindicator", "trustindicators"):
        left = []
        for path, member in fields.members(name):
            each = Fields(member, path)
            href, title = each.line("href"), each.line("title")
            if href and (address := clean_link(href)):
                links.append(Link(address, "trustindicator", title))
            if each.rest() or not (href and clean_link(href)):
                left.append(member)
        if left:
            fields.keep(name, left)
    if rights := fields.object("rightsinfo"):
        href = rights.line("linkedrights")
        if href and (address := clean_link(href)):
            links.append(Link(address, "rights"))
        elif href:
            rights.keep("linkedrights", href)
        rights.keep("encodedrights", rights.text("encodedrights"))
        fields.keep("rightsinfo", {k: v for k, v in rights.rest().items() if v is not None})
    return tuple(links)


def _take_listed_links(fields: Fields) -> list[Link]:
    """The addresses in ``links``; members that say more, or something else, are left over."""
    listed = fields.take("links")
    if not isinstance(listed, list):
        if listed is not None:
            fields.keep("links", listed)
        return []
    links, left = [], []
    for member in listed:
        each = Fields(member) if isinstance(member, dict) else None
        href = each.line("href") if each else None
        address = clean_link(href) if href else None
        if each and address:
            links.append(Link(address, each.line("rel"), each.line("title")))
        if each is None or address is None or each.rest():
            left.append(member)
    if left:
        fields.keep("links", left)
    return links


def _take_associations(
    fields: Fields, zone: tzinfo, provider: str
) -> tuple[list[Media], tuple[Association, ...]]:
    """The media and the other items inside: an object in ninjs 1.x, in which some name several at
    once; a list since 2.0."""
    value = fields.take("associations")
    path = fields.where("associations")
    if isinstance(value, dict):
        parts = [(name, each, f"{path}.{name}") for name, each in value.items()]
    elif value is None or isinstance(value, list):
        parts = [("", value, path)]
    else:
        raise fields.wrong("associations", value, "a list or an object")
    named: list[tuple[str, Fields]] = []
    for name, part, place in parts:
        members = (
            [(each, f"{place}[{number}]") for number, each in enumerate(part)]
            if isinstance(part, list)
            else [(part, place)]
        )
        named += ((name, Fields(each, where)) for each, where in members if each is not None)
    media: list[Media] = []
    items: list[Association] = []
    for key, inner in named:
        name, rel = inner.line("name") or key, inner.line("rel")
        written = inner.line("type")
        kind = _kind(inner, written or "")
        if kind is None and "renditions" in inner.names() and "associations" not in inner.names():
            kind = "picture"
        if kind in MEDIA_TYPES:
            if rel:
                inner.keep("rel", rel)
            if written and written.lower() != kind:
                inner.keep("type", written)
            media.append(read_media(inner, name, kind, zone))
        else:
            if written:
                inner.keep("type", written)
            items.append(Association(name, read_item(inner, zone, provider, inside=True), rel))
    return media, tuple(items)


def _left_over(fields: Fields, zone: tzinfo) -> dict[str, Any]:
    """What no field of an item holds, checked for its type where the specification has one."""
    take_digital_source(fields)
    for name in _CHECKED_TEXTS:
        fields.expect(name, str)
    for name in _CHECKED_OBJECTS:
        fields.expect(name, dict)
    if expires := take_time(fields, "expires", zone):
        fields.keep("expires", expires.astimezone(UTC).isoformat().replace("+00:00", "Z"))
    return fields.rest()
