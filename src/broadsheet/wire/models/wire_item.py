"""The record of every version."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.formats.item import Item
from broadsheet.formats.stored import item_from_json
from broadsheet.wire.models.delivery import Delivery
from broadsheet.wire.models.provider import Provider

GUID_LENGTH = 255
VERSION_LENGTH = 64


class WireItem(models.Model):
    """One version of one item as an agency delivered it, keyed by (provider, guid, version).

    `pubstatus`, `is_correction` and `embargo` repeat what `item` says, so that the versions of an
    item can be weighed against each other without reading them whole.
    """

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="items", db_index=False)
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="items")
    guid = models.CharField(max_length=GUID_LENGTH)
    version = models.CharField(max_length=VERSION_LENGTH)
    version_time = models.DateTimeField(null=True)
    item = models.JSONField(_("item"), help_text=_("As `formats` read it."))
    sha256 = models.CharField(max_length=64, help_text=_("Of the item as read."))
    pubstatus = models.CharField(max_length=16, default="usable")
    is_correction = models.BooleanField(default=False)
    embargo = models.DateTimeField(null=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("wire item")
        verbose_name_plural = _("wire items")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "guid", "version", "sha256"], name="wire_item_version"
            )
        ]
        indexes = [
            models.Index(fields=["provider", "received_at"], name="wire_item_rate"),
        ]

    def __str__(self) -> str:
        return f"{self.guid} ({self.version})"

    def read(self) -> Item:
        """The item as it was read when it came."""
        return item_from_json(self.item)
