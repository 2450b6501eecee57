"""Move a story to another section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Section, Story

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class MoveStory:
    """Give a story another section.

    A live story without a draft moves at once, and its old address leads on to the new one. Where a
    draft waits on a live story, the move is part of that draft.
    """

    def __init__(self, story: Story, section: Section, user: User) -> None:
        self.story = story
        self.section = section
        self.user = user

    def check(self) -> None:
        """Raise `PermissionDenied` where the person may not move it there."""
        if not story_policy.user_has_permission_for_instance(self.user, "change", self.story):
            raise PermissionDenied(_("You may not change this story."))
        if self.story.live and not story_policy.may_publish_in(self.user, self.section.pk):
            raise PermissionDenied(_("You may not publish in that section."))

    def execute(self) -> Story:
        """Move the story and return it as it now stands."""
        with transaction.atomic():
            story = Story.objects.select_for_update(of=("self",)).get(pk=self.story.pk)
            self.story = story
            self.check()
            at_once = story.live and not story.has_unpublished_changes
            draft = story.get_latest_revision_as_object()
            draft.section = self.section
            if not story.live:
                draft.save()
            revision = draft.save_revision(user=self.user, log_action=True)
            if at_once:
                revision.publish(user=self.user)
        return Story.objects.get(pk=story.pk)
