"""The page that lists the stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView

from broadsheet.desk.permissions import story_policy
from broadsheet.desk.story_list.columns import (
    AddressColumn,
    HeadlineColumn,
    SectionColumn,
    StateColumn,
    TouchedColumn,
    WordsColumn,
)
from broadsheet.desk.story_list.paginator import UncountedPaginator, capped
from broadsheet.desk.story_list.search import find
from broadsheet.desk.story_list.states import State, Waiting, count_up_to_limit, in_state
from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from broadsheet.stories.models.querysets import StoryQuerySet

ORDER_KEY = "desk_story_order"
# Each is the beginning of an index; the primary key goes the same way.
ORDERS = {
    "-touched_at": ("-touched_at", "-pk"),
    "touched_at": ("touched_at", "pk"),
    "-published_at": ("-published_at", "-pk"),
    "published_at": ("published_at", "pk"),
    "headline": ("headline", "pk"),
    "-headline": ("-headline", "-pk"),
}


class StoryIndexView(IndexView):
    """The list: an indexed query for the rows, one for each thing that belongs to them."""

    paginate_by = 50
    paginator_class = UncountedPaginator
    default_ordering = "-touched_at"
    page_title = _("Stories")
    results_template_name = "desk/stories/index_results.html"

    @cached_property
    def waiting(self) -> Waiting:
        """What waits for review or for its hour."""
        waiting = Waiting()
        self.request.desk_waiting = waiting
        return waiting

    def get_base_queryset(self) -> StoryQuerySet:
        """All stories, without their bodies."""
        return Story.objects.select_related("section", "edition", "source", "touched_by").defer(
            "body", "entries", "standfirst", "usage_terms", "kill_reason"
        )

    def filter_queryset(self, queryset: StoryQuerySet) -> StoryQuerySet:
        """The filtered rows; `waiting` is read first, for the filter by state."""
        self.request.desk_waiting = self.waiting
        return super().filter_queryset(queryset)

    def search_queryset(self, queryset: StoryQuerySet) -> StoryQuerySet:
        """The rows that match what was typed."""
        return find(queryset, self.search_query) if self.is_searching else queryset

    def get_ordering(self) -> str:
        """The order asked for, else the one this person chose last, else the latest touched.

        A filter by day of publication orders by publication, so that one index serves both.
        """
        asked = self.request.GET.get("ordering")
        if asked in ORDERS:
            self.request.session[ORDER_KEY] = asked
        kept = asked if asked in ORDERS else self.request.session.get(ORDER_KEY, "")
        if self._has_day() and "published_at" not in kept:
            return "-published_at"
        return kept if kept in ORDERS else self.default_ordering

    def _has_day(self) -> bool:
        return any(self.request.GET.get(f"published_at_{end}") for end in ("from", "to"))

    def order_queryset(self, queryset: StoryQuerySet) -> StoryQuerySet:
        """The rows in order. By publication: only what has been given a publication time."""
        if "published_at" in self.ordering:
            queryset = queryset.filter(published_at__isnull=False)
        return queryset.order_by(*ORDERS[self.ordering])

    def get_valid_orderings(self) -> list[str]:
        """The orders that an index serves."""
        return list(ORDERS)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns, from left to right."""
        headline = self._get_title_column_class(HeadlineColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
            headline(
                "headline",
                label=_("Headline"),
                sort_key="headline",
                get_url=self.get_story_url,
                get_title_id=lambda story: f"snippet_{story.pk}_title",
            ),
            SectionColumn("section", label=_("Section"), classname="desk-section"),
            StateColumn(self.waiting, classname="desk-status"),
            WordsColumn("word_count", label=_("Words"), classname="desk-words"),
            TouchedColumn(
                "touched_at",
                label=_("Last touched"),
                sort_key="touched_at",
                classname="desk-touched",
            ),
            AddressColumn(
                "published_at",
                label=_("Published"),
                sort_key="published_at",
                classname="desk-address",
            ),
        ]

    def get_story_url(self, story: Story) -> str:
        """The editor for whoever may change the story; for others the page that shows it."""
        return self.get_edit_url(story) or self.get_inspect_url(story)

    def may(self, action: str, story: Story) -> bool:
        """Whether the person at the desk may do `action` with this row."""
        story.saved_section_id = story.section_id
        return story_policy.user_has_permission_for_instance(self.request.user, action, story)

    def get_edit_url(self, instance: Story) -> str | None:
        """The address of the editor, for whoever may use it."""
        return reverse(self.edit_url_name, args=[instance.pk]) if self._editable(instance) else None

    def _editable(self, story: Story) -> bool:
        return self.may("change", story)

    def get_delete_url(self, instance: Story) -> str | None:
        """The address for deleting, for whoever may."""
        may = self.may("delete", instance)
        return reverse(self.delete_url_name, args=[instance.pk]) if may else None

    def get_copy_url(self, instance: Story) -> None:
        """Stories are not copied: two with the same words is a mistake waiting to be printed."""

    def get_list_more_buttons(self, instance: Story) -> list[Any]:
        """Wagtail's, the story's readers, and kill or lift."""
        buttons = super().get_list_more_buttons(instance)
        viewset = Story.snippet_viewset
        if instance.first_published_at is not None:
            url = reverse("desk_readers_story", args=[instance.pk])
            buttons.append(Button(_("Readers"), url=url, icon_name="view", priority=22))
        if self.may("unpublish", instance) and instance.live:
            buttons.append(
                Button(
                    _("Unpublish"),
                    url=reverse(viewset.get_url_name("unpublish"), args=[instance.pk]),
                    icon_name="download",
                    priority=25,
                )
            )
        for action, label, icon in (
            ("kill", _("Kill"), "cross"),
            ("lift", _("Lift the kill"), "rotate"),
        ):
            if self.may(action, instance):
                url = reverse(viewset.get_url_name(action), args=[instance.pk])
                buttons.append(Button(label, url=url, icon_name=icon, priority=40))
        return buttons

    def state_counts(self) -> list[dict[str, Any]]:
        """Each state with its number of stories, “1,000+” at most, and its address."""
        chosen = self.request.GET.get("state", "")
        stories = Story.objects.order_by(*ORDERS[self.default_ordering])
        return [
            {
                "label": state.label,
                "value": state.value,
                "count": capped(count_up_to_limit(in_state(stories, state.value, self.waiting))),
                "is_current": state.value == chosen,
            }
            for state in State
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context, the counts, and how the list is ordered."""
        context = super().get_context_data(*args, **kwargs)
        context["state_counts"] = self.state_counts()
        context["count_label"] = context["paginator"].items_count_label
        context["leaves_out_drafts"] = "published_at" in self.ordering
        return context
