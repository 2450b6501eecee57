"""When a story stood on which front: what explains a leap in its reads."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FrontStay(models.Model):
    """A story's stay in one kind of slot of one front, from `since` until `until` (UTC).

    `slot` is the name of a block of `FRONT_SLOTS`; `pinned` says that an editor chose the story,
    and not the slot's rule. `until` is empty while it stands there.
    """

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="front_stays")
    place = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", db_index=False)
    slot = models.CharField(max_length=16)
    pinned = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    # “Where is this story used?” is about what people made.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "stay on a front"
        verbose_name_plural = "stays on fronts"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "story"], condition=Q(until__isnull=True), name="desk_stays_once"
            )
        ]
        indexes = [models.Index(fields=["place", "until"], name="desk_stays_of_place")]

    def __str__(self) -> str:
        return f"{self.story_id} on {self.place_id}: {self.slot}"
