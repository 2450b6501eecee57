"""The wire's place in the menu: the first, for a duty editor looks there first."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from broadsheet.desk.inbox.access import may_see_the_wire


class WireMenuItem(MenuItem):
    """For whoever may see the wire."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person is one of them."""
        return may_see_the_wire(request.user)


def wire_menu_item() -> WireMenuItem:
    """The item."""
    return WireMenuItem(
        _("Wire"), reverse_lazy("desk_wire"), name="wire", icon_name="mail", order=5
    )
