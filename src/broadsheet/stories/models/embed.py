"""What we know of a page on another site that a story embeds."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.stories.models.whole import SavedWhole


class EmbedManager(models.Manager["Embed"]):
    """Finds embeds by the address of their page."""

    def known(self, url: str) -> Embed | None:
        """What we know of the page at `url`."""
        return self.filter(url_hash=Embed.hash_of(url)).first()


class Embed(SavedWhole):
    """A provider's answer about one page, kept so that no reader's request asks for it.

    `trouble` is empty, or why the last question had no use (a code of `embeds.outside.Unreachable`,
    or `unreadable`); what an earlier answer said stays.
    """

    url_hash = models.CharField(max_length=64, unique=True)
    url = models.TextField(_("address"))
    kind = models.CharField(max_length=8, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    provider = models.CharField(_("provider"), max_length=300, blank=True)
    words = models.TextField(_("words of the post"), blank=True)
    language = models.CharField(_("language"), max_length=40, blank=True)
    frame_url = models.TextField(blank=True)
    picture = models.ImageField(
        upload_to="embeds/",
        width_field="picture_width",
        height_field="picture_height",
        blank=True,
    )
    picture_width = models.PositiveIntegerField(null=True, editable=False)
    picture_height = models.PositiveIntegerField(null=True, editable=False)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    asked_at = models.DateTimeField()
    keep_until = models.DateTimeField()
    trouble = models.CharField(max_length=12, blank=True)

    objects = EmbedManager()

    class Meta:
        verbose_name = _("embed")
        verbose_name_plural = _("embeds")

    def __str__(self) -> str:
        return self.title or self.url

    @staticmethod
    def hash_of(url: str) -> str:
        """The key of the page at `url`."""
        return hashlib.sha256(url.encode()).hexdigest()
