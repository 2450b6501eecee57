"""A picture's file: its size as it is seen, and the form field that checks what is sent."""

from __future__ import annotations

from typing import Any

import willow
from django.forms.fields import FileField
from PIL import Image
from PIL.ExifTags import Base
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from broadsheet.stories.pictures.inspection import inspect

_LYING = (5, 6, 7, 8)  # EXIF orientations that turn the picture by a quarter (CIPA DC-008, 4.6.4)


class PictureFieldFile(WagtailImageFieldFile):
    """The stored file of a picture."""

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        """Width and height in pixels, the camera's orientation applied, as renditions have them.

        (None, None) for what can't be read: `Picture.save` then says why it refuses it.
        """
        was_closed = self.closed
        try:
            self.open()
            with Image.open(self.file) as image:
                lying = image.getexif().get(Base.Orientation) in _LYING
                return image.size[::-1] if lying else image.size
        # Pillow raises almost anything for a damaged file; the refusal with its reason comes later.
        except Exception:
            return None, None
        finally:
            if was_closed:
                self.close()
            elif self.file:
                self.file.seek(0)


class PictureField(WagtailImageField):
    """Wagtail's image field with a file that knows how it lies."""

    attr_class = PictureFieldFile


class PictureFormField(WagtailImageFormField):
    """Takes a picture that passes `inspect`, and keeps what it says as `photo_metadata`."""

    def to_python(self, data: Any) -> Any:
        """The upload as a file. The messages are those of PictureRefused."""
        self.allow_empty_file = True
        upload: Any = FileField.to_python(self, data)
        if upload is None:
            return None
        upload.photo_metadata = inspect(upload)
        upload.image = willow.Image.open(upload)
        upload.content_type = upload.image.mime_type
        upload.seek(0)
        return upload
