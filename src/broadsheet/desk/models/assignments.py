"""Who edits which section, and the step of the workflow that waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Task, TaskState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from broadsheet.stories.models import Story


class SectionAssignment(models.Model):
    """One person who edits one section."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="section_assignments",
        verbose_name=pgettext_lazy("at the desk", "person"),
    )
    section = models.ForeignKey(
        "stories.Section",
        models.CASCADE,
        related_name="assignments",
        verbose_name=_("section"),
    )

    class Meta:
        verbose_name = _("section assignment")
        verbose_name_plural = _("section assignments")
        ordering = ["section__path", "user__username"]
        constraints = [
            models.UniqueConstraint(fields=["user", "section"], name="desk_assignment_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.section}"


class SectionEditorTask(Task):
    """Waits for somebody who may publish in the story's section."""

    class Meta:
        verbose_name = _("approval by the section's editor")
        verbose_name_plural = _("approvals by the section's editor")

    def _may(self, user: User, story: Story) -> bool:
        from broadsheet.desk.permissions import story_policy

        return story_policy.user_has_permission_for_instance(user, "publish", story)

    def user_can_access_editor(self, obj: Story, user: User) -> bool:
        """Whoever decides may also edit."""
        return self._may(user, obj)

    def locked_for_user(self, obj: Story, user: User) -> bool:
        """While it waits, only those who decide may change it, and the photo desk its pictures."""
        from broadsheet.desk.permissions import story_policy

        return not (self._may(user, obj) or story_policy.works_everywhere(user))

    def user_can_lock(self, obj: Story, user: User) -> bool:
        """Whoever decides may lock."""
        return self._may(user, obj)

    def get_actions(self, obj: Story, user: User) -> list[tuple[str, Any, bool]]:
        """What `user` may do now: (name, label, whether it asks for a comment)."""
        if not self._may(user, obj):
            return []
        return [
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a comment"), True),
            ("reject", _("Send back"), True),
        ]

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet:
        """Task states that wait for `user`."""
        from broadsheet.desk.permissions import story_policy

        # What waits is little, the archive is large: begin with what waits.
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        keys = [int(key) for key in waiting.values_list("workflow_state__object_id", flat=True)]
        mine = story_policy.instances_user_has_permission_for(user, "publish").filter(pk__in=keys)
        return waiting.filter(
            workflow_state__object_id__in=[str(key) for key in mine.values_list("pk", flat=True)]
        )

    @classmethod
    def get_description(cls) -> str | Promise:
        """What the list of task types says."""
        return _("Anyone who may publish in the story's section can approve it")
