"""The door that every picture file passes: is it whole, is it what its name says, does it fit?"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePath

import willow
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from broadsheet.stories.pictures.foreign import second_file
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.reading import read_metadata

_FORMATS = {
    "avif": "AVIF",
    "gif": "GIF",
    "jpeg": "JPEG",
    "jpg": "JPEG",
    "png": "PNG",
    "tif": "TIFF",
    "tiff": "TIFF",
    "webp": "WEBP",
}


class PictureRefused(ValidationError):
    """A picture file that is not taken in; the message says which, why, and what to do."""


def inspect(file: File[bytes]) -> PhotoMetadata:
    """Check the picture in `file`, whole, and return what it says of itself.

    `file` needs a name; it is read from its start and left there. Raises PictureRefused for a file
    that is empty, too large, damaged or cut short, not of the kind its name says, of more than
    WAGTAILIMAGES_MAX_IMAGE_PIXELS pixels, a drawing that can carry script, or a second file.
    """
    name = PurePath(file.name or "").name
    wanted = _FORMATS.get(PurePath(name).suffix.lower().lstrip("."))
    file.seek(0)
    data = file.read()
    file.seek(0)
    _check_size(name, len(data))
    if wanted is None or _is_svg(data) or not _is_allowed(name):
        raise _refused(
            _("“%(name)s” is not of a kind that can be printed. Export it as one of %(kinds)s."),
            "kind",
            name,
            kinds=", ".join(settings.WAGTAILIMAGES_EXTENSIONS),
        )
    try:
        image = Image.open(BytesIO(data), formats=sorted({*_FORMATS.values()}))
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(name, int(re.findall(r"\d+", str(error))[0])) from None
    except UnidentifiedImageError:
        raise _no_picture(name) from None
    except Exception as error:
        raise _damaged(name) from error
    with image:
        _check_printable(name, data)
        found = "JPEG" if image.format == "MPO" else str(image.format)
        if found != wanted:
            raise _refused(
                _("“%(name)s” is named .%(suffix)s, but holds %(found)s. Name it as what it is."),
                "mislabelled",
                name,
                suffix=PurePath(name).suffix.lstrip("."),
                found=found,
            )
        if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise _too_many_pixels(name, image.width * image.height)
        if other := second_file(data, found):
            raise _refused(
                _("“%(name)s” holds %(other)s behind the picture. Export the picture afresh."),
                "polyglot",
                name,
                other=other,
            )
        metadata = read_metadata(image, data)
        # All of it is decoded to see that it is whole; a JPEG at an eighth, which is much quicker.
        try:
            image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
            image.load()
        except Exception as error:
            raise _damaged(name) from error
    return metadata


def _check_printable(name: str, data: bytes) -> None:
    """Renditions are made by Willow, which tells formats by fewer signs than Pillow."""
    try:
        willow.Image.open(BytesIO(data))
    except OSError:
        raise _no_picture(name) from None


def _check_size(name: str, size: int) -> None:
    if not size:
        raise _refused(_("“%(name)s” is empty. Send the file again."), "empty", name)
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if size > limit:
        raise _refused(
            _("“%(name)s” takes %(size)s; at most %(limit)s are taken. Export it smaller."),
            "file_too_large",
            name,
            size=filesizeformat(size),
            limit=filesizeformat(limit),
        )


def _is_allowed(name: str) -> bool:
    return PurePath(name).suffix.lower().lstrip(".") in settings.WAGTAILIMAGES_EXTENSIONS


def _is_svg(data: bytes) -> bool:
    return b"<svg" in data[:4096].lower() and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _too_many_pixels(name: str, pixels: int) -> PictureRefused:
    return _refused(
        _("“%(name)s” has %(many)d megapixels; at most %(limit)d are taken. Scale it down."),
        "file_too_many_pixels",
        name,
        many=-(-pixels // 1_000_000),
        limit=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000,
    )


def _no_picture(name: str) -> PictureRefused:
    return _refused(
        _("“%(name)s” is not a picture. Ask its sender for the picture itself."), "invalid", name
    )


def _damaged(name: str) -> PictureRefused:
    return _refused(
        _("“%(name)s” is damaged or stops before its end. Send the file again."), "damaged", name
    )


def _refused(message: str, code: str, name: str, **words: object) -> PictureRefused:
    return PictureRefused(message, code=code, params={"name": name, **words})
