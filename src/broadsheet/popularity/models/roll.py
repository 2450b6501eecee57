"""How far the reads have been rolled up."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class RolledLog(models.Model):
    """A log whose reads are counted, from the commit until the file is gone.

    The row is what makes a roll-up safe to be cut off and begun again: it is written in the
    transaction that counts.
    """

    node = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    rolled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "name"], name="reads_rolled_log")]

    def __str__(self) -> str:
        return f"{self.node}/{self.name}"


class Reckoning(models.Model):
    """The end of the sliding windows: `until` is the first minute that none of them holds.

    There is one row; whoever moves the windows locks it.
    """

    until = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.until)


class Node(models.Model):
    """A machine that takes reads: its logs of the minutes before `until` are counted."""

    name = models.CharField(max_length=80, unique=True)
    until = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name}: {self.until}"
