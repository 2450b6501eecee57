"""Second files behind pictures."""

from __future__ import annotations

import io
import zipfile

import pytest

from broadsheet.stories.pictures.foreign import second_file
from tests.stories.pictures.samples import encoded


def _zip() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        # With a date of its own: the bytes name the test, which every process must call alike.
        archive.writestr(zipfile.ZipInfo("index.html"), "<p>hello</p>")
    return into.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize(
    ("trailer", "name"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", "HTML"),
        (b"\n<SCRIPT src=x>", "HTML"),
        (_zip(), "ZIP"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"", ""),
    ],
)
def test_trailers(kind: str, trailer: bytes, name: str) -> None:
    if kind in ("GIF", "AVIF", "TIFF") and name == "PDF":
        trailer = b"\n" + trailer
    assert second_file(encoded(kind) + trailer, kind) == name


def test_further_pictures_behind_the_first_are_welcome() -> None:
    assert second_file(encoded() + encoded(), "JPEG") == ""


def test_words_in_the_metadata_are_words() -> None:
    assert second_file(encoded(comment=b"<script>alert(1)</script>"), "JPEG") == ""
