"""What tells dispatches that say the same: kept for two days."""

from __future__ import annotations

from django.db import models

from broadsheet.wire.models.dispatch import Dispatch


class Likeness(models.Model):
    """The MinHash signature of a dispatch's text."""

    dispatch = models.OneToOneField(
        Dispatch, models.CASCADE, primary_key=True, related_name="likeness"
    )
    signature = models.BinaryField()
    arrived_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "likeness"
        verbose_name_plural = "likenesses"

    def __str__(self) -> str:
        return f"Likeness of {self.dispatch_id}"


class LikenessBand(models.Model):
    """One band of a signature: who shares one may be alike."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="bands")
    band_hash = models.BigIntegerField()
    arrived_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "likeness band"
        verbose_name_plural = "likeness bands"
        indexes = [models.Index(fields=["band_hash", "dispatch"], name="wire_band")]

    def __str__(self) -> str:
        return f"Band of {self.dispatch_id}"
