"""What a duty editor finds on arriving: what waits, what comes, what has just gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from broadsheet.desk.permissions import story_policy
from broadsheet.desk.story_list.states import State, Waiting, in_state
from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from broadsheet.stories.models.querysets import StoryQuerySet

LENGTH = 8


@dataclass(frozen=True)
class Shelf:
    """One panel: its title, its stories, what it says when empty, and where the rest is."""

    title: str | Promise
    empty: str | Promise
    query: str
    stories: Callable[[HttpRequest, Waiting], StoryQuerySet]
    moment: str = "touched_at"


def _of_state(state: State, order: str = "-touched_at") -> Any:
    def stories(request: HttpRequest, waiting: Waiting) -> StoryQuerySet:
        return in_state(Story.objects.all(), state, waiting).order_by(order, "-pk")

    return stories


def _my_drafts(request: HttpRequest, waiting: Waiting) -> StoryQuerySet:
    mine = in_state(Story.objects.filter(created_by=request.user), State.DRAFT, waiting)
    return mine.order_by("-touched_at", "-pk")


def _last_published(request: HttpRequest, waiting: Waiting) -> StoryQuerySet:
    return Story.objects.public(waiting.now).newest()


SHELVES = (
    Shelf(
        _("In review"),
        _("Nothing waits for a section editor."),
        "?state=review",
        _of_state(State.REVIEW),
    ),
    Shelf(
        _("My drafts"),
        _("You have no drafts. What you begin stands here until it is published."),
        "?state=draft&mine=begun",
        _my_drafts,
    ),
    Shelf(
        _("Scheduled"),
        _("No story is set to go live by itself."),
        "?state=scheduled",
        _of_state(State.SCHEDULED, "go_live_at"),
        "go_live_at",
    ),
    Shelf(
        _("Embargoed"),
        _("No published story waits for the end of an embargo."),
        "?state=embargoed",
        _of_state(State.EMBARGOED, "embargo_until"),
        "embargo_until",
    ),
    Shelf(
        _("Last published"),
        _("Nothing has been published yet."),
        "?state=live&ordering=-published_at",
        _last_published,
        "published_at",
    ),
    Shelf(
        _("Killed"),
        _("No story has been killed."),
        "?state=killed",
        _of_state(State.KILLED, "-killed_at"),
        "killed_at",
    ),
)


class DeskPanel(Component):
    """All shelves of the desk's first page."""

    name = "desk"
    template_name = "desk/home/shelves.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Each shelf with its stories."""
        request = parent_context["request"]
        waiting = Waiting()
        viewset = Story.snippet_viewset
        list_url = reverse(viewset.get_url_name("list"))
        return {
            "shelves": [
                {
                    "title": shelf.title,
                    "empty": shelf.empty,
                    "url": list_url + shelf.query,
                    "rows": self._rows(shelf, request, waiting),
                }
                for shelf in SHELVES
            ],
            "list_url": list_url,
            "add_url": reverse(viewset.get_url_name("add")),
            "can_add": story_policy.user_has_permission(request.user, "add"),
        }

    def _rows(self, shelf: Shelf, request: HttpRequest, waiting: Waiting) -> list[dict[str, Any]]:
        viewset = Story.snippet_viewset
        rows = []
        for story in shelf.stories(request, waiting).with_card()[:LENGTH]:
            story.saved_section_id = story.section_id
            may = story_policy.user_has_permission_for_instance(request.user, "change", story)
            name = "edit" if may else "inspect"
            moment = getattr(story, shelf.moment) or waiting.scheduled.get(story.pk)
            url = reverse(viewset.get_url_name(name), args=[story.pk])
            rows.append({"story": story, "url": url, "moment": moment})
        return rows
