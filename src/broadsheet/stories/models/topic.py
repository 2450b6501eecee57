"""What a story is about: a person, an organisation, a place, an event or a subject."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from broadsheet.stories.models.whole import SavedWhole


class Topic(SavedWhole, index.Indexed, models.Model):
    """A thing that stories are about; its page makes itself.

    `language` keeps the editions' topics apart; topics that share `key` are the same thing in
    several languages.
    """

    class Type(models.TextChoices):
        """The kinds of thing a story can be about."""

        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        PLACE = "place", _("place")
        EVENT = "event", _("event")
        SUBJECT = "subject", _("subject")

    URI_LENGTH = 255

    edition = models.ForeignKey(
        "stories.Edition", models.PROTECT, related_name="topics", verbose_name=_("edition")
    )
    type = models.CharField(_("type"), max_length=12, choices=Type, default=Type.SUBJECT)
    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("slug"), max_length=160, allow_unicode=True)
    description = models.TextField(_("description"), blank=True)
    media_topic = models.CharField(
        _("IPTC media topic"),
        max_length=8,
        blank=True,
        db_index=True,
        help_text=_("The eight digits of its code, such as 11000000."),
    )
    uri = models.CharField(_("identifier"), max_length=URI_LENGTH, blank=True, db_index=True)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("type"),
        index.FilterField("edition"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="stories_topic_edition_slug")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the topic's page."""
        kwargs = {"slug": self.slug}
        if self.edition.prefix:
            kwargs["prefix"] = self.edition.prefix
        return reverse("topic", kwargs=kwargs)
