"""Pictures with what a newsroom must know of them: caption, credit, rights."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index


class Picture(AbstractImage):
    """A photograph, drawing or graphic. `description` is its text for those who can't see it."""

    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    creator = models.CharField(_("creator"), max_length=255, blank=True)
    copyright_notice = models.CharField(_("copyright"), max_length=255, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    licence_url = models.URLField(_("licence address"), blank=True)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)

    admin_form_fields = (
        *Image.admin_form_fields,
        "caption",
        "credit",
        "creator",
        "copyright_notice",
        "usage_terms",
        "licence_url",
        "taken_at",
        "place",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.SearchField("credit"),
        index.FilterField("credit"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_picture", _("Can choose picture"))]


class PictureRendition(AbstractRendition):
    """A picture in one size and file format."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="stories_rendition_once",
            )
        ]
