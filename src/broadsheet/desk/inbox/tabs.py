"""The ways between the pages of the wire."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from broadsheet.desk.inbox.access import person
from broadsheet.desk.inbox.asked import asked_from
from broadsheet.desk.models import WireStory, WireView

# Few stories wait to be compared; so many are counted at most.
MOST_WAITING = 99


@dataclass(frozen=True)
class Tab:
    """One way: its name, where it leads, whether one is there, and how much there is."""

    label: str | Promise
    url: str
    is_current: bool
    count: int | None = None


def tabs(request: HttpRequest) -> list[Tab]:
    """Columns, all items, what the person has taken, saved views, comparisons, health."""
    inbox = reverse("desk_wire")
    here = request.path
    query = asked_from(request.GET).query if here == inbox else None
    found = [
        _page(_("Columns"), reverse("desk_wire_board"), here),
        Tab(_("All items"), inbox, query == ""),
        Tab(_("Mine"), f"{inbox}?mine=on", query == "mine=on"),
    ]
    for view in WireView.objects.seen_by(person(request)):
        said = asked_from(QueryDict(view.query)).query
        found.append(Tab(view.name, f"{inbox}?{said}", query == said))
    waiting = WireStory.objects.filter(waits_since__isnull=False)
    count = waiting.values("pk")[:MOST_WAITING].count()
    return [
        *found,
        _page(_("To compare"), reverse("desk_wire_waiting"), here, count),
        _page(_("Agencies"), reverse("desk_wire_health"), here),
    ]


def _page(label: str | Promise, url: str, here: str, count: int | None = None) -> Tab:
    return Tab(label, url, here == url, count)
