"""What came, whole."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.wire.models.channel import Channel
from broadsheet.wire.models.provider import Provider

CHARSET_LENGTH = 40


class Delivery(models.Model):
    """One file or message, stored whole before it is parsed; `error` says why it was refused.

    It waits as *received*; what could be read is *read*, even where one of its items was refused
    (then with an `error`); what could not is *rejected*. Either can be taken in once more. `tries`
    is how often a channel's reader has begun to read it, counted before it began; until `next_at`
    it is left alone. Its `charset` is what the Content-Type it came with said. Its `content` is
    None where it was let go as too old (`wire.retention`).
    """

    class State(models.TextChoices):
        """How far it has come."""

        RECEIVED = "received", _("waiting")
        READ = "read", _("read")
        REJECTED = "rejected", _("rejected")

    provider = models.ForeignKey(
        Provider, models.PROTECT, related_name="deliveries", db_index=False
    )
    channel = models.ForeignKey(
        Channel, models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    name = models.CharField(_("name"), max_length=255)
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    charset = models.CharField(max_length=CHARSET_LENGTH, blank=True, editable=False)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RECEIVED)
    error = models.TextField(_("error"), blank=True)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    next_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["provider", "sha256"], name="wire_delivery_once")
        ]
        indexes = [
            # All that is asked of those that wait: SQLite would read past their contents for it.
            models.Index(
                fields=["tries", "id", "next_at"],
                condition=models.Q(state="received"),
                name="wire_delivery_waiting",
            ),
            models.Index(
                fields=["received_at", "state"],
                condition=models.Q(content__isnull=False),
                name="wire_delivery_kept",
            ),
            models.Index(
                fields=["received_at"],
                condition=models.Q(state="rejected"),
                name="wire_delivery_rejected",
            ),
            models.Index(
                fields=["received_at"],
                condition=models.Q(state="read") & ~models.Q(error=""),
                name="wire_delivery_read_in_part",
            ),
            # Of one agency: else all of its deliveries would be looked at for them.
            models.Index(
                fields=["provider", "received_at"],
                condition=models.Q(state="rejected"),
                name="wire_delivery_rejected_of",
            ),
            models.Index(
                fields=["provider", "received_at"],
                condition=models.Q(state="read") & ~models.Q(error=""),
                name="wire_delivery_in_part_of",
            ),
        ]

    def __str__(self) -> str:
        return self.name
