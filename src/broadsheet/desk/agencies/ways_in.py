"""The panel of an agency's form that tells how its deliveries come, and opens another way."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import HelpPanel

from broadsheet.desk.agencies.places import shown_place
from broadsheet.desk.models import ProviderPlacement
from broadsheet.desk.wire_permissions import may_open_ways_in
from broadsheet.wire.models import Channel, Provider


class WaysInPanel(HelpPanel):
    """A panel to read, with ways to the forms."""

    def __init__(self, template: str = "desk/agencies/ways_in.html", **kwargs: Any) -> None:
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel of one agency."""

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Its channels, its place, and where more is opened."""
            context = super().get_context_data(parent_context)
            provider: Provider = self.instance
            if provider.pk is None:
                return context
            channels = list(provider.channels.all())
            return context | {
                "provider": provider,
                "channels": [
                    {"row": one, "place": shown_place(one), "edit_url": _edit(one)}
                    for one in channels
                ],
                "may_open": may_open_ways_in(self.request.user),
                "posts": any(one.kind == Channel.Kind.PUSH for one in channels),
                "add_url": f"{_url(Channel, 'add')}?provider={provider.pk}",
                **_placement(provider),
            }


def _placement(provider: Provider) -> dict[str, Any]:
    """The section where its items stand without a rule, and the form in which that is said."""
    found = ProviderPlacement.objects.filter(provider=provider).select_related("section").first()
    if found is None:
        return {"section": None, "place_url": _url(ProviderPlacement, "add")}
    return {"section": found.section, "place_url": _edit(found)}


def _edit(row: Channel | ProviderPlacement) -> str:
    return _url(type(row), "edit", row.pk)


def _url(model: type[Channel] | type[ProviderPlacement], name: str, *args: int) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=args)  # type: ignore[union-attr]
