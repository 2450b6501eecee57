"""The filters of the story list. Each leads to an index of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from broadsheet.desk.story_list.states import State, Waiting, in_state
from broadsheet.stories.models import Edition, Section, Source, Story

if TYPE_CHECKING:
    from broadsheet.stories.models.querysets import StoryQuerySet

# Names are offered from the stories that were touched last, not from the whole archive.
RECENT = 400


class SuggestingInput(forms.TextInput):
    """A text input that suggests the values of the stories touched last."""

    template_name = "desk/widgets/suggesting_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context and the suggestions."""
        context = super().get_context(name, value, attrs)
        recent = Story.objects.order_by("-touched_at", "-pk").values_list(name, flat=True)[:RECENT]
        context["suggestions"] = sorted({one for one in recent if one})
        context["widget"]["attrs"]["list"] = f"suggestions-{name}"
        return context


def _languages() -> list[tuple[str, str]]:
    editions = Edition.objects.order_by("language").values_list("language", flat=True)
    recent = Story.objects.order_by("-touched_at", "-pk").values_list("language", flat=True)
    return [(code, code) for code in sorted({*editions, *recent[:RECENT]} - {""})]


def _by_edition(section: Section) -> str:
    return f"{section.title} ({section.edition.code})"


class SectionField(forms.ModelChoiceField):
    """A section, with its edition's code."""

    def label_from_instance(self, obj: Section) -> str:
        """“Politics (en)”."""
        return _by_edition(obj)


class SectionFilter(django_filters.ModelChoiceFilter):
    """A filter by section."""

    field_class = SectionField


class StoryFilterSet(WagtailFilterSet):
    """State, section, kind, source, editor, language, edition, day, and whose."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=State.choices,
        method="by_state",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    section = SectionFilter(
        label=_("Section"),
        queryset=Section.objects.select_related("edition").order_by("path"),
        empty_label=_("All"),
        widget=forms.Select,
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Story.Kind.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    source = django_filters.ModelChoiceFilter(
        label=_("Source"), queryset=Source.objects.all(), empty_label=_("All"), widget=forms.Select
    )
    editor = django_filters.CharFilter(label=_("Editor credit"), widget=SuggestingInput)
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=_languages, empty_label=_("All"), widget=forms.Select
    )
    edition = django_filters.ModelChoiceFilter(
        label=_("Edition"),
        queryset=Edition.objects.all(),
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    published_at = django_filters.DateFromToRangeFilter(
        label=_("Published"), widget=DateRangePickerWidget
    )
    mine = django_filters.ChoiceFilter(
        label=_("Whose"),
        choices=[("begun", _("Begun by me"))],
        method="by_author",
        empty_label=_("Everybody's"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Story
        fields: list[str] = []

    def by_state(self, stories: StoryQuerySet, name: str, value: str) -> StoryQuerySet:
        """Stories in one state."""
        waiting = getattr(self.request, "desk_waiting", None) or Waiting()
        return in_state(stories, value, waiting)

    def by_author(self, stories: StoryQuerySet, name: str, value: str) -> StoryQuerySet:
        """Stories that the person at the desk began."""
        return stories.filter(created_by=self.request.user)
