"""What is refused at the door, and what the message says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from broadsheet.stories.pictures.inspection import PictureRefused, inspect
from tests.stories.pictures.samples import WIRE_PHOTO, encoded, upload

SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jpg", "JPEG"),
        ("a.JPEG", "JPEG"),
        ("a.png", "PNG"),
        ("a.gif", "GIF"),
        ("a.webp", "WEBP"),
        ("a.avif", "AVIF"),
        ("a.tif", "TIFF"),
    ],
)
def test_whole_pictures_pass(name: str, kind: str) -> None:
    file = upload(encoded(kind), name)
    inspect(file)
    assert file.tell() == 0


def test_the_file_says_what_it_is() -> None:
    assert inspect(upload(WIRE_PHOTO)).credit == "Agence Marée"


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("a.jpg", b"", "empty", "is empty"),
        ("a.jpg", encoded("PNG"), "mislabelled", "named .jpg, but holds PNG"),
        ("a.png", encoded("AVIF"), "mislabelled", "holds AVIF"),
        ("a.jpg", b"<!doctype html><p>no picture", "invalid", "is not a picture"),
        ("a.svg", SVG, "kind", "Export it as one of"),
        ("a.png", SVG, "kind", "Export it as one of"),
        ("a.psd", b"8BPS" + bytes(60), "kind", "Export it as one of"),
        ("a", encoded(), "kind", "Export it as one of"),
        ("a.jpg", encoded()[:-200], "damaged", "stops before its end"),
        ("a.png", encoded("PNG", size=(300, 300))[:-90], "damaged", "stops before its end"),
        ("a.webp", encoded("WEBP")[:-20], "damaged", "stops before its end"),
        ("a.avif", encoded("AVIF")[:-20], "damaged", "stops before its end"),
        ("a.jpg", encoded() + b"<script>alert(1)</script>", "polyglot", "holds HTML behind"),
    ],
)
def test_refused(name: str, data: bytes, code: str, says: str) -> None:
    with pytest.raises(PictureRefused) as refusal:
        inspect(SimpleUploadedFile(name, data))
    assert refusal.value.code == code
    (message,) = refusal.value.messages
    assert message.startswith(f"“{name}”")
    assert says in message


def test_too_many_pixels(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 2_999_999
    with pytest.raises(PictureRefused, match=r"has 3 megapixels; at most 2 are taken"):
        inspect(upload(encoded(size=(2000, 1500))))


def test_too_many_bytes(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 500
    with pytest.raises(PictureRefused, match="at most 500"):
        inspect(upload(encoded()))


def test_a_path_in_the_name_is_not_repeated() -> None:
    with pytest.raises(PictureRefused, match=r"“a\.jpg” is empty"):
        inspect(SimpleUploadedFile("/srv/secret/a.jpg", b""))


TAKEN = "taken"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("made-here/bomb-20000x20000.png", "file_too_many_pixels"),
        ("made-here/huge-dimensions-65500.jpg", "file_too_many_pixels"),
        ("malformed/decompression_bomb.gif", "file_too_many_pixels"),
        ("made-here/empty.jpg", "empty"),
        ("made-here/html-named.jpg", "invalid"),
        ("made-here/truncated-half.jpg", "damaged"),
        ("made-here/truncated-in-header.jpg", "damaged"),
        ("malformed/truncated_jpeg.jpg", "damaged"),
        ("malformed/truncated_image.png", "damaged"),
        ("made-here/polyglot-html-trailer.jpg", "polyglot"),
        ("made-here/polyglot-zip.jpg", "polyglot"),
        ("made-here/polyglot-html-comment.jpg", TAKEN),
        ("made-here/iim-length-past-end.jpg", TAKEN),
        ("malformed/image00971.jpg", TAKEN),
        ("malformed/image01088.jpg", TAKEN),
        ("malformed/iptc.jpg", TAKEN),
        ("malformed/junk_jpeg_header.jpg", TAKEN),
        ("malformed/long_description.jpg", TAKEN),
        ("malformed/onclick-xss-ecs.jpeg", TAKEN),
        ("malformed/payload_in_all_known_metadata.jpg", TAKEN),
        ("malformed/pil_sample_cmyk.jpg", TAKEN),
        ("malformed/xmp_no_prefix.jpg", TAKEN),
    ],
)
def test_the_bad_pictures(shared: Path, name: str, code: str) -> None:
    path = shared / "photos" / name
    assert verdict(path) == code


def test_every_other_sample_is_taken(shared: Path) -> None:
    good = [
        path
        for folder in ("iptc-reference", "news-like", "c2pa", "exiftool")
        for path in sorted((shared / "photos" / folder).glob("*.jpg"))
    ]
    assert len(good) > 15
    assert {path.name: verdict(path) for path in good} == {path.name: TAKEN for path in good}


@pytest.mark.parametrize("number", range(1, 4))
def test_drawings_with_script(shared: Path, number: int) -> None:
    assert verdict(shared / f"hostile/svg/SVG_XSS{number}.svg") == "kind"


def verdict(path: Path) -> str:
    """The code with which the file is refused, or TAKEN."""
    try:
        inspect(SimpleUploadedFile(path.name, path.read_bytes()))
    except PictureRefused as refusal:
        return str(refusal.code)
    return TAKEN
