"""Decoding a large JPEG at a half, a quarter or an eighth, where the rendition is small.

The decoder leaves out the fine detail itself, which takes a fraction of the time and memory.
"""

from __future__ import annotations

from PIL import Image
from wagtail.images.image_operations import ImageTransform
from wagtail.images.rect import Rect
from willow.image import JPEGImageFile
from willow.plugins.pillow import PillowImage

_SPARE = 2  # times as many pixels as are needed are left for the fine resize


class DecodedJpeg(PillowImage):
    """A decoded JPEG that still says where it came from, as Wagtail's filters ask."""

    format_name = "jpeg"


class ScaledTransform:
    """`transform`, planned for the whole picture, on one of `scale` times its size."""

    def __init__(self, transform: ImageTransform, scale: float) -> None:
        self.size = transform.size
        self._rect, self._scale = transform.get_rect(), scale

    def get_rect(self) -> Rect:
        """The part of the smaller picture that is shown."""
        edges = (self._rect.left, self._rect.top, self._rect.right, self._rect.bottom)
        return Rect(*(edge * self._scale for edge in edges))


def decode(file: JPEGImageFile, transform: ImageTransform) -> DecodedJpeg:
    """The picture in `file`, no larger than it must be for `transform`."""
    file.f.seek(0)
    image = Image.open(file.f)
    surplus = transform.get_rect().width / max(1, transform.size[0])
    divisor = next((by for by in (8, 4, 2) if surplus / by >= _SPARE), 1)
    image.draft(None, (max(1, image.width // divisor), max(1, image.height // divisor)))
    image.load()
    return DecodedJpeg(image)
