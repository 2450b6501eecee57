"""Files that are no longer used, but may still be named by a page that was printed before."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class RetiredFile(models.Model):
    """One file to be deleted later, by its name in the storage; `of_picture` is the key of the
    picture that it shows, which may be gone."""

    name = models.CharField(max_length=255, unique=True)
    of_picture = models.BigIntegerField(null=True, db_index=True)
    retired_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.name
