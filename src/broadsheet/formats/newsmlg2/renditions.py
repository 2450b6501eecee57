"""Files that lie elsewhere: ``remoteContent`` and ``icon`` (NewsML-G2 2.35, contentSet)."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

from lxml import etree

from broadsheet.formats.html import clean_source
from broadsheet.formats.inside import decoded, inside
from broadsheet.formats.item import Rendition
from broadsheet.formats.newsmlg2.draft import Draft, code_of
from broadsheet.formats.newsmlg2.told import attributes_of, put, told
from broadsheet.formats.xml import local

#: http://cv.iptc.org/newscodes/timeunit/, in seconds
_SECONDS = {
    "timeunit:seconds": 1.0,
    "timeunit:milliseconds": 0.001,
    "timeunit:minutes": 60.0,
    "timeunit:hours": 3600.0,
}
_MAIN = {"image": "picture", "video": "video", "audio": "audio"}


def read_rendition(draft: Draft, element: etree._Element, name: str = "") -> Rendition:
    """The file that ``element`` refers to; ``name`` if it names no rendition itself. Lengths of
    time are in seconds, whatever unit was written."""
    extra: dict[str, Any] = attributes_of(element)
    href = extra.pop("href", None)
    source = clean_source(href) if href else None
    if href and source is None:
        extra["href"] = href
    mimetype = extra.pop("contenttype", None)
    written = extra.get("rendition") or ""
    rendition = Rendition(
        name=written.rpartition(":")[2] or name,
        href=source,
        mimetype="image/jpeg" if mimetype == "image/jpg" else mimetype,
        width=_whole(extra, "width"),
        height=_whole(extra, "height"),
        size=_whole(extra, "size"),
        duration=_duration(extra),
        format=extra.pop("format", None),
        extra=extra,
    )
    for child in element[:]:  # type: ignore[index]
        if said := told(child):
            put(extra, local(child), said)
    other = next(map(str, extra.get("altLoc", ())), "") if rendition.href is None else ""
    if source := clean_source(other) if "://" in other else None:
        return dataclasses.replace(rendition, href=source)
    return rendition


def read_encoded(draft: Draft, element: etree._Element) -> Rendition | None:
    """The file that came as base64 in ``element``, an inlineData; None if it is no such file."""
    if code_of(element.get("encoding") or "") != "base64":
        return None
    data = decoded(element.text or "")
    if not data:
        return None
    rendition = read_rendition(draft, element)
    file = inside(data, rendition.mimetype or "")
    return dataclasses.replace(
        rendition, href=file.name, mimetype=file.mimetype or None, size=file.size
    )


def kind_of(renditions: list[Rendition]) -> str:
    """picture, video or audio, from the media types of ``renditions``; else file."""
    for rendition in renditions:
        main = (rendition.mimetype or "").partition("/")[0].lower()
        if main in _MAIN:
            return _MAIN[main]
    return "file"


def _whole(extra: dict[str, Any], key: str) -> int | None:
    """A number of pixels or bytes; widths may be in other units, then they stay where they are."""
    written = extra.get(key)
    if not written or len(written) > 15 or not (written.isascii() and written.isdecimal()):
        return None
    unit = extra.get(f"{key}unit")
    if unit and unit.rpartition(":")[2] not in ("", "pixels"):
        return None
    del extra[key]
    return int(written)


def _duration(extra: dict[str, Any]) -> float | None:
    if "duration" not in extra:
        return None
    unit = _SECONDS.get(extra.get("durationunit", "timeunit:seconds"))
    if unit is None:
        return None
    try:
        seconds = float(extra["duration"]) * unit
    except ValueError:
        return None
    if not math.isfinite(seconds) or seconds < 0:
        return None
    if unit == 1:
        del extra["duration"]
        extra.pop("durationunit", None)
    return seconds
