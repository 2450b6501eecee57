"""One file of a medium, as enclosures and Media RSS describe it by attributes."""

from __future__ import annotations

import dataclasses
import re
from urllib.parse import urlsplit

from lxml import etree

from broadsheet.formats.feeds.wording import address
from broadsheet.formats.html import clean_source
from broadsheet.formats.item import Rendition
from broadsheet.formats.leftovers import take
from broadsheet.formats.text import clean_line, clean_text

_KINDS = {"image": "picture", "video": "video", "audio": "audio"}
#: Players and playlists, as YouTube and others call their videos.
_VIDEOS = frozenset(
    (
        *("application/x-shockwave-flash", "application/dash+xml", "application/x-mpegurl"),
        "application/vnd.apple.mpegurl",
    )
)
_ENDINGS = {
    "picture": "jpg jpeg png gif webp avif svg bmp tif tiff heic",
    "video": "mp4 m4v mov webm mkv avi wmv flv m3u8 ogv",
    "audio": "mp3 m4a aac ogg oga opus wav flac wma",
}
_KIND_OF_ENDING = {end: kind for kind, ends in _ENDINGS.items() for end in ends.split()}
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:\.\d+)?", re.ASCII)


def read_rendition(element: etree._Element, base: str, name: str = "") -> Rendition:
    """The rendition that the attributes of ``element`` describe; those without a field go to its
    ``extra``. The address is relative to ``base``."""
    href = None
    for attribute in ("url", "href"):
        if written := clean_line(str(element.get(attribute, ""))):
            href = clean_source(address(written, base))
            if href:
                take(element, attribute)
                break
    mimetype = take(element, "type").lower() or None
    rendition = Rendition(
        name=name,
        href=href,
        mimetype="image/jpeg" if mimetype == "image/jpg" else mimetype,
        width=_take_number(element, "width"),
        height=_take_number(element, "height"),
        size=_take_number(element, "fileSize", "length"),
        duration=_take_duration(element),
        title=take(element, "title") or None,
    )
    extra = {clean_text(str(key)): clean_text(str(value)) for key, value in element.attrib.items()}
    element.attrib.clear()
    return dataclasses.replace(rendition, extra={k: v for k, v in extra.items() if v.strip()})


def _take_number(element: etree._Element, *names: str) -> int | None:
    for name in names:
        written = str(element.get(name, "")).strip().removesuffix("px")
        if written.isdecimal() and written.isascii() and len(written) < 16:
            del element.attrib[name]
            # Programs that do not know the length of an enclosure write 0.
            return int(written) or None
    return None


def _take_duration(element: etree._Element) -> float | None:
    seconds = seconds_in(str(element.get("duration", "")))
    if seconds is not None:
        del element.attrib["duration"]
    return seconds


def seconds_in(written: str) -> float | None:
    """The seconds that ``written`` means: a number, or hours, minutes and seconds."""
    written = written.strip()
    if found := _CLOCK.fullmatch(written):
        return float(int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]))
    return float(written) if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", written, re.ASCII) else None


def kind_of(medium: str, rendition: Rendition) -> str:
    """What a file is: as it is called (``medium``), by its media type, or by its ending."""
    main = (rendition.mimetype or "").partition("/")[0]
    if found := _KINDS.get(medium) or _KINDS.get(main):
        return found
    if rendition.mimetype in _VIDEOS:
        return "video"
    try:
        path = urlsplit(rendition.href or "").path
    except ValueError:
        return "file"
    return _KIND_OF_ENDING.get(path.rpartition(".")[2].lower(), "file")
