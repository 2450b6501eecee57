"""Newer versions of stories that the desk has worked on: what waits, and what is taken of each."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from broadsheet.desk.actions.compare import Comparison, compare
from broadsheet.desk.actions.take_blocks import take_blocks
from broadsheet.desk.comparison import Choice, Row, State
from broadsheet.desk.inbox.access import person
from broadsheet.desk.inbox.views.pages import WirePage
from broadsheet.desk.models import WireStory
from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Story

MOST_WAITING = 100
# The paragraphs and pictures of the wire's old version, of ours, of the wire's new one.
Sides = tuple[list[Any], list[Any], list[Any]]


class WaitingView(WirePage):
    """The stories for which a newer version waits."""

    template_name = "desk/inbox/waiting.html"
    page_title = gettext_lazy("To compare")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The stories, the latest arrival first."""
        waiting = (
            WireStory.objects.filter(waits_since__isnull=False)
            .select_related("story__section", "dispatch__provider")
            .order_by("-waits_since")[:MOST_WAITING]
        )
        return super().get_context_data(**kwargs, waiting=waiting)


class ComparisonView(WirePage):
    """The wire's old version, ours and the wire's new one beside each other."""

    template_name = "desk/inbox/comparison.html"
    page_title = gettext_lazy("Compare with the wire")

    def get_page_subtitle(self) -> str:
        """The headline."""
        return self.story.headline

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the story; the rest is as for each page of the wire."""
        self.story = get_object_or_404(Story, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The comparison; none where nothing waits any more."""
        found = compare(self.story)
        return super().get_context_data(
            **kwargs,
            story=self.story,
            edit_url=_editor(self.story),
            comparison=found,
            sections=_sections(found) if found else [],
            may_take=_may_take(self.request, self.story),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write what was chosen, and go on to the editor."""
        choices = {
            key: request.POST.get(key, "")
            for key in request.POST
            if key.startswith(("field-", "block-"))
        }
        try:
            take_blocks(self.story, person(request), choices, request.POST.get("token", ""))
        except (PermissionDenied, ValidationError) as error:
            found = error.messages if isinstance(error, ValidationError) else [str(error)]
            messages.error(request, " ".join(found))
            return redirect(request.path)
        said = _("“%(story)s” has what you chose, as a draft. Publish it from here.")
        messages.success(request, said % {"story": self.story.headline})
        return redirect(_editor(self.story))


def _editor(story: Story) -> str:
    return reverse(Story.snippet_viewset.get_url_name("edit"), args=[story.pk])


def _may_take(request: HttpRequest, story: Story) -> bool:
    allowed = story_policy.user_has_permission_for_instance
    return all(allowed(request.user, action, story) for action in ("change", "write"))


def _sections(found: Comparison) -> list[dict[str, Any]]:
    fields = [
        _line(row.key, row.state, str(row.label), (row.base, row.ours, row.wire))
        for row in found.fields
        if row.state is not State.SAME
    ]
    blocks = [
        _line(row.key, row.state, _("Text"), _words(row), proposed=row.proposed, both=True)
        for row in found.blocks
    ]
    return [
        {"title": _("Fields"), "lines": fields},
        {"title": _("Text"), "lines": blocks},
    ]


def _line(
    key: str,
    state: State,
    label: str,
    sides: Sides,
    proposed: Choice | None = None,
    both: bool = False,
) -> dict[str, Any]:
    base, ours, wire = sides
    if proposed is None:
        proposed = Choice.WIRE if state is State.WIRE else Choice.OURS
    choices = [Choice.OURS, Choice.WIRE, *([Choice.BOTH] if both and ours and wire else [])]
    return {
        "key": key,
        "state": state.value,
        "said": _STATES[state],
        "label": label,
        "base": base,
        "ours": ours,
        "wire": wire,
        "choices": [
            {"value": one.value, "label": _CHOICES[one], "is_proposed": one is proposed}
            for one in choices
        ],
        "is_open": state is not State.SAME,
    }


def _words(row: Row) -> Sides:
    base, ours, wire = (
        [piece.words or piece.kind for piece in side] for side in (row.base, row.ours, row.wire)
    )
    return base, ours, wire


_STATES = {
    State.SAME: gettext_lazy("the same"),
    State.OURS: gettext_lazy("we changed it"),
    State.WIRE: gettext_lazy("the wire changed it"),
    State.BOTH: gettext_lazy("both changed it"),
}
_CHOICES = {
    Choice.OURS: gettext_lazy("Ours"),
    Choice.WIRE: gettext_lazy("The wire’s"),
    Choice.BOTH: gettext_lazy("Both"),
}
