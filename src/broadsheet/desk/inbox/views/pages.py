"""The pages of the inbox: one list, the board of columns, one dispatch, the providers' health."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from broadsheet.desk.inbox.access import may, may_see_the_wire, person
from broadsheet.desk.inbox.alarms import Alarms
from broadsheet.desk.inbox.asked import AskedForm
from broadsheet.desk.inbox.columns import Column, board
from broadsheet.desk.inbox.listing import by_identifier
from broadsheet.desk.inbox.preview import Preview
from broadsheet.desk.inbox.tabs import tabs
from broadsheet.desk.models import WireView
from broadsheet.wire.health import standing
from broadsheet.wire.models import Dispatch


class WirePage(WagtailAdminTemplateMixin, TemplateView):
    """A page of the wire, for whoever may see it."""

    page_title = gettext_lazy("Wire")
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not."""
        if not may_see_the_wire(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the wire, and this page if it has a name of its own."""
        wire = {"url": reverse("desk_wire"), "label": _("Wire")}
        title = str(self.get_page_title())
        here = [] if title == wire["label"] else [{"url": "", "label": title}]
        return [*self.breadcrumbs_items, wire, *here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context, what the person may do, the ways to the other pages and alarms."""
        context = super().get_context_data(**kwargs)
        return context | {
            "may": may(self.request.user),
            "tabs": tabs(self.request),
            "alarms": Alarms(),
        }


class InboxView(WirePage):
    """One list, with its filters."""

    template_name = "desk/inbox/inbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The list, the form, and the saved view that this is."""
        form = AskedForm(self.request.GET)
        asked = form.asked
        user = person(self.request)
        column = Column(_("Items"), asked, user, before=self.request.GET.get("before", ""))
        view = WireView.objects.seen_by(user).filter(query=asked.query).first()
        return super().get_context_data(
            **kwargs,
            columns=[column],
            form=form,
            asked=asked,
            view=view,
            mine=view is not None and view.owner_id == user.pk,
            named=by_identifier(asked.q) if asked.q else None,
        )


class BoardView(WirePage):
    """The columns beside each other."""

    template_name = "desk/inbox/inbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The columns."""
        return super().get_context_data(
            **kwargs, columns=board(person(self.request)), is_board=True
        )


class ItemView(WirePage):
    """One dispatch, on a page of its own."""

    template_name = "desk/inbox/item.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Its preview."""
        preview = preview_for(self.request, kwargs.pop("pk"))
        return super().get_context_data(**kwargs, preview=preview)


class HealthView(WirePage):
    """How the agencies' wires stand."""

    template_name = "desk/inbox/health.html"
    page_title = gettext_lazy("Agencies")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each provider's health."""
        return super().get_context_data(**kwargs, standing=standing())


def preview_for(request: HttpRequest, pk: int) -> Preview:
    """The preview of a dispatch, in the version that the address names. Raises `Http404`."""
    rows = Dispatch.objects.select_related("provider", "head", "taken_by", "nodded_by")
    dispatch = get_object_or_404(rows, pk=pk)
    version = None
    asked = request.GET.get("version", "")
    if asked.isdecimal() and len(asked) < 19:
        same = dispatch.provider.items.filter(guid=dispatch.guid)
        version = get_object_or_404(same, pk=int(asked))
    return Preview(dispatch, person(request), version)
