"""The ways in which an agency's deliveries reach the house."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from broadsheet.wire.models.provider import Provider


class Channel(models.Model):
    """One transport of a provider, and how it stands.

    A *poll* asks an address every so many seconds, a *folder* is watched for files, a *push* is
    what the provider itself posts, known by its token (only the token's SHA-256 is kept).
    """

    class Kind(models.TextChoices):
        """How deliveries come."""

        POLL = "poll", _("an address that is asked")
        FOLDER = "folder", _("a folder that is watched")
        PUSH = "push", _("posted by the agency")

    provider = models.ForeignKey(
        Provider, models.PROTECT, related_name="channels", verbose_name=_("provider")
    )
    kind = models.CharField(pgettext_lazy("channel", "kind"), max_length=8, choices=Kind)
    address = models.CharField(
        _("address"),
        max_length=2000,
        blank=True,
        help_text=_("A web address, or a folder: its whole path, or below the paper's own."),
    )
    every = models.PositiveIntegerField(
        _("every"), default=60, help_text=_("Seconds between two looks at a web address.")
    )
    active = models.BooleanField(_("active"), default=True)
    allow_private = models.BooleanField(
        _("may be in a private network"),
        default=False,
        help_text=_("Else an address that leads to this machine or its neighbours is refused."),
    )
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    next_at = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    last_tried_at = models.DateTimeField(_("last tried"), null=True, editable=False)
    last_item_at = models.DateTimeField(_("last item"), null=True, editable=False)
    last_error = models.TextField(_("last error"), blank=True, editable=False)

    # Saved at every look; nobody asks what it refers to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["provider", "kind", "pk"]
        permissions = [
            ("allow_private_channel", "Can let a channel ask addresses in a private network")
        ]

    def __str__(self) -> str:
        return f"{self.provider} · {self.get_kind_display()}"
