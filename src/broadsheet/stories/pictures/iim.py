"""IPTC-IIM, the oldest of the standards for photo metadata, and still what wire photos carry.

Datasets are named as in the IPTC Information Interchange Model, version 4.2.
"""

from __future__ import annotations

from collections import defaultdict

from broadsheet.stories.pictures import dates
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.plain import decode, one_line, plain

Datasets = dict[tuple[int, int], list[bytes]]

CHARSET = (1, 90)
VERSION = (2, 0)
TITLE, INSTRUCTIONS, DATE, TIME, BYLINE = (2, 5), (2, 40), (2, 55), (2, 60), (2, 80)
CITY, COUNTRY, HEADLINE, CREDIT, SOURCE = (2, 90), (2, 101), (2, 105), (2, 110), (2, 115)
COPYRIGHT, CAPTION = (2, 116), (2, 120)

MAX_DATASETS = 2_000
# ISO 2022 escape sequences of 1:90, IIM 4.2 appendix C.
_UTF8 = b"\x1b%G"
_CHARSETS = {_UTF8: "utf-8", b"\x1b%/I": "utf-8", b"\x1b%/G": "utf-8", b"\x1b.A": "latin-1"}
_OCTETS = {BYLINE: 32, CREDIT: 32, COPYRIGHT: 128}


def datasets(data: bytes) -> Datasets:
    """(record, dataset) -> values in `data`, IIM 4.2 chapter 1.6; stops where the stream breaks."""
    found: Datasets = defaultdict(list)
    position = 0
    for _ in range(MAX_DATASETS):
        if len(data) < position + 5 or data[position] != 0x1C:
            break
        key = (data[position + 1], data[position + 2])
        size = int.from_bytes(data[position + 3 : position + 5], "big")
        position += 5
        if size & 0x8000:  # an extended dataset: the low bits say how long the length is
            width = size & 0x7FFF
            if width > 4:
                break
            size = int.from_bytes(data[position : position + width], "big")
            position += width
        if position + size > len(data):
            break
        found[key].append(data[position : position + size])
        position += size
    return dict(found)


def read(data: bytes) -> PhotoMetadata:
    """The photo metadata in the IIM stream `data`.

    Text in no declared character set, or in one that it isn't in, is UTF-8 if that fits and else
    Latin-1.
    """
    found = datasets(data)
    declared = (found.get(CHARSET) or [b""])[-1].strip()
    charset = _CHARSETS.get(declared)

    def text(key: tuple[int, int]) -> str:
        return plain(decode((found.get(key) or [b""])[0], charset))

    return PhotoMetadata(
        title=text(TITLE),
        headline=text(HEADLINE),
        caption=text(CAPTION),
        creator=one_line("; ".join(decode(name, charset) for name in found.get(BYLINE, []))),
        credit=text(CREDIT),
        source=text(SOURCE),
        copyright_notice=text(COPYRIGHT),
        instructions=text(INSTRUCTIONS),
        city=text(CITY),
        country=text(COUNTRY),
        taken=dates.from_iim(text(DATE), text(TIME)),
    )


def write(creator: str = "", credit: str = "", copyright_notice: str = "") -> bytes:
    """An IIM stream in UTF-8 of what is not empty; several creators are parted by "; ".

    Each value is cut to the octets that IIM 4.2 allows it (32, 32, 128); XMP has the whole of it.
    Nothing to say makes b"".
    """
    values = [(BYLINE, name) for name in creator.split("; ")]
    values += [(CREDIT, credit), (COPYRIGHT, copyright_notice)]
    stream = b"".join(
        _dataset(key, value.encode()[: _OCTETS[key]].decode(errors="ignore").encode())
        for key, value in values
        if value
    )
    return _dataset(CHARSET, _UTF8) + _dataset(VERSION, b"\x00\x04") + stream if stream else b""


def _dataset(key: tuple[int, int], value: bytes) -> bytes:
    return bytes((0x1C, *key)) + len(value).to_bytes(2, "big") + value
