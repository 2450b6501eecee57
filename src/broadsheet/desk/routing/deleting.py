"""Places and topics that the wire's rules name are not deleted under them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from broadsheet.desk.models import ProviderPlacement, RoutingRule
from broadsheet.stories.models import Topic


def named_by(thing: Any) -> list[str]:
    """The routing rules and agencies' places that name a topic, a page, or a page below it."""
    if isinstance(thing, Topic):
        return list(RoutingRule.objects.filter(topics=thing).values_list("name", flat=True))
    if not isinstance(thing, Page):
        return []
    pages = Page.objects.descendant_of(thing, inclusive=True).values("pk")
    rules = RoutingRule.objects.filter(Q(section__in=pages) | Q(special__in=pages))
    places = ProviderPlacement.objects.filter(section__in=pages)
    return [*map(str, rules), *map(str, places.select_related("provider", "section"))]


def refuse_to_delete(
    request: HttpRequest, things: Iterable[Any], back: str = ""
) -> HttpResponse | None:
    """Say which rules name one of `things` and lead back; None where none does."""
    for thing in things:
        if names := named_by(thing):
            message = _(
                "“%(what)s” can’t be deleted while routing rules or agencies’ places name it: "
                "%(names)s."
            )
            messages.error(request, message % {"what": thing, "names": ", ".join(names)})
            return redirect(back or _list_of(thing))
    return None


def _list_of(thing: Topic | Page) -> str:
    if isinstance(thing, Topic):
        return reverse(Topic.snippet_viewset.get_url_name("list"))
    return reverse("wagtailadmin_explore", args=[thing.get_parent().pk])
