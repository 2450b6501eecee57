"""Video and audio files."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia


class Clip(AbstractMedia):
    """A video or audio file, its poster, captions and rights. `duration` is in seconds."""

    alternative_file = models.FileField(
        _("same clip in another format"), upload_to="media", blank=True
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
        _("captions"), upload_to="captions", blank=True, help_text=_("A WebVTT file.")
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
