"""The readers' place in the menu: after the stories."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from broadsheet.desk.readership.access import may_see_the_readers


class ReadersMenuItem(MenuItem):
    """For whoever may see figures of readers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person is one of them."""
        return may_see_the_readers(request.user)


def readers_menu_item() -> ReadersMenuItem:
    """The item."""
    return ReadersMenuItem(
        _("Readers"), reverse_lazy("desk_readers"), name="readers", icon_name="view", order=15
    )
