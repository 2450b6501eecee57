"""Large JPEGs decoded small: the same cut, the same size, and far fewer pixels in memory."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from PIL.ExifTags import Base
from wagtail.images.image_operations import ImageTransform
from willow.image import JPEGImageFile

from broadsheet.stories.models import Picture
from broadsheet.stories.pictures.reduced import decode
from tests.stories.pictures.samples import upload


def _photo(orientation: int = 1) -> bytes:
    """1999 × 1333 pixels: grey, with a red field far right of the middle."""
    image = Image.new("RGB", (1999, 1333), (90, 90, 90))
    image.paste((220, 20, 20), (1700, 600, 1900, 800))
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    into = BytesIO()
    image.save(into, "JPEG", exif=exif.tobytes())
    return into.getvalue()


@pytest.mark.parametrize(
    ("target", "decoded"),
    [((1999, 1333), (1999, 1333)), ((600, 400), (1999, 1333)), ((400, 266), (1000, 667))],
)
def test_no_more_is_decoded_than_serves(target: tuple[int, int], decoded: tuple[int, int]) -> None:
    transform = ImageTransform((1999, 1333)).resize(target)
    assert decode(JPEGImageFile(BytesIO(_photo())), transform).image.size == decoded


@pytest.mark.django_db
@pytest.mark.parametrize("spec", ["fill-100x100-c100", "fill-50x50-c100", "fill-20x20-c100"])
def test_the_focal_point_is_met_at_every_scale(spec: str) -> None:
    picture = Picture(file=upload(_photo()))
    picture.focal_point_x, picture.focal_point_y = 1800, 700
    picture.focal_point_width = picture.focal_point_height = 190
    picture.save()
    rendition = picture.get_rendition(f"{spec}|format-png")
    with rendition.file.open() as file, Image.open(file) as image:
        side = image.width
        for place in ((side // 2, side // 2), (side // 8, side // 8), (side - 2, side - 2)):
            red, green, _blue = image.getpixel(place)
            assert red > 180 > 60 > green


@pytest.mark.django_db
def test_a_lying_picture_stands_up_at_every_scale() -> None:
    picture = Picture.objects.create(file=upload(_photo(orientation=6)))
    sizes = {
        width: (made.width, made.height)
        for width in (1200, 300, 100)
        if (made := picture.get_rendition(f"width-{width}|format-webp"))
    }
    assert sizes == {1200: (1200, 1799), 300: (300, 449), 100: (100, 149)}
