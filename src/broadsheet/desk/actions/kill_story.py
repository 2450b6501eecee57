"""Kill a story: gone from everywhere, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.signals import unpublished

from broadsheet.desk.actions.cancel_what_waits import cancel_what_waits
from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class KillStory:
    """Take a story off the site and keep it from coming back.

    `user` is None where a machine kills (an agency's kill notice). `reason` is for the desk and the
    log; readers never see it.
    """

    def __init__(self, story: Story, reason: str, user: User | None = None) -> None:
        self.story = story
        self.reason = reason.strip()
        self.user = user

    def check(self) -> None:
        """Raise `PermissionDenied` or `ValidationError` where the kill can't be done."""
        if self.user and not story_policy.user_has_permission_for_instance(
            self.user, "kill", self.story
        ):
            raise PermissionDenied(_("You may not kill this story."))
        if not self.reason:
            raise ValidationError(_("A kill needs a reason."))
        if self.story.is_killed:
            raise ValidationError(_("This story has been killed already."))

    def execute(self) -> Story:
        """Kill the story and return it."""
        self.check()
        with transaction.atomic():
            story = Story.objects.select_for_update().get(pk=self.story.pk)
            cancel_what_waits(story, self.user, hours=("go_live_at", "expire_at"))
            self._withdraw(story)
            log(
                instance=story,
                action="stories.kill",
                user=self.user,
                data={"reason": self.reason, "path": story.path},
            )
            unpublished.send(sender=Story, instance=story)
        return story

    def _withdraw(self, story: Story) -> None:
        now = timezone.now()
        changes = {
            "killed_at": now,
            "kill_reason": self.reason,
            "live": False,
            "live_revision": None,
            "has_unpublished_changes": True,
            "go_live_at": None,
            "expire_at": None,
            "expired": False,
            "locked": False,
            "locked_by": None,
            "locked_at": None,
            "touched_at": now,
            "touched_by": self.user or story.touched_by,
        }
        for name, value in changes.items():
            setattr(story, name, value)
        story.save(update_fields=list(changes))
