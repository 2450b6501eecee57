"""Pictures, graphics, video and audio: an item's own renditions and the media inside it."""

from __future__ import annotations

import dataclasses
from datetime import tzinfo
from typing import Any

from broadsheet.formats.fields import Fields
from broadsheet.formats.html import clean_inline, clean_source, looks_like_html
from broadsheet.formats.item import Item, Media, Rendition
from broadsheet.formats.languages import language_tag
from broadsheet.formats.ninjs.concepts import take_digital_source, take_subjects
from broadsheet.formats.ninjs.representations import (
    take_credit_line,
    take_description,
    take_headline,
)
from broadsheet.formats.ninjs.status import take_status, take_time
from broadsheet.formats.text import clean_line

MEDIA_TYPES = frozenset({"picture", "graphic", "video", "audio"})
_SHARED = (
    *("guid", "version", "headline", "byline", "source", "rights_holder", "usage_terms"),
    *("language", "pubstatus", "embargo", "created", "updated"),
)
_BY_MEDIA_TYPE = {"image": "picture", "video": "video", "audio": "audio"}


def read_media(fields: Fields, name: str, kind: str, zone: tzinfo) -> Media:
    """The associated object in ``fields`` as a medium called ``name``."""
    guid, version = fields.line("uri", "guid"), take_version(fields)
    pubstatus, embargo = take_status(fields, zone)
    take_digital_source(fields)
    byline, source = take_byline(fields), fields.plain("source")
    return Media(
        kind=kind,
        name=name,
        guid=guid,
        version=version,
        credit=take_credit(fields) or byline or source,
        headline=take_headline(fields) or fields.plain("title"),
        caption=take_description(fields),
        alt=fields.plain("alt_text", "alttext") or _alt_of(fields, kind),
        byline=byline,
        source=source,
        rights=fields.text("copyrightnotice"),
        rights_holder=fields.plain("copyrightholder"),
        usage_terms=fields.texts("usageterms"),
        language=take_language(fields),
        pubstatus=pubstatus,
        embargo=embargo,
        created=take_time(fields, "firstcreated", zone),
        updated=take_time(fields, "versioncreated", zone),
        renditions=take_renditions(fields),
        subjects=take_subjects(fields),
        extra=fields.rest(),
    )


def _alt_of(fields: Fields, kind: str) -> str | None:
    """What Superdesk writes as the text of a picture in a story: the words in its place."""
    return fields.plain("body_text") if kind in ("picture", "graphic") else None


def own_media(
    item: Item,
    kind: str,
    renditions: tuple[Rendition, ...],
    caption: str | None,
    credit: str | None,
    alt: str | None,
    rights: str | None,
) -> Media:
    """What ``item`` itself is a picture, video… of."""
    medium = Media(
        kind,
        credit=credit or item.byline or item.source,
        caption=caption,
        alt=alt,
        rights=rights,
        renditions=renditions,
    )
    return dataclasses.replace(medium, **{name: getattr(item, name) for name in _SHARED})


def take_credit(fields: Fields) -> str | None:
    """The credit line, as a field of its own or as a description with that role."""
    return fields.plain("creditline") or take_credit_line(fields)


def take_byline(fields: Fields) -> str | None:
    """The byline; several in a list are joined."""
    for name in ("byline", "by"):
        if said := fields.texts(name, joint=", "):
            return clean_inline(said) if looks_like_html(said) else clean_line(said)
    return None


def take_version(fields: Fields) -> str:
    """The version as text; empty if the delivery names none."""
    value = fields.take("version")
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        return str(int(value))
    if value is not None:
        fields.keep("version", value)
    return fields.line("version") or ""


def take_language(fields: Fields) -> str | None:
    """The language tag; one that is not well-formed is left over."""
    written = fields.line("language")
    tag = language_tag(written) if written else None
    if written and tag is None:
        fields.keep("language", written)
    return tag


def take_renditions(fields: Fields) -> tuple[Rendition, ...]:
    """The renditions: named members of an object in ninjs 1.x, a list since 2.0."""
    value = fields.take("renditions")
    path = fields.where("renditions")
    if isinstance(value, dict):
        named = [(name, inner, f"{path}.{name}") for name, inner in value.items()]
    elif isinstance(value, list):
        named = [("", inner, f"{path}[{index}]") for index, inner in enumerate(value)]
    elif value is None:
        return ()
    else:
        raise fields.wrong("renditions", value, "a list or an object")
    return tuple(
        _rendition(Fields(inner, where), name) for name, inner, where in named if inner is not None
    )


def kind_of(renditions: tuple[Rendition, ...]) -> str:
    """picture, video or audio, from the media types of ``renditions``; else file."""
    for rendition in renditions:
        main = (rendition.mimetype or "").partition("/")[0]
        if main in _BY_MEDIA_TYPE:
            return _BY_MEDIA_TYPE[main]
    return "file"


def _rendition(fields: Fields, name: str) -> Rendition:
    href = fields.line("href")
    source = clean_source(href) if href else None
    if href and source is None:
        fields.keep("href", href)
    media_type = fields.line("contenttype", "mimetype")
    return Rendition(
        name=fields.line("name") or name,
        href=source,
        mimetype="image/jpeg" if media_type == "image/jpg" else media_type,
        width=fields.whole("width"),
        height=fields.whole("height"),
        size=fields.whole("sizeinbytes"),
        duration=fields.number("duration"),
        title=fields.plain("title"),
        format=fields.line("format"),
        poi=_point(fields),
        extra=fields.rest(),
    )


def _point(fields: Fields) -> tuple[int, int] | None:
    value: Any = fields.take("poi")
    if value is None:
        return None
    point = Fields(value, fields.where("poi"))
    x, y = point.whole("x"), point.whole("y")
    if x is None or y is None or point.rest():
        fields.keep("poi", value)
    return None if x is None or y is None else (x, y)
