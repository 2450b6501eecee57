"""How the desk's templates name what agencies send."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from broadsheet.desk.models import RoutingRule

register = template.Library()

_TYPES: dict[str, str | Promise] = {
    **dict(RoutingRule.ItemType.choices),
    "event": pgettext_lazy("wire item", "event"),
    "planning": _("planning"),
    "component": _("component"),
    "file": _("file"),
}
_STATUSES = {"usable": _("usable"), "withheld": _("withheld"), "canceled": _("canceled")}


@register.filter
def wire_type(name: str) -> str | Promise:
    """What an item or a medium is, for people."""
    return _TYPES.get(name, name)


@register.filter
def wire_status(name: str) -> str | Promise:
    """Whether an item may be used, for people."""
    return _STATUSES.get(name, name)
