"""Files of media: ContentItems that refer to one (NewsML 1.2, ContentItem, Characteristics)."""

from __future__ import annotations

import math

from lxml import etree

from broadsheet.formats.html import clean_source
from broadsheet.formats.item import Rendition
from broadsheet.formats.leftovers import drop, leftovers, take, take_text
from broadsheet.formats.newsml1.encoded import take_encoded
from broadsheet.formats.newsml1.management import take_name
from broadsheet.formats.xml import attribute, child, children, text

_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "jpeg baseline": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "mpeg4": "video/mp4",
}
_WIDTHS, _HEIGHTS = ("width", "pixelwidth"), ("height", "pixelheight")
_DURATIONS = ("duration", "totalduration")


def rendition_of(content: etree._Element, role: str) -> Rendition:
    """The file of the ContentItem ``content``, in a component with that ``role``; the ContentItem
    is taken. An address from which nothing may be fetched stays in ``extra``."""
    address = attribute(content, "Href")
    source = clean_source(address) if address else None
    mimetype = _take_type(content, address)
    if source:
        take(content, "Href")
    facts = _characteristics(content)
    file = None if source else take_encoded(content, mimetype)
    rendition = Rendition(
        name=_take_use(content) or role,
        href=file.name if file else source,
        mimetype=(file and file.mimetype) or mimetype,
        width=_whole(facts.get("width")),
        height=_whole(facts.get("height")),
        size=file.size if file else _whole(facts.get("size")),
        duration=facts.get("duration"),
        format=take_name(child(content, "Format")) or None,
        extra=leftovers(content),
    )
    drop(content)
    return rendition


def _take_use(content: etree._Element) -> str:
    """What a quality is for, where that is not said by a role (Business Wire: Thumbnail…)."""
    for each in content.iterfind("{*}Characteristics/{*}Property"):
        if attribute(each, "FormalName") == "ImageUse":
            return take(each, "Value")
    return ""


def _take_type(content: etree._Element, address: str) -> str | None:
    """The media type: as told, or by the format, or by the ending of the file's name."""
    written = take_name(child(content, "MimeType")).lower()
    if not written:
        told = _formal_name(content, "Format").lower()
        ending = address.rpartition(".")[2].lower()
        written = told if "/" in told else _TYPES.get(told) or _TYPES.get(ending, "")
    return {"image/jpg": "image/jpeg"}.get(written, written) or None


def _formal_name(content: etree._Element, name: str) -> str:
    """The FormalName of the child called ``name``."""
    found = child(content, name)
    return attribute(found, "FormalName") if found is not None else ""


def _characteristics(content: etree._Element) -> dict[str, float]:
    """Width, height, size and duration, as far as they are numbers; others are left."""
    facts: dict[str, float] = {}
    element = child(content, "Characteristics")
    if element is None:
        return facts
    for each in children(element, "SizeInBytes"):
        if text(each).isascii() and text(each).isdecimal() and len(text(each)) < 16:
            facts.setdefault("size", float(take_text(each)))
    for each in children(element, "Property"):
        name = attribute(each, "FormalName").lower()
        for fact, names in (("width", _WIDTHS), ("height", _HEIGHTS), ("duration", _DURATIONS)):
            if name in names and (number := _number(attribute(each, "Value"))) is not None:
                take(each, "FormalName")
                take(each, "Value")
                facts.setdefault(fact, number)
    return facts


def _number(written: str) -> float | None:
    try:
        number = float(written)
    except ValueError:
        return None
    return number if math.isfinite(number) and 0 <= number < 1e15 else None


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
