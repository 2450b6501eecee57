"""Which rule decides, and what it decides."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from broadsheet.desk.models import ProviderPlacement, RoutingRule
from broadsheet.desk.routing.router import Action, decide, suggest
from broadsheet.formats.item import Item
from broadsheet.stories.models import Section
from broadsheet.wire.intake import provider_named
from broadsheet.wire.models import Provider
from tests.conftest import TestPaper
from tests.factories import TopicFactory, found_test_edition, make_section, make_special

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(paper: TestPaper) -> Provider:
    """A trusted one."""
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    return provider


def item(**fields: Any) -> Item:
    return Item("tag:tidewire.example,2026:1", **{"headline": "Ferry held", **fields})


def rule(section: Section | None = None, **fields: Any) -> RoutingRule:
    return RoutingRule.objects.create(**{"name": "A rule", "section": section, **fields})


def test_without_rules_everything_stays_in_the_inbox(agency: Provider) -> None:
    decision = decide(agency, item())
    assert (decision.action, decision.rule, decision.placement) == (Action.INBOX, None, None)


def test_the_first_rule_that_holds_decides(agency: Provider, paper: TestPaper) -> None:
    rule(paper.politics, name="Trams", keywords="tram")
    first = rule(paper.science, name="Ferries", keywords="ferry", action=Action.PUBLISH)
    rule(paper.politics, name="The rest")
    decision = decide(agency, item())
    assert (decision.rule, decision.action) == (first.pk, Action.PUBLISH)
    assert (decision.placement.section, decision.placement.publish) == (paper.science, True)


def test_the_order_is_the_desks(agency: Provider, paper: TestPaper) -> None:
    rule(paper.politics, name="First")
    second = rule(paper.science, name="Second")
    RoutingRule.objects.filter(pk=second.pk).update(sort_order=-1)
    assert decide(agency, item()).rule == second.pk


def test_a_rule_without_a_number_comes_last(agency: Provider, paper: TestPaper) -> None:
    orders = [rule(paper.politics, name=str(number)).sort_order for number in range(3)]
    assert orders == [1, 2, 3]


def test_only_rules_of_this_provider_or_of_all(agency: Provider, paper: TestPaper) -> None:
    rule(paper.politics, provider=provider_named("Quay Press"))
    rule(paper.politics, active=False)
    assert decide(agency, item()).rule is None
    own = rule(paper.science, provider=agency)
    assert decide(agency, item()).rule == own.pk


def test_a_provider_that_is_not_trusted_gets_drafts(agency: Provider, paper: TestPaper) -> None:
    rule(paper.politics, action=Action.PUBLISH)
    agency.trusted = False
    decision = decide(agency, item())
    assert (decision.action, decision.placement.publish) == (Action.DRAFT, False)


def test_dropping_needs_no_place(agency: Provider) -> None:
    rule(action=Action.DROP)
    decision = decide(agency, item())
    assert (decision.action, decision.placement) == (Action.DROP, None)


def test_what_a_rule_leaves_open_comes_from_the_providers_place(
    agency: Provider, paper: TestPaper
) -> None:
    ProviderPlacement.objects.create(provider=agency, section=paper.science, editor="P. Vale")
    special = make_special(paper.edition)
    topic = TopicFactory(edition=paper.edition)
    made = rule(special=special)
    made.topics.add(topic)
    placement = decide(agency, item()).placement
    assert (placement.section, placement.editor) == (paper.science, "P. Vale")
    assert (placement.special_front(), placement.topics) == (special, (topic,))


def test_a_special_of_another_edition_is_not_opened_anew(
    agency: Provider, paper: TestPaper
) -> None:
    other = found_test_edition(code="ja", name="J", language="ja")
    ProviderPlacement.objects.create(provider=agency, section=make_section(other))
    rule(special=make_special(paper.edition))
    assert decide(agency, item()).placement.special_front() is None


def test_without_any_place_it_stays_in_the_inbox(agency: Provider, paper: TestPaper) -> None:
    rule(keywords="ferry")
    decision = decide(agency, item())
    assert (decision.action, decision.placement) == (Action.INBOX, None)


def test_a_place_is_suggested_to_who_takes_it(agency: Provider, paper: TestPaper) -> None:
    assert suggest(agency, item()) is None
    ProviderPlacement.objects.create(provider=agency, section=paper.science)
    assert suggest(agency, item()).section == paper.science
    rule(paper.politics, action=Action.INBOX)
    assert suggest(agency, item()).section == paper.politics


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"action": "draft"}, "section"),
        ({"urgent_from": 5, "urgent_to": 2, "action": "drop"}, "urgent_to"),
        ({"urgent_from": 0, "action": "drop"}, "urgent_from"),
    ],
)
def test_rules_that_make_no_sense_are_refused(
    paper: TestPaper, fields: dict[str, Any], wrong: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        RoutingRule(name="A rule", **fields).full_clean()
    assert set(refused.value.message_dict) == {wrong}
