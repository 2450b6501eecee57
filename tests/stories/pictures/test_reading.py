"""Where each file format keeps metadata, which of several answers counts, and real photos."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from PIL.ExifTags import Base
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from broadsheet.stories.pictures import iim, jpeg
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.reading import read_metadata
from tests.stories.pictures.samples import UTF8, app13, encoded, packet, stream

CREDIT = packet("<photoshop:Credit>From XMP</photoshop:Credit>")


def _read(data: bytes) -> PhotoMetadata:
    with Image.open(BytesIO(data)) as image:
        return read_metadata(image, data)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_xmp_is_found(kind: str) -> None:
    assert _read(encoded(kind, xmp=CREDIT)).credit == "From XMP"


def test_xmp_is_found_in_png() -> None:
    about = PngImagePlugin.PngInfo()
    about.add_itxt("XML:com.adobe.xmp", CREDIT.decode())
    assert _read(encoded("PNG", pnginfo=about)).credit == "From XMP"


def test_xmp_and_iim_are_found_in_tiff() -> None:
    tags = ImageFileDirectory_v2()
    tags[700] = CREDIT
    tags.tagtype[700] = 1
    tags[33723] = stream((*iim.BYLINE, b"Ada Quill"))
    tags.tagtype[33723] = 7
    said = _read(encoded("TIFF", tiffinfo=tags))
    assert (said.credit, said.creator) == ("From XMP", "Ada Quill")


def test_iim_over_several_segments_is_one_stream() -> None:
    whole = app13(stream((*iim.CAPTION, b"x" * 900), (*iim.CREDIT, b"Behind")))[4:]
    head = b"Photoshop 3.0\x00"
    parts = [whole[:400], head + whole[400:]]
    data = encoded(extra=b"".join(jpeg.segment(jpeg.APP13, part) for part in parts))
    assert _read(data).credit == "Behind"


def test_extended_xmp_belongs_to_the_packet_that_names_it() -> None:
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    rest = packet("<photoshop:City>Almery</photoshop:City>")
    half = len(rest) // 2

    def piece(at: int, data: bytes, named: bytes = guid) -> bytes:
        head = b"http://ns.adobe.com/xmp/extension/\x00" + named
        sizes = len(rest).to_bytes(4, "big") + at.to_bytes(4, "big")
        return jpeg.segment(jpeg.APP1, head + sizes + data)

    note = packet(f"<other:HasExtendedXMP>{guid.decode()}</other:HasExtendedXMP>")
    pieces = piece(half, rest[half:]) + piece(0, rest[:half])
    assert _read(encoded(xmp=note, extra=pieces)).city == "Almery"
    assert _read(encoded(xmp=CREDIT, extra=pieces)).city == ""


def test_xmp_goes_before_iim_and_both_before_exif() -> None:
    exif = Image.Exif()
    exif[Base.Artist] = "Exif"
    exif[Base.Copyright] = "Exif"
    legacy = app13(stream(UTF8, (*iim.CREDIT, b"From IIM"), (*iim.BYLINE, b"From IIM")))
    said = _read(encoded(xmp=CREDIT, extra=legacy, exif=exif.tobytes()))
    assert said == PhotoMetadata(credit="From XMP", creator="From IIM", copyright_notice="Exif")


@pytest.mark.parametrize(("changed", "credit"), [(False, "From XMP"), (True, "From IIM")])
def test_iim_that_was_changed_alone_goes_first(changed: bool, credit: str) -> None:
    legacy = stream((*iim.CREDIT, b"From IIM"))
    digest = hashlib.md5(b"as it was" if changed else legacy).digest()
    assert _read(encoded(xmp=CREDIT, extra=app13(legacy, digest))).credit == credit


def test_the_iptc_reference_photo(shared: Path) -> None:
    path = shared / "photos/iptc-reference/IPTC-PhotometadataRef-Std2019.1_issue258.jpg"
    said = _read(path.read_bytes())
    assert said.caption == "The description aka caption (ref2019.1)"
    assert said.creator == "Creator1 (ref2019.1); Creator2 (ref2019.1)"
    assert said.credit == "Credit Line (ref2019.1)"
    assert said.copyright_notice.startswith("Copyright (Notice) 2019.1")
    assert said.usage_terms == "Rights Usage Termns (ref2019.1)"
    assert said.licence_url == "http://www.WebStatementOfRights.org/2019.1"
    assert said.taken == datetime(2019, 10, 16, 19, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("made-here/iim-latin1-undeclared.jpg", "creator", "Zoë Müller"),
        ("made-here/iim-utf8-declared-ja.jpg", "creator", "山田太郎"),
        ("news-like/Issue_80.jpg", "copyright_notice", "© Corbis. All Rights Reserved."),
        ("news-like/Issue_600_1.jpg", "source", "ESA/Hubble"),
        ("exiftool/IPTC.jpg", "credit", "My Credit"),
        ("exiftool/PhotoMechanic.jpg", "copyright_notice", "Copyright"),
        ("exiftool/XMP.jpg", "caption", "UTF-16 (big-endian) encoded XMP"),
        ("malformed/iptc.jpg", "city", "Budapest"),
        ("made-here/iim-length-past-end.jpg", "caption", ""),
    ],
)
def test_real_photos(shared: Path, name: str, field: str, value: str) -> None:
    assert getattr(_read((shared / "photos" / name).read_bytes()), field) == value


def test_script_in_every_field_is_text(shared: Path) -> None:
    path = shared / "photos/malformed/payload_in_all_known_metadata.jpg"
    assert _read(path.read_bytes()).credit == "<script>alert(1)</script>"
