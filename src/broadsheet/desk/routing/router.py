"""Find the place of an item: the first rule whose conditions hold, else the provider's place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from broadsheet.desk.models import ProviderPlacement, RoutingRule
from broadsheet.desk.placement import Placement
from broadsheet.desk.routing.facts import Facts
from broadsheet.formats.item import Item
from broadsheet.wire.models import Provider

Action = RoutingRule.Action


@dataclass(frozen=True)
class Decision:
    """What is done with an item, by which rule (none: it stays in the inbox), and where it goes.

    `placement` is None where it goes nowhere, or nobody has said where.
    """

    action: Action
    rule: RoutingRule | None = None
    placement: Placement | None = None


def rules_for(provider: Provider) -> list[RoutingRule]:
    """The active rules that are tried for a provider's items, in order."""
    mine = RoutingRule.objects.filter(Q(provider=None) | Q(provider=provider), active=True)
    return list(mine.select_related("section__edition", "special"))


def matching(rules: Iterable[RoutingRule], item: Item) -> RoutingRule | None:
    """The first of `rules` whose conditions hold for `item`."""
    facts = Facts(item)
    return next((rule for rule in rules if rule.conditions.hold(facts)), None)


def decide(provider: Provider, item: Item) -> Decision:
    """What the rules do with an item. Of a provider that is not trusted nothing is published."""
    rule = matching(rules_for(provider), item)
    if rule is None:
        return Decision(Action.INBOX)
    action = Action(rule.action)
    if action is Action.PUBLISH and not provider.trusted:
        action = Action.DRAFT
    if action in {Action.INBOX, Action.DROP}:
        return Decision(action, rule)
    placement = place(provider, rule, publish=action is Action.PUBLISH)
    return Decision(action if placement else Action.INBOX, rule, placement)


def suggest(provider: Provider, item: Item) -> Placement | None:
    """Where the rules, or the provider's place, would put an item that somebody takes by hand."""
    return place(provider, matching(rules_for(provider), item), publish=False)


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
        topics=tuple(rule.topics.filter(edition=section.edition)) if rule else (),
        publish=publish,
    )
