"""Choosing a story, for fronts, related stories and translations: newest first, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)

from broadsheet.desk.story_list.paginator import UncountedPaginator
from broadsheet.desk.story_list.search import find
from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from broadsheet.stories.models.querysets import StoryQuerySet


class StoryChooserFilterForm(forms.Form):
    """A search box that works like the list's."""

    q = forms.CharField(
        label=_("Search term"), required=False, widget=forms.TextInput(attrs={"placeholder": "…"})
    )

    is_filtering_by_collection = False
    is_searching = False
    search_query = ""

    def filter(self, stories: StoryQuerySet) -> StoryQuerySet:
        """Those that match what was typed."""
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return find(stories, self.search_query)


class _StoriesMixin:
    filter_form_class = StoryChooserFilterForm
    paginator_class = UncountedPaginator
    per_page = 20

    def get_object_list(self) -> StoryQuerySet:
        """All stories, the latest touched first, without their bodies."""
        stories = Story.objects.select_related("section").defer("body", "entries")
        return stories.order_by("-touched_at", "-pk")

    @property
    def columns(self) -> list[Column]:
        """Headline, section, time, state."""
        title, *others = super().columns  # type: ignore[misc]
        return [
            title,
            Column("section", label=_("Section"), accessor="section.title"),
            Column("published_at", label=_("Published")),
            *others,
        ]


class StoryChooseView(_StoriesMixin, ChooseView):
    """The dialog."""


class StoryChooseResultsView(_StoriesMixin, ChooseResultsView):
    """The rows of the dialog."""


class StoryChooserViewSet(SnippetChooserViewSet):
    """The dialog that chooses a story."""

    choose_view_class: Any = StoryChooseView
    choose_results_view_class: Any = StoryChooseResultsView
