"""What tells dispatches that say the same: kept for two days."""

from __future__ import annotations

from django.db import models

from broadsheet.wire.models.dispatch import Dispatch
from broadsheet.wire.models.provider import Provider


class Likeness(models.Model):
    """The MinHash signature of a dispatch's text, with what it is compared by."""

    dispatch = models.OneToOneField(Dispatch, models.CASCADE, related_name="likeness")
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=35, blank=True)
    signature = models.BinaryField()
    arrived_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "likeness"
        verbose_name_plural = "likenesses"

    def __str__(self) -> str:
        return f"Likeness of {self.dispatch_id}"
