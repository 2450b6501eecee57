"""Lift a kill: the story is a draft again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class LiftKill:
    """Make a killed story a draft again. Its reason stays in the log."""

    def __init__(self, story: Story, user: User | None = None) -> None:
        self.story = story
        self.user = user

    def execute(self) -> Story:
        """Lift the kill and return the story. Raises `PermissionDenied`."""
        if self.user and not story_policy.user_has_permission_for_instance(
            self.user, "lift", self.story
        ):
            raise PermissionDenied(_("You may not lift this kill."))
        with transaction.atomic():
            story = Story.objects.select_for_update().get(pk=self.story.pk)
            reason, story.kill_reason = story.kill_reason, ""
            story.killed_at = None
            story.touched_at = timezone.now()
            story.touched_by = self.user or story.touched_by
            story.save(update_fields=["killed_at", "kill_reason", "touched_at", "touched_by"])
            log(
                instance=story,
                action="stories.lift_kill",
                user=self.user,
                data={"reason": reason},
            )
        return story
