"""The people whose bylines stand on stories."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from broadsheet.stories.models.whole import SavedWhole


class Person(SavedWhole, index.Indexed, models.Model):
    """A writer, photographer or editor; their page lists what they signed."""

    edition = models.ForeignKey(
        "stories.Edition", models.PROTECT, related_name="people", verbose_name=_("edition")
    )
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, allow_unicode=True)
    role = models.CharField(_("role"), max_length=120, blank=True)
    biography = models.TextField(_("biography"), blank=True)
    portrait = models.ForeignKey(
        "stories.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    user = models.ForeignKey(
        "auth.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("desk account"),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("edition"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="stories_person_edition_slug")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the person's page."""
        kwargs = {"slug": self.slug}
        if self.edition.prefix:
            kwargs["prefix"] = self.edition.prefix
        return reverse("person", kwargs=kwargs)
