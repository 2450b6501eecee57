"""What is in a rendition's file, and what isn't."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms
from PIL.ExifTags import IFD, Base

from broadsheet.stories.models import Picture
from broadsheet.stories.pictures import iim, photoshop, xmp
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.renditions import PictureFilter, to_srgb
from tests.factories import PictureFactory
from tests.stories.pictures.samples import encoded, packet, upload

FORMATS = ["jpeg", "webp", "avif", "png"]


def _rendition(picture: Picture, spec: str) -> Image.Image:
    with picture.get_rendition(spec).file.open() as file:
        image = Image.open(BytesIO(file.read()))
    image.load()
    return image


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_bears_the_rights_of_the_fields(kind: str) -> None:
    picture = PictureFactory(
        credit="Zoë <b> & 潮信报",
        creator="Ada Quill",
        copyright_notice="© 2026 The Tidings",
        usage_terms="No archive.\nNo resale.",
        licence_url="https://tidings.example/licence",
        digital_source="digitalCapture",
    )
    image = _rendition(picture, f"width-200|format-{kind}")
    assert image.format == kind.upper()
    assert xmp.read(image.info["xmp"]) == picture.rights()
    assert "Ada Quill" in str(image.getxmp())


@pytest.mark.django_db
def test_jpeg_bears_iim_too() -> None:
    image = _rendition(PictureFactory(), "width-200|format-jpeg")
    assert iim.read(image.info["photoshop"][photoshop.IPTC_IIM]) == PhotoMetadata(
        creator="Joss Tarrant",
        credit="Joss Tarrant / The Tidings",
        copyright_notice="© The Tidings",
    )
    assert image.info["progressive"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_private_is_left(kind: str) -> None:
    exif = Image.Exif()
    exif[Base.Make] = "SECRET-CAMERA"
    exif.get_ifd(IFD.GPSInfo)[2] = (52.0, 30.0, 0.0)
    data = encoded(
        exif=exif.tobytes(),
        xmp=packet("<other:note>SECRET-XMP</other:note>"),
        comment=b"SECRET-COMMENT<script>",
    )
    picture = Picture.objects.create(file=upload(data), credit="Ada Quill")
    rendition = picture.get_rendition(f"original|format-{kind}")
    with rendition.file.open() as file:
        written = file.read()
    assert b"SECRET" not in written
    assert dict(_rendition(picture, f"original|format-{kind}").getexif()) == {}


@pytest.mark.django_db
def test_a_picture_without_rights_bears_no_packet() -> None:
    picture = Picture.objects.create(file=upload(encoded()))
    image = _rendition(picture, "width-40|format-jpeg")
    assert "xmp" not in image.info
    assert "photoshop" not in image.info


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "LA"),
        ("PNG", "RGBA"),
        ("PNG", "I;16"),
        ("GIF", "P"),
        ("TIFF", "RGB"),
        ("TIFF", "CMYK"),
    ],
)
def test_every_mode_becomes_every_format(kind: str, mode: str) -> None:
    suffix = {"JPEG": "jpg"}.get(kind, kind.lower())
    picture = Picture.objects.create(file=upload(encoded(kind, mode), f"a.{suffix}"))
    for out in FORMATS:
        image = _rendition(picture, f"width-32|format-{out}")
        assert image.mode in ("RGB", "RGBA")
        assert "icc_profile" not in image.info
    assert _rendition(picture, "max-165x165").format in ("JPEG", "PNG")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_is_shown(kind: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    into = BytesIO()
    frames[0].save(into, kind, save_all=True, append_images=frames[1:])
    picture = Picture.objects.create(file=ContentFile(into.getvalue(), f"a.{kind.lower()}"))
    red, _green, blue = _rendition(picture, "original|format-avif").getpixel((20, 15))
    assert red > 200 > 50 > blue


@pytest.mark.django_db
def test_transparency_lies_on_white_in_jpeg() -> None:
    into = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(into, "PNG")
    picture = Picture.objects.create(file=ContentFile(into.getvalue(), "a.png"), credit="Ada")
    image = _rendition(picture, "original|format-jpeg")
    assert image.getpixel((10, 10)) == (255, 255, 255)
    assert b"Ada" in image.info["xmp"]


@pytest.mark.django_db
def test_a_real_cmyk_photo(shared: Path) -> None:
    data = (shared / "photos/malformed/pil_sample_cmyk.jpg").read_bytes()
    picture = Picture.objects.create(file=upload(data, "cmyk.jpg"))
    assert _rendition(picture, "original|format-jpeg").mode == "RGB"


def test_a_profile_is_applied_and_left_out() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = Image.new("RGB", (4, 4), (200, 60, 20))
    image.info["icc_profile"] = profile
    changed = to_srgb(image)
    assert changed.info == {}
    assert all(
        abs(a - b) <= 1 for a, b in zip(changed.getpixel((1, 1)), (200, 60, 20), strict=True)
    )


def test_lab_colours_are_converted() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    image = Image.new("LAB", (4, 4), (128, 128, 128))
    image.info["icc_profile"] = profile
    red, green, blue = to_srgb(image).getpixel((1, 1))
    assert max(red, green, blue) - min(red, green, blue) < 12


def test_a_broken_profile_does_not_stop_the_press() -> None:
    image = Image.new("CMYK", (4, 4), (0, 0, 0, 0))
    image.info["icc_profile"] = b"no profile"
    assert to_srgb(image).getpixel((1, 1)) == (255, 255, 255)


def test_sixteen_bits_become_eight() -> None:
    image = Image.new("I;16", (4, 4), 0x8000)
    assert to_srgb(image).getpixel((1, 1)) == (128, 128, 128)


def test_no_drawing_is_preserved() -> None:
    assert PictureFilter.of("width-100|preserve-svg").spec == "width-100"


@pytest.mark.django_db
def test_focal_point_and_rights_both_name_a_rendition() -> None:
    picture = PictureFactory()
    fill, width = PictureFilter.of("fill-100x100"), PictureFilter.of("width-100")
    before = fill.get_cache_key(picture), width.get_cache_key(picture)
    picture.focal_point_x, picture.focal_point_y = 10, 10
    picture.focal_point_width, picture.focal_point_height = 5, 5
    assert fill.get_cache_key(picture) != before[0]
    assert width.get_cache_key(picture) == before[1]
    picture.credit = "Another"
    assert width.get_cache_key(picture) != before[1]


def test_settings_ask_for_the_qualities_we_chose(settings: Any) -> None:
    assert settings.WAGTAILIMAGES_AVIF_QUALITY == 50
    assert settings.WAGTAILIMAGES_WEBP_QUALITY == 75
    assert settings.WAGTAILIMAGES_JPEG_QUALITY == 80
