"""Every address a story has ever had."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryAddress(models.Model):
    """One path that leads, or once led, to a story.

    A path whose story has moved answers 301; one whose story was deleted (`story` is null) or
    killed answers 410. Rows are never deleted: an address is stable for ever.
    """

    path = models.CharField(_("path"), max_length=512, unique=True)
    story = models.ForeignKey(
        "stories.Story",
        models.SET_NULL,
        null=True,
        related_name="addresses",
        verbose_name=_("story"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("story address")
        verbose_name_plural = _("story addresses")

    def __str__(self) -> str:
        return self.path
