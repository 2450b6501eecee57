"""A rule against the last hundred items, before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from broadsheet.desk.models import RoutingRule
from broadsheet.desk.models.routing import shown_section
from broadsheet.desk.routing.facts import Facts
from broadsheet.desk.routing.form import rule_panels
from broadsheet.desk.routing.router import Decision, by_rule
from broadsheet.wire.models import Dispatch

ITEMS = 100


@dataclass(frozen=True)
class Tried:
    """One item; `decision` is what the rule would do, `earlier` the rule that is before it."""

    dispatch: Dispatch
    decision: Decision | None
    earlier: RoutingRule | None

    @property
    def section(self) -> str:
        """Where it would stand, and whether readers don't see that; empty for nowhere."""
        placement = self.decision and self.decision.placement
        return shown_section(placement.section) if placement else ""


@require_admin_access
@require_POST
def try_out(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """What the rule in the form would do with the last items. Nothing is saved or changed."""
    verb = "add" if pk is None else "change"
    if not request.user.has_perm(f"desk.{verb}_routingrule"):
        raise PermissionDenied
    rule = RoutingRule() if pk is None else get_object_or_404(RoutingRule, pk=pk)
    form_class = rule_panels().bind_to_model(RoutingRule).get_form_class()
    form = form_class(request.POST, instance=rule, for_user=request.user)
    is_valid = form.is_valid()
    tried = try_rule(form.instance) if is_valid else []
    context = {
        "form": form,
        "rule": form.instance,
        "tried": tried,
        "caught": sum(one.decision is not None for one in tried),
        "title": _("Try a routing rule"),
        "rules_url": reverse("wagtailsnippets_desk_routingrule:list"),
    }
    return render(request, "desk/routing/try.html", context, status=200 if is_valid else 422)


def try_rule(rule: RoutingRule) -> list[Tried]:
    """What `rule`, saved or not, would do with the last items of its provider, newest first."""
    dispatches = Dispatch.objects.select_related("provider", "head").order_by("-arrived_at", "-pk")
    if rule.provider_id is not None:
        dispatches = dispatches.filter(provider=rule.provider_id)
    before = _before(rule)
    return [_try(dispatch, rule, before) for dispatch in dispatches[:ITEMS]]


def _try(dispatch: Dispatch, rule: RoutingRule, before: list[RoutingRule]) -> Tried:
    facts = Facts(dispatch.head.read())
    if not rule.conditions.hold(facts):
        return Tried(dispatch, None, None)
    mine = (one for one in before if one.provider_id in (None, dispatch.provider_id))
    earlier = next((one for one in mine if one.conditions.hold(facts)), None)
    return Tried(dispatch, by_rule(dispatch.provider, rule), earlier)


def _before(rule: RoutingRule) -> list[RoutingRule]:
    """The active rules that are tried before `rule`."""
    others: Any = RoutingRule.objects.filter(active=True).exclude(pk=rule.pk)
    if rule.sort_order:
        same = Q(sort_order=rule.sort_order)
        if rule.pk is not None:
            same &= Q(pk__lt=rule.pk)
        others = others.filter(same | Q(sort_order__lt=rule.sort_order))
    return list(others.order_by("sort_order", "pk"))
