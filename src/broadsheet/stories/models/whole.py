"""Save a thing together with what others do on hearing of it, or not at all."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction


class SavedWhole(models.Model):
    """What listeners write when it is saved is in the same transaction.

    Django sends `post_save` after a save of its own is committed; the press would never learn of a
    change whose process was killed in that instant.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with all that follows from it, or not at all."""
        with transaction.atomic():
            super().save(*args, **kwargs)
