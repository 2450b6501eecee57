"""Publish, unpublish, kill, move, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.actions.delete import DeleteAction
from wagtail.actions.unpublish import UnpublishAction

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.actions.move_story import MoveStory
from broadsheet.desk.bulk.base import StoryBulkAction
from broadsheet.desk.permissions import story_policy
from broadsheet.desk.story_list.filters import SectionField
from broadsheet.desk.story_list.states import State
from broadsheet.desk.views.kill import KillForm
from broadsheet.desk.warnings import warnings_of
from broadsheet.stories.models import Section, Story

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class PublishStories(StoryBulkAction):
    """Publish the latest version of each; warnings are shown beside each story."""

    display_name = _("Publish")
    action_type = "publish"
    aria_label = _("Publish the chosen stories")
    action_priority = 10
    permission = "publish"
    question = _("Publish these stories?")
    button = _("Publish")
    done = ngettext_lazy(
        "%(count)d story is published.", "%(count)d stories are published.", "count"
    )
    leads_to = State.LIVE

    def object_context(self, snippet: Story) -> dict[str, Any]:
        """Wagtail's context with the warnings."""
        draft = snippet.get_latest_revision_as_object()
        return super().object_context(snippet) | {"warnings": warnings_of(draft)}

    @classmethod
    def act(cls, story: Story, user: User, form: Any) -> None:
        """Publish one."""
        revision = story.get_latest_revision() or story.save_revision(user=user)
        revision.publish(user=user)


class UnpublishStories(StoryBulkAction):
    """Take each off the site; they stay drafts."""

    display_name = _("Unpublish")
    action_type = "unpublish"
    aria_label = _("Unpublish the chosen stories")
    action_priority = 20
    permission = "unpublish"
    question = _("Take these stories off the site? They stay drafts.")
    button = _("Unpublish")
    done = ngettext_lazy(
        "%(count)d story is off the site.", "%(count)d stories are off the site.", "count"
    )
    leads_to = State.DRAFT

    @classmethod
    def act(cls, story: Story, user: User, form: Any) -> None:
        """Unpublish one."""
        UnpublishAction(story, user=user).execute()


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
    done = ngettext_lazy("%(count)d story is moved.", "%(count)d stories are moved.", "count")
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
    def act(cls, story: Story, user: User, form: Any) -> None:
        """Move one."""
        MoveStory(story, form.cleaned_data["section"], user).execute()


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
    done = ngettext_lazy("%(count)d story is killed.", "%(count)d stories are killed.", "count")
    leads_to = State.KILLED
    extra_note = _(
        "They are off the site at once, and their addresses answer “410 Gone”. Only a chief editor "
        "can lift a kill."
    )

    def check_perm(self, obj: Story) -> bool:
        """A lock is no reason to leave a story on the site."""
        return story_policy.user_has_permission_for_instance(self.request.user, "kill", obj)

    @classmethod
    def act(cls, story: Story, user: User, form: Any) -> None:
        """Kill one."""
        KillStory(story, form.cleaned_data["reason"], user).execute()


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
    done = ngettext_lazy("%(count)d story is deleted.", "%(count)d stories are deleted.", "count")

    @classmethod
    def act(cls, story: Story, user: User, form: Any) -> None:
        """Delete one, with an entry in the log."""
        DeleteAction(story, user=user).execute()


BULK_ACTIONS = (PublishStories, UnpublishStories, MoveStories, KillStories, DeleteStories)
