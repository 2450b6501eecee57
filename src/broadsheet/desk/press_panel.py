"""The press on the desk's first page: only when something is wrong, for those who can act on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from broadsheet.press.standing import Failing, failing, waits_too_long

SHOWN = 8
# Chief editors and administrators have it, nobody else.
LEADS_THE_DESK = "stories.lift_kill_story"


class PressPanel(Component):
    """Pages that could not be pressed, and since when changes wait (aware; `None`: they don't)."""

    name = "press"
    template_name = "desk/home/press.html"
    order = 5

    def __init__(self, pages: list[Failing], waiting_since: datetime | None) -> None:
        self.pages = pages
        self.waiting_since = waiting_since

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The first few pages, and whether there are more."""
        return {
            "pages": self.pages[:SHOWN],
            "are_more": len(self.pages) > SHOWN,
            "waiting_since": self.waiting_since,
        }


def press_panels(request: HttpRequest) -> list[Component]:
    """The panel, where there is something to tell and `request.user` leads the desk."""
    if not request.user.has_perm(LEADS_THE_DESK):
        return []
    pages = failing(SHOWN + 1)
    waited = waits_too_long()
    if not pages and waited is None:
        return []
    return [PressPanel(pages, timezone.now() - waited if waited else None)]
