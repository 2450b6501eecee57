"""Publish, unpublish, kill, move, delete."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.actions.delete import DeleteAction
from wagtail.actions.unpublish import UnpublishAction

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.actions.move_story import MoveStory
from broadsheet.desk.bulk.base import StoryBulkAction
from broadsheet.desk.permissions import story_policy
from broadsheet.desk.story_list.filters import SectionField
from broadsheet.desk.views.kill import KillForm
from broadsheet.desk.warnings import warnings_of
from broadsheet.stories.models import Section, Story


class PublishStories(StoryBulkAction):
    """Publish the latest version of each; warnings are shown beside each story."""

    display_name = _("Publish")
    action_type = "publish"
    aria_label = _("Publish the chosen stories")
    action_priority = 10
    permission = "publish"
    question = _("Publish these stories?")
    button = _("Publish")

    def object_context(self, snippet: Story) -> dict[str, Any]:
        """Wagtail's context with the warnings."""
        draft = snippet.get_latest_revision_as_object()
        return super().object_context(snippet) | {"warnings": warnings_of(draft)}

    @classmethod
    def execute_action(cls, objects: list[Story], **kwargs: Any) -> tuple[int, int]:
        """Publish each."""
        user = kwargs["user"]
        for story in objects:
            revision = story.get_latest_revision() or story.save_revision(user=user)
            revision.publish(user=user)
        return len(objects), 0


class UnpublishStories(StoryBulkAction):
    """Take each off the site; they stay drafts."""

    display_name = _("Unpublish")
    action_type = "unpublish"
    aria_label = _("Unpublish the chosen stories")
    action_priority = 20
    permission = "unpublish"
    question = _("Take these stories off the site? They stay drafts.")
    button = _("Unpublish")

    @classmethod
    def execute_action(cls, objects: list[Story], **kwargs: Any) -> tuple[int, int]:
        """Unpublish each."""
        for story in objects:
            UnpublishAction(story, user=kwargs["user"]).execute()
        return len(objects), 0


class MoveForm(forms.Form):
    """Where to."""

    section = SectionField(
        label=_("Section"), queryset=Section.objects.select_related("edition").order_by("path")
    )


class MoveStories(StoryBulkAction):
    """Give each another section; old addresses lead on."""

    display_name = _("Move to section")
    action_type = "move"
    aria_label = _("Move the chosen stories to another section")
    action_priority = 30
    permission = "change"
    form_class = MoveForm
    question = _("Move these stories to another section?")
    button = _("Move")
    extra_note = _(
        "Live stories move at once, and their old addresses lead on to the new ones. Where a draft "
        "waits on a live story, the move waits with it."
    )

    def form_valid(self, form: MoveForm) -> HttpResponse:
        """Refuse a section in which the person may not publish, if one of them is live."""
        section = form.cleaned_data["section"]
        stories, _others = self.get_actionable_objects()
        if any(story.live for story in stories) and not story_policy.may_publish_in(
            self.request.user, section.pk
        ):
            form.add_error("section", _("You may not publish in this section."))
            return self.form_invalid(form)
        return super().form_valid(form)

    @classmethod
    def execute_action(cls, objects: list[Story], **kwargs: Any) -> tuple[int, int]:
        """Move each."""
        for story in objects:
            MoveStory(story, kwargs["form"].cleaned_data["section"], kwargs["user"]).execute()
        return len(objects), 0


class KillStories(StoryBulkAction):
    """Kill each, for one reason."""

    display_name = _("Kill")
    action_type = "kill"
    aria_label = _("Kill the chosen stories")
    action_priority = 40
    classes: ClassVar[set[str]] = {"serious"}
    permission = "kill"
    form_class = KillForm
    question = _("Kill these stories?")
    button = _("Kill these stories now")
    extra_note = _(
        "They are off the site at once, and their addresses answer “410 Gone”. Only a chief editor "
        "can lift a kill."
    )

    def check_perm(self, obj: Story) -> bool:
        """A lock is no reason to leave a story on the site."""
        return story_policy.user_has_permission_for_instance(self.request.user, "kill", obj)

    @classmethod
    def execute_action(cls, objects: list[Story], **kwargs: Any) -> tuple[int, int]:
        """Kill each."""
        for story in objects:
            KillStory(story, kwargs["form"].cleaned_data["reason"], kwargs["user"]).execute()
        return len(objects), 0


class DeleteStories(StoryBulkAction):
    """Delete drafts."""

    display_name = _("Delete")
    action_type = "delete"
    aria_label = _("Delete the chosen stories")
    action_priority = 50
    classes: ClassVar[set[str]] = {"serious"}
    permission = "delete"
    question = _("Delete these stories for ever?")
    button = _("Delete")

    @classmethod
    def execute_action(cls, objects: list[Story], **kwargs: Any) -> tuple[int, int]:
        """Delete each, with an entry in the log."""
        for story in objects:
            DeleteAction(story, user=kwargs["user"]).execute()
        return len(objects), 0


BULK_ACTIONS = (PublishStories, UnpublishStories, MoveStories, KillStories, DeleteStories)
