"""Agencies and their channels at the desk: lists and forms."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views import snippets as wagtails
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet.desk.agencies.channel_form import channel_panels
from broadsheet.desk.agencies.places import shown_place
from broadsheet.desk.agencies.provider_form import provider_panels
from broadsheet.wire.models import Channel, Provider


def agency_url(provider: Provider) -> str:
    """The form of an agency, where its ways in stand too."""
    return reverse(provider.snippet_viewset.get_url_name("edit"), args=[provider.pk])  # type: ignore[attr-defined]


class ProviderCreateView(wagtails.CreateView):
    """A new agency; then its ways in."""

    def get_success_url(self) -> str:
        """Its form once more."""
        return agency_url(self.object)


class ProviderDeleteView(wagtails.DeleteView):
    """An agency from which nothing has come."""

    def user_has_permission(self, permission: str) -> bool:
        """Asked of this very agency."""
        return bool(self.user_has_permission_for_instance(permission, self.object))


class ChannelCreateView(wagtails.CreateView):
    """A new way in, for the agency that the address names."""

    def get_initial_form_instance(self) -> Channel:
        """A channel of that agency."""
        asked = self.request.GET.get("provider", "")
        known = asked.isdecimal() and len(asked) < 19
        provider = Provider.objects.filter(pk=int(asked)).first() if known else None
        return Channel(provider=provider)

    def get_success_url(self) -> str:
        """Back to the agency."""
        return agency_url(self.object.provider)


class ChannelEditView(wagtails.EditView):
    """A way in that is open."""

    def get_success_url(self) -> str:
        """Back to the agency."""
        return agency_url(self.object.provider)


class ProviderViewSet(SnippetViewSet):
    """Agencies that deliver."""

    model = Provider
    icon = "download"
    base_url_path = "newsroom/providers"
    menu_label = _("Agencies")
    list_display = [
        *("name", "zone", "credit_line"),
        *(BooleanColumn("trusted"), BooleanColumn("active")),
    ]
    copy_view_enabled = False
    add_view_class = ProviderCreateView
    delete_view_class = ProviderDeleteView

    def get_edit_handler(self) -> ObjectList:
        """The panels, with the ways in."""
        return provider_panels().bind_to_model(self.model)


class ChannelViewSet(SnippetViewSet):
    """The ways in which agencies deliver."""

    model = Channel
    icon = "link"
    base_url_path = "newsroom/channels"
    list_display = [
        "provider",
        Column("kind", label=_("How they come"), accessor="get_kind_display"),
        Column("place", label=_("From where"), accessor=shown_place),
        Column("last_error", label=_("Trouble"), accessor="last_error"),
        BooleanColumn("active"),
    ]
    list_filter = ["provider", "kind", "active"]
    copy_view_enabled = False
    add_view_class = ChannelCreateView
    edit_view_class = ChannelEditView

    def get_queryset(self, request: Any) -> Any:
        """The channels with their agencies."""
        return Channel.objects.select_related("provider")

    def get_edit_handler(self) -> ObjectList:
        """The panels."""
        return channel_panels().bind_to_model(self.model)
