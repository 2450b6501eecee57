"""The photo desk's form for a picture."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.forms import BaseImageForm

from broadsheet.stories.pictures.fields import PictureFormField
from broadsheet.stories.pictures.filling import values_for
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.reading import read_metadata

_HEAD = 2 * 1024 * 1024  # bytes of a file that are read again for the notes; metadata stands first


class PictureForm(BaseImageForm):
    """Wagtail's form with our check of the file, and a note at each field that the file filled."""

    class Meta(BaseImageForm.Meta):
        field_classes = {"licence_url": partial(forms.URLField, assume_scheme="https")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureFormField(
                label=given.label, required=given.required, widget=given.widget
            )
        if "description" in self.fields:
            self.fields["description"].label = _("Description (alt text)")
            self.fields["description"].help_text = _(
                "What can be seen, in a sentence, for readers who can't see it."
            )
        if self.instance.pk and not self.is_bound:
            self._note_what_the_file_said()

    def _note_what_the_file_said(self) -> None:
        said = values_for(self.instance, _metadata_of(self.instance.file))
        for name, value in said.items():
            field = self.fields.get(name)
            if field and getattr(self.instance, name) == value:
                field.help_text = f"{field.help_text} {_('Taken from the file.')}".strip()


def _metadata_of(file: Any) -> PhotoMetadata:
    """What the stored `file` says of itself; nothing where it is gone."""
    try:
        with file.storage.open(file.name, "rb") as stored:
            head = stored.read(_HEAD)
            with Image.open(BytesIO(head)) as image:
                return read_metadata(image, head)
    except OSError:
        return PhotoMetadata()
