"""Beacons that are no reads."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a beacon is no read."""

    ROBOT = "robot", _("robots")
    FLOOD = "flood", _("floods")
    FORGED = "forged", _("forged")
    UNKNOWN = "unknown", _("unknown stories")
    UNPUBLISHED = "unpublished", _("unpublished stories")
    MALFORMED = "malformed", _("malformed")
    PRERENDERED = "prerendered", _("prerendered pages")
    REPEATED = "repeated", _("repeated")


class CountedApart(models.Model):
    """Beacons of one hour that are no reads, for one reason."""

    hour = models.BigIntegerField()
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    reads = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "reason"], name="reads_apart_hour")]

    def __str__(self) -> str:
        return f"{self.reason} in {self.hour}: {self.reads}"
