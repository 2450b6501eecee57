"""Video and audio files."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from broadsheet.stories.clips.inspection import ClipRefused, inspect_captions, inspect_clip
from broadsheet.stories.file_names import captions_path, clip_path
from broadsheet.stories.models.whole import SavedWhole


class Clip(SavedWhole, AbstractMedia):
    """A video or audio file, its poster, captions and rights. `duration` is in seconds.

    However a clip comes in, new files are checked, and length and size are read from them where
    they were left open and the format tells.
    """

    file = models.FileField(_("file"), upload_to=clip_path)
    alternative_file = models.FileField(
        _("same clip in another format"), upload_to=clip_path, blank=True
    )
    poster = models.ForeignKey(
        "stories.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("poster"),
    )
    captions = models.FileField(
        _("captions"), upload_to=captions_path, blank=True, help_text=_("A WebVTT file.")
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    copyright_notice = models.CharField(_("copyright"), max_length=255, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    transcript = models.TextField(_("transcript"), blank=True)

    admin_form_fields = (
        "title",
        "file",
        "alternative_file",
        "collection",
        "duration",
        "width",
        "height",
        "poster",
        "captions",
        "caption",
        "credit",
        "copyright_notice",
        "usage_terms",
        "transcript",
        "tags",
    )

    class Meta:
        verbose_name = _("clip")
        verbose_name_plural = _("clips")

    def clean(self, *args: Any, **kwargs: Any) -> None:
        """Check new files for a form: a ValidationError names the field."""
        self._take_in_files()
        super().clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; raise ValidationError, with nothing stored, for a new file that isn't taken in."""
        self._take_in_files()
        super().save(*args, **kwargs)

    def _take_in_files(self) -> None:
        refused: dict[str, ClipRefused] = {}
        for name, inspect in (
            ("file", self._fill_from),
            ("alternative_file", inspect_clip),
            ("captions", inspect_captions),
        ):
            file = getattr(self, name)
            if not file or file._committed:
                continue
            try:
                inspect(file)
            except ClipRefused as error:
                refused[name] = error
        if refused:
            raise ValidationError(refused)

    def _fill_from(self, file: Any) -> None:
        facts = inspect_clip(file)
        for name in ("duration", "width", "height"):
            if not getattr(self, name) and getattr(facts, name):
                setattr(self, name, getattr(facts, name))
