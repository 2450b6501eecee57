"""Find the place of an item: the first rule whose conditions hold, else the provider's place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Q

from broadsheet.desk.models import ProviderPlacement, RoutingRule
from broadsheet.desk.placement import Placement
from broadsheet.desk.routing.conditions import Conditions, conditions_from
from broadsheet.desk.routing.facts import Facts
from broadsheet.formats.item import Item
from broadsheet.wire.models import Provider

Action = RoutingRule.Action
_WITHOUT_PLACE = frozenset({Action.INBOX, Action.DROP})
CONDITIONS = (
    *("subjects", "keywords", "urgent_from", "urgent_to"),
    *("languages", "places", "genres", "type"),
)


@dataclass(frozen=True)
class Decision:
    """What is done with an item, by which rule (its key; none: it stays in the inbox), and where it
    goes.

    `placement` is None where it goes nowhere, or nobody has said where.
    """

    action: Action
    rule: int | None = None
    placement: Placement | None = None


def decide(provider: Provider, item: Item) -> Decision:
    """What the rules do with an item. Of a provider that is not trusted nothing is published."""
    key, action = _matching(provider, item)
    if key is None or action in _WITHOUT_PLACE:
        return Decision(action, key)
    return by_rule(provider, _rule(key))


def by_rule(provider: Provider, rule: RoutingRule) -> Decision:
    """What `rule` does with an item that meets its conditions."""
    action = Action(rule.action)
    if action is Action.PUBLISH and not provider.trusted:
        action = Action.DRAFT
    if action in _WITHOUT_PLACE:
        return Decision(action, rule.pk)
    placement = place(provider, rule, publish=action is Action.PUBLISH)
    return Decision(action if placement else Action.INBOX, rule.pk, placement)


def suggest(provider: Provider, item: Item) -> Placement | None:
    """Where the rules, or the provider's place, would put an item that somebody takes by hand."""
    key, _action = _matching(provider, item)
    return place(provider, None if key is None else _rule(key), publish=False)


def place(provider: Provider, rule: RoutingRule | None, *, publish: bool) -> Placement | None:
    """The placement that `rule` makes; what it leaves open comes from the provider's place."""
    default = (
        ProviderPlacement.objects.select_related("section__edition")
        .filter(provider=provider)
        .first()
    )
    section = (rule and rule.section) or (default and default.section)
    if not section:
        return None
    special = rule.special if rule else None
    here = special is not None and special.edition_id == section.edition_id
    return Placement(
        section=section,
        special=special.slug if special is not None and here else "",
        editor=(rule.editor if rule else "") or (default.editor if default else ""),
        topics=tuple(rule.topics.filter(edition=section.edition)) if rule and rule.pk else (),
        publish=publish,
    )


def _matching(provider: Provider, item: Item) -> tuple[int | None, Action]:
    """The key and the action of the first active rule for items of `provider` whose conditions hold
    for `item`; without a rule it stays in the inbox."""
    facts = Facts(item)
    for key, action, *columns in _rows(provider):
        if _conditions(*columns).hold(facts):
            return key, Action(action)
    return None, Action.INBOX


def _rule(key: int) -> RoutingRule:
    return RoutingRule.objects.select_related("section__edition", "special").get(pk=key)


@lru_cache(maxsize=1000)
def _query(provider: int) -> tuple[str, Any]:
    for_it = Q(provider__isnull=True) | Q(provider=provider)
    rules = RoutingRule.objects.filter(for_it, active=True).order_by("sort_order", "pk")
    return rules.values_list("pk", "action", *CONDITIONS).query.sql_with_params()


def _rows(provider: Provider) -> list[tuple[Any, ...]]:
    """Key, action and conditions of the active rules for `provider` in order. Asked for each item
    that comes: the query is written once, and no objects are made."""
    with connection.cursor() as cursor:
        cursor.execute(*_query(provider.pk))
        return cursor.fetchall()


@lru_cache(maxsize=1000)
def _conditions(*columns: Any) -> Conditions:
    return conditions_from(**dict(zip(CONDITIONS, columns, strict=True)))
