"""What all bulk actions on stories share."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Story

# A page of the list holds fewer; a request with more was not made by its checkboxes.
MOST = 200


class StoryBulkAction(SnippetBulkAction):
    """A verb for the ticked stories. Each story is asked about on its own."""

    models: ClassVar[list[type[Story]]] = [Story]
    template_name = "desk/bulk/confirm.html"
    permission = ""
    question: str | Promise = ""
    button: str | Promise = ""
    extra_note: str | Promise = ""

    @classmethod
    def get_queryset(cls, model: type[Story], object_ids: list[str]) -> list[Story]:
        """The stories with these keys."""
        keys = [int(key) for key in object_ids if str(key).isdigit()][:MOST]
        return list(Story.objects.filter(pk__in=keys).select_related("section", "edition"))

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[str]:
        """None: nothing is done with a whole listing at once."""
        return []

    def check_perm(self, obj: Story) -> bool:
        """Whether the person may do it with this story, and nobody has locked it."""
        user = self.request.user
        lock = obj.get_lock()
        return story_policy.user_has_permission_for_instance(user, self.permission, obj) and not (
            lock and lock.for_user(user)
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the confirmation page shows."""
        return super().get_context_data(
            question=self.question, button=self.button, note=self.extra_note, **kwargs
        )

    def get_execution_context(self) -> dict[str, Any]:
        """Who does it, and what the form says."""
        return {"user": self.request.user, "form": self.cleaned_form}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many stories it was done with."""
        return _("%(action)s: %(count)d") % {
            "action": self.display_name,
            "count": num_parent_objects,
        }


class PlainForm(forms.Form):
    """Nothing to fill in."""
