"""Pictures with plausible bytes."""

from __future__ import annotations

import io

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from broadsheet.stories.models import Picture


def picture_file(
    name: str = "harbour.jpg",
    size: tuple[int, int] = (640, 427),
    colour: tuple[int, int, int] = (90, 120, 140),
    file_format: str = "JPEG",
) -> SimpleUploadedFile:
    """A small picture file."""
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, file_format)
    return SimpleUploadedFile(name, stream.getvalue(), content_type=f"image/{file_format.lower()}")


class PictureFactory(factory.django.DjangoModelFactory):
    """A picture with caption and credit."""

    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"Picture {n}")
    description = "Boats at a quay"
    caption = "Boats at the quay before the tide."
    credit = "Joss Tarrant / The Tidings"
    creator = "Joss Tarrant"
    copyright_notice = "© The Tidings"
    file = factory.LazyFunction(picture_file)
