"""EXIF's few useful tags."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from broadsheet.stories.pictures import exif
from broadsheet.stories.pictures.metadata import PhotoMetadata
from tests.stories.pictures.samples import encoded


def _read(tags: dict[int, object], moment: str = "") -> PhotoMetadata:
    written = Image.Exif()
    written.update(tags)
    if moment:
        written.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = moment
    return exif.read(Image.open(BytesIO(encoded(exif=written.tobytes()))))


def test_people_rights_and_moment() -> None:
    said = _read(
        {Base.Artist: "Ada Quill", Base.Copyright: "Ada Quill\x00The Tidings"},
        "2026:03:14 17:30:05",
    )
    assert (said.creator, said.copyright_notice) == ("Ada Quill", "Ada Quill")
    assert said.taken == datetime.fromisoformat("2026-03-14T17:30:05")


def test_utf8_in_an_ascii_tag() -> None:
    assert _read({Base.Artist: "Zoë Müller".encode()}).creator == "Zoë Müller"


@pytest.mark.parametrize(
    "words", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA", "KODAK Digital Still Camera"]
)
def test_what_a_camera_says_of_every_picture_is_no_caption(words: str) -> None:
    assert _read({Base.ImageDescription: words}).caption == ""


def test_a_caption_about_a_camera_is_one() -> None:
    words = "Digital cameras on sale at the quay"
    assert _read({Base.ImageDescription: words}).caption == words
