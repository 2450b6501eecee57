"""What all bulk actions on stories share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from broadsheet.desk.permissions import story_policy
from broadsheet.desk.story_list.states import State
from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A page of the list holds fewer; a request with more was not made by its checkboxes.
MOST = 200


class StoryBulkAction(SnippetBulkAction):
    """A verb for the ticked stories. Each story is asked about on its own.

    `done` tells how many it was done with (a lazy plural with `%(count)d`); `leads_to` is the state
    in which they are found afterwards.
    """

    models: ClassVar[list[type[Story]]] = [Story]
    template_name = "desk/bulk/confirm.html"
    permission = ""
    question: str | Promise = ""
    button: str | Promise = ""
    extra_note: str | Promise = ""
    done: Any = ""
    leads_to: State | None = None

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
            question=self.question,
            button=self.button,
            button_class=" ".join(self.classes),
            note=self.extra_note,
            **kwargs,
        )

    def get_execution_context(self) -> dict[str, Any]:
        """Who does it, and what the form says."""
        return {"user": self.request.user, "form": self.cleaned_form}

    @classmethod
    def execute_action(cls, objects: list[Story], **kwargs: Any) -> tuple[int, int]:
        """Do it with each. Returns how many there were, and 0 for Wagtail's child objects."""
        for story in objects:
            cls.act(story, **kwargs)
        return len(objects), 0

    @classmethod
    def act(cls, story: Story, user: User, form: Any) -> None:
        """Do it with one story. `form` is the filled-in form of the confirmation page."""
        raise NotImplementedError

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> None:
        """Say how many stories it was done with, and lead to them. Wagtail adds nothing."""
        buttons = []
        if self.leads_to is not None:
            url = reverse(Story.snippet_viewset.get_url_name("list"))
            label = _("Show: %(state)s") % {"state": self.leads_to.label}
            buttons.append(messages.button(f"{url}?state={self.leads_to.value}", label))
        message = self.done % {"count": num_parent_objects}
        messages.success(self.request, message, buttons=buttons)
