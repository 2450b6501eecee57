"""What a duty editor sees of each story."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from broadsheet.desk.story_list.states import State, Waiting, state_of
from broadsheet.stories.models import Story


class HeadlineColumn(TitleColumn):
    """The short headline, with slugline or slug below and a mark for the kind."""

    cell_template_name = "desk/stories/headline_cell.html"

    def get_value(self, instance: Story) -> str:
        """The headline that fronts use."""
        return instance.front_headline


class SectionColumn(Column):
    """The section, and below it the kind."""

    cell_template_name = "desk/stories/section_cell.html"


class StateColumn(Column):
    """The state, and below it what is set for an hour; the page of rows brings what waits."""

    cell_template_name = "desk/stories/state_cell.html"

    def __init__(self, waiting: Waiting, **kwargs: Any) -> None:
        super().__init__("state", label=_("State"), **kwargs)
        self.waiting = waiting

    def get_value(self, instance: Story) -> State:
        """The story's state."""
        return state_of(instance, self.waiting)

    def get_cell_context_data(self, instance: Story, parent_context: Any) -> dict[str, Any]:
        """Wagtail's context and the hours."""
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"hours": self.hours(instance)}

    def hours(self, instance: Story) -> list[dict[str, Any]]:
        """When it goes live, its embargo, its expiry, the end of the right to show it.

        Labels and moments, in the order in which they come; past ones are marked.
        """
        now = self.waiting.now
        if instance.is_killed:
            return []
        moments = [
            (_("goes live"), self.waiting.scheduled.get(instance.pk)),
            (_("embargo"), _ahead(instance.embargo_until, now)),
            (_("expires"), _ahead(instance.expire_at, now)),
            (_("rights end"), instance.rights_expire_at),
        ]
        set_ones = [(label, moment) for label, moment in moments if moment]
        return [
            {"label": label, "moment": moment, "is_past": moment <= now}
            for label, moment in sorted(set_ones, key=lambda pair: pair[1])
        ]


class TouchedColumn(Column):
    """Who touched it last, and when."""

    cell_template_name = "desk/stories/touched_cell.html"


class AddressColumn(Column):
    """A link to the live page."""

    cell_template_name = "desk/stories/address_cell.html"


class WordsColumn(Column):
    """The number of words."""

    cell_template_name = "desk/stories/words_cell.html"


def _ahead(moment: Any, now: Any) -> Any:
    return moment if moment and moment > now else None
