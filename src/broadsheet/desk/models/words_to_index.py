"""What the full-text index of the wire does not know yet."""

from __future__ import annotations

from django.db import models


class WordsToIndex(models.Model):
    """A version of an item whose words are still to be put into the index: by the clock, many at
    once, since each by itself would cost the intake more than all else it does."""

    item = models.OneToOneField("wire.WireItem", models.CASCADE, primary_key=True, related_name="+")

    class Meta:
        verbose_name = "words to index"
        verbose_name_plural = "words to index"

    def __str__(self) -> str:
        return str(self.item)
