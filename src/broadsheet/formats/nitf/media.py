"""``media`` elements of NITF."""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from typing import Any

from lxml import etree

from broadsheet.formats.html import clean_source, text_of
from broadsheet.formats.inside import decoded, inside
from broadsheet.formats.item import Media, Rendition
from broadsheet.formats.leftovers import attribute_name
from broadsheet.formats.nitf.markup import blocks_of
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import attribute, children, local, raw_text, text

_KINDS = {
    "image": "picture",
    "picture": "picture",
    "photo": "picture",
    "graphic": "graphic",
    "video": "video",
    "audio": "audio",
}
_UNITS = {
    0.001: ("ms", "millisecond", "milliseconds"),
    1.0: ("", "s", "sec", "second", "seconds"),
    60.0: ("m", "min", "minute", "minutes"),
}
_SECONDS = {name: seconds for seconds, names in _UNITS.items() for name in names}

_PLACED = frozenset(
    (
        *("source", "width", "height", "mime-type", "name", "id", "time", "time-unit-of-measure"),
        *("alternate-text", "source-credit", "copyright"),
    )
)


def read_media(element: etree._Element) -> Media | None:
    """The medium that ``element`` describes, or None if it refers to no file at all (NITF 3.6,
    ``media``: references and inline objects, then captions, then producers)."""
    references = list(children(element, "media-reference"))
    objects = list(children(element, "media-object"))
    files = [_rendition(each) for each in references]
    left = _take_objects(objects, files)
    if not files:
        return None
    told = attribute(element, "media-type").lower()
    kind = _KINDS.get(told) or _kind_of(files[0].mimetype or "")
    producer = _joined(element, "media-producer")
    facts = _facts(element)
    extra: dict[str, Any] = {"metadata": facts} if facts else {}
    if told and _KINDS.get(told) != kind:
        extra["media-type"] = told
    if markup := _markup(element):
        extra["markup"] = markup
    if left:
        extra["media-object"] = left
    return Media(
        kind=kind,
        name=attribute(element, "id"),
        guid=None,
        caption=_caption(element),
        alt=_first(references, "alternate-text"),
        byline=producer,
        credit=_first(references, "source-credit") or producer,
        rights=_first(references, "copyright"),
        headline=clean_line(references[0].text or "") or None if references else None,
        renditions=tuple(files),
        extra=extra,
    )


def _take_objects(objects: list[etree._Element], files: list[Rendition]) -> list[dict[str, str]]:
    """Put the files that came inside the document among ``files``: each with the reference at its
    place, if that has no address. What is no base64 is given back as it stands."""
    left = []
    for number, each in enumerate(objects):
        encoding, written = attribute(each, "encoding"), raw_text(each)
        data = decoded(written) if encoding.lower() in ("", "base64") else None
        if data is None:
            left.append({"encoding": encoding, "text": written.strip()})
            continue
        bare = number < len(files) and files[number].href is None
        known = files[number] if bare else Rendition()
        file = inside(data, known.mimetype or "")
        extra = {**known.extra, "encoding": "base64"}
        found = dataclasses.replace(
            known, href=file.name, mimetype=file.mimetype or None, size=file.size, extra=extra
        )
        if bare:
            files[number] = found
        else:
            files.append(found)
    return left


def _markup(element: etree._Element) -> dict[str, list[str]]:
    """The attributes of the medium and of its captions that have no place of their own."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    parts = [element]
    for name in ("media-caption", "media-producer"):
        for each in children(element, name):
            parts += (
                part for part in each.iter() if next(part.iterancestors("{*}media")) is element
            )
    for part in parts:
        for key, written in part.attrib.items():
            label, value = attribute_name(key), clean_line(str(written))
            if value and not (part is element and label in ("id", "media-type")):
                found[f"{local(part)}@{label}"].append(value)
    return dict(found)


def _rendition(element: etree._Element) -> Rendition:
    address = attribute(element, "source")
    source = clean_source(address) if address else None
    kept = {
        name: value
        for name in map(attribute_name, element.attrib)
        if name not in _PLACED and (value := attribute(element, name))
    }
    if address and source is None:
        kept["source"] = address
    width, height = _whole(element, "width", kept), _whole(element, "height", kept)
    mimetype = attribute(element, "mime-type").lower()
    return Rendition(
        name=attribute(element, "name") or attribute(element, "id"),
        href=source,
        mimetype="image/jpeg" if mimetype == "image/jpg" else mimetype or None,
        width=width,
        height=height,
        duration=_duration(element, kept),
        extra=kept,
    )


def _whole(element: etree._Element, name: str, kept: dict[str, str]) -> int | None:
    value = attribute(element, name)
    number = value.removesuffix("px").strip()
    if number.isascii() and number.isdecimal() and len(number) < 10:
        return int(number)
    if value:
        kept[name] = value
    return None


def _duration(element: etree._Element, kept: dict[str, str]) -> float | None:
    """``time`` in seconds, by ``time-unit-of-measure``."""
    value, unit = attribute(element, "time"), attribute(element, "time-unit-of-measure")
    if not value:
        return None
    factor = _SECONDS.get(unit.lower())
    try:
        seconds = float(value) * (factor or math.nan)
    except ValueError:
        seconds = math.nan
    if math.isfinite(seconds) and seconds >= 0:
        return seconds
    kept["time"] = f"{value} {unit}".strip()
    return None


def _caption(element: etree._Element) -> str | None:
    captions = (blocks_of(each) for each in children(element, "media-caption"))
    lines = (clean_line(text_of(block)) for blocks in captions for block in blocks)
    return " ".join(line for line in lines if line) or None


def _joined(element: etree._Element, name: str) -> str | None:
    return ", ".join(line for each in children(element, name) if (line := text(each))) or None


def _first(elements: list[etree._Element], name: str) -> str | None:
    return next((value for each in elements if (value := attribute(each, name))), None)


def _facts(element: etree._Element) -> dict[str, list[str]]:
    facts: defaultdict[str, list[str]] = defaultdict(list)
    for each in children(element, "media-metadata"):
        facts[attribute(each, "name")].append(attribute(each, "value") or text(each))
    return dict(facts)


def _kind_of(mimetype: str) -> str:
    return _KINDS.get(mimetype.lower().partition("/")[0], "file")
