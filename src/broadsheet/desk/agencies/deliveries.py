"""Deliveries that were refused: why, as they came, and once more."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from broadsheet.desk.inbox.access import for_the_desk
from broadsheet.desk.inbox.views.pages import WirePage
from broadsheet.desk.wire_permissions import may_bring_in_agencies
from broadsheet.wire.intake import TROUBLE, NoLongerKept, take_in_again
from broadsheet.wire.models import Delivery, Provider

PER_PAGE = 50


class RefusedView(WirePage):
    """What could not be read, or only in part, the newest first; `state` and `provider` choose."""

    template_name = "desk/agencies/refused.html"
    page_title = gettext_lazy("Refused deliveries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of them."""
        asked = self.request.GET
        state = Delivery.State.READ if asked.get("state") == "read" else Delivery.State.REJECTED
        key = asked.get("provider", "")
        is_key = key.isdecimal() and len(key) < 19
        provider = Provider.objects.filter(pk=int(key)).first() if is_key else None
        found = Paginator(refused(state, provider), PER_PAGE)
        return super().get_context_data(
            **kwargs,
            deliveries=found.get_page(asked.get("p")),
            state=state,
            provider=provider,
            providers=Provider.objects.all(),
            may_take_again=may_bring_in_agencies(self.request.user),
        )


def refused(state: str, provider: Provider | None = None) -> QuerySet[Delivery]:
    """Deliveries that are `state` and were refused, whole or in part, with their `size` in bytes,
    but without their content."""
    rows = Delivery.objects.filter(state=state)
    if state == Delivery.State.READ:
        rows = rows.filter(~Q(error=""))
    if provider is not None:
        rows = rows.filter(provider=provider)
    sized = rows.select_related("provider").defer("content").annotate(size=Length("content"))
    return sized.order_by("-received_at", "-pk")


@require_safe
@for_the_desk
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """A delivery as it came, byte for byte, to be kept and never to be shown. 404 where its content
    has been let go."""
    delivery = get_object_or_404(Delivery, pk=pk, content__isnull=False)
    content = bytes(delivery.content or b"")
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(True, _name(delivery)) or ""
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _name(delivery: Delivery) -> str:
    last = re.split(r"[/\\]", delivery.name)[-1].strip(". ")
    return f"{delivery.pk}-{get_valid_filename(last)}" if last else str(delivery.pk)


@require_POST
@for_the_desk
def take_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a delivery in once more. What went well before changes nothing."""
    if not may_bring_in_agencies(request.user):
        raise PermissionDenied
    delivery = get_object_or_404(Delivery.objects.select_related("provider"), pk=pk)
    try:
        kept = take_in_again(delivery)
    except TROUBLE:
        messages.error(request, _("The database is busy. Try again in a moment."))
        return redirect(_back(request))
    except NoLongerKept:
        said = _("“%(name)s” can't be taken in once more: its content is no longer kept.")
        messages.error(request, said % {"name": delivery.name})
        return redirect(_back(request))
    if delivery.error:
        said = _("“%(name)s” is refused again: %(reason)s")
        messages.error(request, said % {"name": delivery.name, "reason": delivery.error[:300]})
    else:
        said = ngettext(
            "“%(name)s” has been read: %(count)s item.",
            "“%(name)s” has been read: %(count)s items.",
            len(kept),
        )
        messages.success(request, said % {"name": delivery.name, "count": len(kept)})
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    to = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()})
    return iri_to_uri(to) if is_ours else reverse("desk_wire_refused")
