"""Wagtail's views of one story, asking our policy about that very story."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views import snippets as wagtails

from broadsheet.desk.actions.let_it_wait import let_it_wait
from broadsheet.desk.models import WireStory
from broadsheet.desk.permissions import StoryInHand, StoryPermissionPolicy, story_policy
from broadsheet.desk.story_editor.seen_warnings import unseen_warnings
from broadsheet.desk.story_editor.warnings_panel import WarningsSidePanel
from broadsheet.stories.actions.ask_about_embeds import ask_about_embeds
from broadsheet.stories.models import Story

EDITOR_MEDIA = Media(js=["desk/editor.js"])


def readers_buttons(story: Story) -> list[Button]:
    """The way to the story's readers, once it has been before some."""
    if story.first_published_at is None:
        return []
    url = reverse("desk_readers_story", args=[story.pk])
    return [HeaderButton(_("Readers"), url=url, icon_name="view")]


class PerStoryMixin:
    """Wagtail's views mostly ask whether a person may do something with *stories*.

    Here the answer is about the story in hand.
    """

    object: Any

    @property
    def permission_policy(self) -> StoryInHand | StoryPermissionPolicy:
        """The policy, tied to the story as soon as there is one."""
        story = getattr(self, "object", None)
        return StoryInHand(story_policy, story) if story is not None and story.pk else story_policy


class EditorMixin(PerStoryMixin):
    """What creating and editing share."""

    request: HttpRequest

    def get_action(self, request: HttpRequest) -> str:
        """What the pressed button asks for. Refuses where it is not offered to this person."""
        if request.POST.get("action-publish") and "publish" not in self.get_available_actions():  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().get_action(request)  # type: ignore[misc]

    def is_valid(self, form: Any) -> bool:
        """Wagtail's checks; and whoever publishes must be allowed to in the section chosen."""
        if not super().is_valid(form):  # type: ignore[misc]
            return False
        publishes = self.action in {"publish", "workflow-action"}  # type: ignore[attr-defined]
        section = form.cleaned_data.get("section")
        if publishes and section and not story_policy.may_publish_in(self.request.user, section.pk):
            form.add_error("section", _("You may not publish in this section."))
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return False
        # Outside the transaction that saves: providers may take some seconds to answer.
        ask_about_embeds(form.cleaned_data.get("body", ()))
        return True

    def publish_action(self) -> HttpResponse | None:
        """Publish; or, once for each new warning, show what should be looked at first."""
        story: Story = self.object
        if not story_policy.user_has_permission_for_instance(self.request.user, "publish", story):
            raise PermissionDenied
        warnings = unseen_warnings(self.request, story)
        viewset = Story.snippet_viewset
        if not warnings:
            try:
                return super().publish_action()  # type: ignore[misc]
            except ValidationError as error:
                messages.error(self.request, " ".join(error.messages))
                return redirect(reverse(viewset.get_url_name("edit"), args=[story.pk]))
        return render(
            self.request,
            "desk/stories/confirm_publish.html",
            {
                "story": story,
                "warnings": warnings,
                "publish_url": reverse(
                    viewset.get_url_name("publish_anyway"),
                    args=[story.pk, self.new_revision.pk],  # type: ignore[attr-defined]
                ),
                "edit_url": reverse(viewset.get_url_name("edit"), args=[story.pk]),
            },
        )

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's side panels, and the warnings."""
        panels = list(super().get_side_panels())  # type: ignore[misc]
        story = self.object or self.form.instance  # type: ignore[attr-defined]
        return MediaContainer([WarningsSidePanel(story, self.request), *panels])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with our script."""
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        context["media"] += EDITOR_MEDIA
        return context


class StoryCreateView(EditorMixin, wagtails.CreateView):
    """A new story."""


class StoryEditView(EditorMixin, wagtails.EditView):
    """A story that exists."""

    def save_instance(self) -> Story:
        """Save; what the wire has written since the form was opened is not lost with it."""
        let_it_wait(self.object, self.request.POST.get("loaded_revision_id", ""))
        story: Story = super().save_instance()
        return story

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The editor's context, and the version from the wire that waits for the desk, if any."""
        waiting = WireStory.objects.filter(story=self.object.pk, waits_since__isnull=False)
        newer = waiting.select_related("dispatch__provider").first()
        return super().get_context_data(**kwargs) | {"newer_version": newer}

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Its readers; and kill, in sight and one press away: whoever presses is asked for the
        reason.
        """
        story = self.object
        buttons = readers_buttons(story)
        if story_policy.user_has_permission_for_instance(self.request.user, "kill", story):
            url = reverse(Story.snippet_viewset.get_url_name("kill"), args=[story.pk])
            kill = HeaderButton(_("Kill"), url=url, icon_name="cross", classname="desk-kill")
            buttons.append(kill)
        return buttons


class StoryDeleteView(PerStoryMixin, wagtails.DeleteView):
    """Delete a story."""


class StoryUsageView(PerStoryMixin, wagtails.UsageView):
    """Where a story is used."""


class StoryHistoryView(PerStoryMixin, wagtails.HistoryView):
    """The log of a story."""


class StoryInspectView(wagtails.InspectView):
    """A story to read, for those who may not change it."""

    template_name = "desk/stories/inspect.html"
    page_title = gettext_lazy("Read")

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Its readers."""
        return readers_buttons(self.object)

    def get_edit_url(self) -> str | None:
        """The editor, for those who may."""
        return self._url_if("change", "edit")

    def get_delete_url(self) -> str | None:
        """Deleting, for those who may."""
        return self._url_if("delete", "delete")

    def _url_if(self, action: str, name: str) -> str | None:
        if not story_policy.user_has_permission_for_instance(
            self.request.user, action, self.object
        ):
            return None
        return reverse(Story.snippet_viewset.get_url_name(name), args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context, and the addresses of what may be done."""
        context = super().get_context_data(**kwargs)
        context["lift_url"] = self._url_if("lift", "lift")
        return context


class StoryPreviewOnEditView(PerStoryMixin, wagtails.PreviewOnEditView):
    """The preview beside the editor."""


class StoryPreviewRevisionView(PerStoryMixin, wagtails.PreviewRevisionView):
    """An earlier version as a page."""


class StoryCompareView(PerStoryMixin, wagtails.RevisionsCompareView):
    """Two versions side by side."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the story first: the permission is about it."""
        if getattr(self, "object", None) is None:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)


class StoryUnscheduleView(PerStoryMixin, wagtails.RevisionsUnscheduleView):
    """Cancel a scheduled publication."""


class StoryUnpublishView(PerStoryMixin, wagtails.UnpublishView):
    """Take a story off the site; it stays a draft."""


class StoryLockView(PerStoryMixin, wagtails.LockView):
    """Lock a story."""


class StoryUnlockView(PerStoryMixin, wagtails.UnlockView):
    """Unlock a story."""


class StoryWorkflowHistoryView(PerStoryMixin, wagtails.WorkflowHistoryView):
    """The workflows a story went through."""


class StoryWorkflowDetailView(PerStoryMixin, wagtails.WorkflowHistoryDetailView):
    """One workflow a story went through."""
