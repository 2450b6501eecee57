"""A rule tried before it is saved, and the desk's pages of rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from broadsheet.desk.models import RoutingRule
from broadsheet.desk.routing.try_out import ITEMS, try_rule
from broadsheet.stories.models import Story
from broadsheet.wire.intake import provider_named, receive, take_in
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def deliver(*headlines: str) -> None:
    for number, headline in enumerate(headlines):
        content = ninjs("1", guid=f"tag:{headline}{number}", headline=headline, body_xhtml=None)
        take_in(receive(provider_named("Tide Wire"), "item.json", content))


def form(paper: TestPaper, **fields: object) -> dict[str, object]:
    return {
        "name": "Ferries",
        "keywords": "ferry",
        "action": "draft",
        "section": paper.politics.pk,
        "active": "on",
        **fields,
    }


def test_a_rule_is_tried_against_the_last_items(
    paper: TestPaper, people: People, at_desk: SignIn
) -> None:
    deliver("Tram stops", "Night ferry sails")
    response = at_desk(people.chief_editor).post(reverse("desk_try_rule"), form(paper))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Of the last 2 items, the conditions hold for 1." in page
    assert page.index("Night ferry sails") < page.index("make a draft") < page.index("Tram stops")
    assert not RoutingRule.objects.exists()
    assert not Story.objects.exists()


def test_an_earlier_rule_is_named(paper: TestPaper, people: People, at_desk: SignIn) -> None:
    deliver("Night ferry sails")
    earlier = RoutingRule.objects.create(name="Nights", keywords="night", action="drop")
    later = RoutingRule.objects.create(name="Ferries", keywords="ferry", action="drop")
    client = at_desk(people.chief_editor)
    page = client.post(reverse("desk_try_rule", args=[later.pk]), form(paper, sort_order=2))
    assert "An earlier rule decides: Nights" in page.content.decode()
    page = client.post(reverse("desk_try_rule", args=[earlier.pk]), form(paper, sort_order=1))
    assert "An earlier rule decides" not in page.content.decode()


def test_a_rule_that_makes_no_sense_says_why(
    paper: TestPaper, people: People, at_desk: SignIn
) -> None:
    response = at_desk(people.chief_editor).post(
        reverse("desk_try_rule"), form(paper, section="", urgent_from=7, urgent_to=2)
    )
    assert response.status_code == 422
    assert "Choose a section" in response.content.decode()


def test_only_the_last_hundred_are_asked(paper: TestPaper) -> None:
    deliver(*(f"Ferry {number}" for number in range(ITEMS + 3)))
    assert len(try_rule(RoutingRule(name="All", action="drop"))) == ITEMS


def test_reporters_make_no_rules(paper: TestPaper, people: People, at_desk: SignIn) -> None:
    client = at_desk(people.reporter)
    assert client.post(reverse("desk_try_rule"), form(paper)).status_code in {302, 403}
    assert client.get("/desk/newsroom/routing/add/").status_code in {302, 403}


def test_a_rule_is_made_at_the_desk(paper: TestPaper, people: People, at_desk: SignIn) -> None:
    client = at_desk(people.chief_editor)
    page = client.get("/desk/newsroom/routing/add/").content.decode()
    assert reverse("desk_try_rule") in page
    response = client.post("/desk/newsroom/routing/add/", form(paper, topics=""))
    assert response.status_code == 302
    rule = RoutingRule.objects.get()
    assert (rule.section, rule.sort_order, rule.keywords) == (paper.politics, 1, "ferry")
    edit = client.get(f"/desk/newsroom/routing/edit/{rule.pk}/").content.decode()
    assert reverse("desk_try_rule", args=[rule.pk]) in edit
    assert "Ferries" in client.get("/desk/newsroom/routing/").content.decode()
