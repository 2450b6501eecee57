"""Where each story stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from broadsheet.stories.kinds import Kind


class Standing(models.Model):
    """One story's reads in the sliding windows, in one place that it belongs to.

    A place is the home front of the story's edition, its section, each further section and each
    special. `hour`, `day` and `week` are the sums of the 60, 1,440 and 10,080 minutes before
    `Reckoning.until`. A story without a read in a week has no row. Kind and time of publication are
    the story's, so that a list is one walk along an index.
    """

    place_id = models.BigIntegerField()
    story = models.ForeignKey(
        "stories.Story", models.CASCADE, related_name="standings", db_constraint=False
    )
    kind = models.CharField(max_length=8, choices=Kind)
    published_at = models.DateTimeField()
    hour = models.PositiveIntegerField(default=0)
    day = models.PositiveIntegerField(default=0)
    week = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place_id", "story"], name="standing_place_story")
        ]
        indexes = [
            models.Index(
                fields=["place_id", f"-{window}", "-published_at", "-story"],
                name=f"standing_{window}",
                condition=Q(**{f"{window}__gt": 0}),
            )
            for window in ("hour", "day", "week")
        ] + [
            models.Index(
                fields=["place_id", "kind", "-day", "-published_at", "-story"],
                name="standing_kind_day",
                condition=Q(day__gt=0),
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_id} in {self.place_id}: {self.hour}, {self.day}, {self.week}"
