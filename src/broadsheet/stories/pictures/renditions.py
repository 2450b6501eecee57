"""Renditions that keep a picture's rights and nothing private.

Whatever size and format a reader gets, the file names creator, credit, copyright, terms, licence
and how the picture was made: in XMP, and in JPEG in IPTC-IIM too. They come from the picture's
fields, so they say what the desk last decided. Everything else that the original carried (place
coordinates, serial numbers, thumbnails, edit histories) stays behind. Colours become sRGB, which
needs no profile: browsers take pictures without one to be that (CSS Color 4, 10.2).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import IO, Any

from django.core.files import File
from PIL import Image, ImageCms, PngImagePlugin
from wagtail.images.image_operations import ImageTransform
from wagtail.images.models import AbstractImage, Filter
from willow.image import (
    INITIAL_IMAGE_CLASSES,
    AvifImageFile,
    JPEGImageFile,
    PNGImageFile,
    WebPImageFile,
)
from willow.plugins.pillow import PillowImage

from broadsheet.stories.pictures import iim, jpeg, photoshop, xmp
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.reduced import ScaledTransform, decode

AVIF_SPEED = 9  # a tenth of the time of the usual 6, for a fifth more bytes
WEBP_METHOD = 2  # under half the time of the usual 4, for a twentieth more bytes
INITIAL_IMAGE_CLASSES["apng"] = PNGImageFile  # moving PNGs have a name of their own in Willow
_NARROW = {"1": "L", "I": "L", "F": "L", "LA": "RGBA", "PA": "RGBA", "La": "RGBA", "RGBa": "RGBA"}


class PictureFilter(Filter):
    """A filter whose renditions bear rights, and are other renditions when rights change."""

    @classmethod
    def of(cls, spec: Filter | str) -> PictureFilter:
        """`spec` as a filter of this kind. Drawings (SVG) aren't taken in, so none is preserved."""
        return _filter(spec.spec if isinstance(spec, Filter) else spec)

    @contextmanager
    def get_willow_image(
        self, image: AbstractImage, source: File[bytes] | None = None
    ) -> Iterator[Any]:
        """The original; a JPEG already decoded, at the least scale that serves."""
        with super().get_willow_image(image, source) as original:
            if isinstance(original, JPEGImageFile):
                yield decode(original, super().get_transform(image))
            else:
                yield original

    def get_transform(
        self, image: AbstractImage, size: tuple[int, int] | None = None
    ) -> ImageTransform | ScaledTransform:
        """What to cut out and how large to make it, for an original decoded at `size`."""
        whole = super().get_transform(image)
        if size is None or size == (image.width, image.height):
            return whole
        return ScaledTransform(whole, size[0] / image.width)

    @property
    def filter_operations(self) -> list[Any]:
        """The filter's own operations, then the imprint."""
        return [*super().filter_operations, Imprint()]

    def get_cache_key(self, image: AbstractImage) -> str:
        """Eight characters made of the focal point, where it matters, and the rights."""
        seed = f"{super().get_cache_key(image)}\n{image.rights()!r}"
        return hashlib.sha256(seed.encode()).hexdigest()[:8]


@lru_cache(maxsize=256)
def _filter(spec: str) -> PictureFilter:
    # One for each specification: what its operations are is found out once.
    return PictureFilter("|".join(part for part in spec.split("|") if part != "preserve-svg"))


class Imprint:
    """The last operation: sRGB, no old metadata, and the rights of the picture to be written."""

    def run(self, willow: PillowImage, image: AbstractImage, env: dict[str, Any]) -> RightsImage:
        """`willow` as an image that writes `image.rights()` when it is saved."""
        return RightsImage(to_srgb(willow.image), image.rights())


class RightsImage(PillowImage):
    """Willow's image with save operations that write `rights`."""

    def __init__(self, image: Image.Image, rights: PhotoMetadata) -> None:
        super().__init__(image)
        self.rights = rights

    def set_background_color_rgb(self, color: tuple[int, int, int]) -> RightsImage:
        """The image on a ground of `color`."""
        return type(self)(super().set_background_color_rgb(color).image, self.rights)

    def save_as_jpeg(
        self,
        f: IO[bytes],
        quality: int = 80,
        optimize: bool = False,
        progressive: bool = False,
        apply_optimizers: bool = True,
    ) -> JPEGImageFile:
        """Write a JPEG with XMP and, in an APP13 segment, IPTC-IIM."""
        self.image.save(
            f,
            "JPEG",
            quality=quality,
            optimize=optimize,
            progressive=progressive,
            xmp=xmp.write(self.rights),
            extra=_app13(self.rights),
        )
        return JPEGImageFile(f)

    def save_as_webp(
        self,
        f: IO[bytes],
        quality: int = 75,
        lossless: bool = False,
        apply_optimizers: bool = True,
    ) -> WebPImageFile:
        """Write a WebP with XMP."""
        about = xmp.write(self.rights)
        self.image.save(
            f, "WEBP", quality=quality, lossless=lossless, method=WEBP_METHOD, xmp=about
        )
        return WebPImageFile(f)

    def save_as_avif(
        self,
        f: IO[bytes],
        quality: int = 50,
        lossless: bool = False,
        apply_optimizers: bool = True,
    ) -> AvifImageFile:
        """Write an AVIF with XMP."""
        options = {"quality": 100, "subsampling": "4:4:4"} if lossless else {"quality": quality}
        self.image.save(f, "AVIF", speed=AVIF_SPEED, xmp=xmp.write(self.rights), **options)
        return AvifImageFile(f)

    def save_as_png(
        self, f: IO[bytes], optimize: bool = False, apply_optimizers: bool = True
    ) -> PNGImageFile:
        """Write a PNG with XMP in an iTXt chunk (XMP Part 3, 1.1.5)."""
        about = PngImagePlugin.PngInfo()
        if packet := xmp.write(self.rights):
            about.add_itxt("XML:com.adobe.xmp", packet.decode())
        self.image.save(f, "PNG", optimize=optimize, pnginfo=about)
        return PNGImageFile(f)


def to_srgb(image: Image.Image) -> Image.Image:
    """`image` as RGB or RGBA in sRGB, 8 bits a channel, without any metadata.

    Its own profile is applied where it has one that works; CMYK without one is converted as the
    simple complement.
    """
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        image = image.point(lambda level: level * (1 / 256)).convert("L")
    image = image.convert(_NARROW[image.mode]) if image.mode in _NARROW else image
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, own, srgb, outputMode=mode) or image
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            image = image.convert(mode)
    image = image.convert(mode)
    image.info = {}
    return image


def _app13(rights: PhotoMetadata) -> bytes:
    """The segment that holds IPTC-IIM; b"" where there's nothing to say."""
    stream = iim.write(rights.creator, rights.credit, rights.copyright_notice)
    if not stream:
        return b""
    block = photoshop.block(photoshop.IPTC_IIM, stream)
    return jpeg.segment(jpeg.APP13, photoshop.SIGNATURE + block)
