"""The token with which an agency posts: made anew, and shown once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from broadsheet.desk.agencies.viewsets import agency_url
from broadsheet.desk.wire_permissions import may_open_ways_in
from broadsheet.stories.views.canonical import absolute
from broadsheet.wire.models import Channel, Provider
from broadsheet.wire.transports.push import new_token


class TokenView(WagtailAdminTemplateMixin, TemplateView):
    """Asks first: a new token voids the one before it. Only its hash is kept, so nobody can look
    it up later."""

    template_name = "desk/agencies/token.html"
    page_title = gettext_lazy("Token for posts")
    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the agency; refuse whoever may not open a way in."""
        if not may_open_ways_in(request.user):
            raise PermissionDenied
        self.provider = get_object_or_404(Provider, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The agency."""
        return self.provider.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the agency, this page."""
        agency = {"url": agency_url(self.provider), "label": self.provider.name}
        return [*self.breadcrumbs_items, agency, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The agency, the address to which it posts, and whether it has a token."""
        posts = self.provider.channels.filter(kind=Channel.Kind.PUSH).exclude(token_hash="")
        return super().get_context_data(
            **kwargs,
            provider=self.provider,
            address=absolute(reverse("wire_push", args=[self.provider.slug])),
            agency_url=agency_url(self.provider),
            has_token=posts.exists(),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the token and show it, this once."""
        token = new_token(self.provider)
        log(instance=self.provider, action="wire.token", user=request.user)
        answer = self.render_to_response(self.get_context_data(token=token))
        answer.headers["Cache-Control"] = "no-store, private"
        return answer
