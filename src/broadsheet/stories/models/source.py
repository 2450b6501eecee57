"""The credit that is printed: an agency, or the house itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.stories.models.whole import SavedWhole


class Source(SavedWhole):
    """A printed source credit, such as the name of an agency."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    is_house = models.BooleanField(_("our own"), default=False)
    url = models.URLField(_("address"), blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
