"""What agencies delivered, kept as it came."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 120
GUID_LENGTH = 255
VERSION_LENGTH = 64


class Provider(models.Model):
    """An agency that delivers."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH, unique=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        help_text=_("For times that come without a zone."),
    )
    credit_line = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Empty: what the item says.")
    )

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One file or message, stored whole before it is parsed; `error` says why it was refused."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="deliveries")
    name = models.CharField(_("name"), max_length=255)
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return self.name


class WireItem(models.Model):
    """One version of one item as an agency delivered it, keyed by (provider, guid, version)."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="items")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="items")
    guid = models.CharField(max_length=GUID_LENGTH)
    version = models.CharField(max_length=VERSION_LENGTH)
    version_time = models.DateTimeField(null=True)
    item = models.JSONField(_("item"), help_text=_("As `formats` read it."))
    sha256 = models.CharField(max_length=64, help_text=_("Of the item as read."))
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("wire item")
        verbose_name_plural = _("wire items")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "guid", "version", "sha256"], name="wire_item_version"
            )
        ]
        indexes = [models.Index(fields=["provider", "guid"], name="wire_item_guid")]

    def __str__(self) -> str:
        return f"{self.guid} ({self.version})"
