"""Reads as they were counted.

A minute is the number of whole minutes since 1970 in UTC, an hour that of whole hours: windows are
differences of numbers, whatever any zone's clock does.
"""

from __future__ import annotations

from django.db import models


class MinuteReads(models.Model):
    """Distinct visitors of one story in one minute; kept for eight days."""

    story_id = models.BigIntegerField()
    minute = models.BigIntegerField()
    reads = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minute", "story_id"], name="reads_minute_story")
        ]
        indexes = [models.Index(fields=["story_id", "minute"], name="reads_story_minute")]

    def __str__(self) -> str:
        return f"{self.story_id} in {self.minute}: {self.reads}"


class HourReads(models.Model):
    """Reads of one story in one hour; kept for ever, for its curve."""

    story_id = models.BigIntegerField()
    hour = models.BigIntegerField()
    reads = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story_id", "hour"], name="reads_story_hour")
        ]

    def __str__(self) -> str:
        return f"{self.story_id} in {self.hour}: {self.reads}"


class PlaceMinutes(models.Model):
    """Reads of one place in one minute: of a home front, the edition's; of a section, those of
    the stories whose own section it is. Kept for eight days.
    """

    place_id = models.BigIntegerField()
    minute = models.BigIntegerField()
    reads = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place_id", "minute"], name="reads_place_minute")
        ]
        indexes = [models.Index(fields=["minute"], name="reads_minute_of_places")]

    def __str__(self) -> str:
        return f"{self.place_id} in {self.minute}: {self.reads}"


class SourceReads(models.Model):
    """Reads of one edition in one hour that came from one host; from nowhere known: an empty one.

    Hosts beyond the first few hundred of an hour are counted together as `*`.
    """

    edition_id = models.BigIntegerField()
    hour = models.BigIntegerField()
    host = models.CharField(max_length=40, blank=True)
    reads = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition_id", "hour", "host"], name="reads_source_hour")
        ]

    def __str__(self) -> str:
        return f"{self.host} in {self.hour}: {self.reads}"
