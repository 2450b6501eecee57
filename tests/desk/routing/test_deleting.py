"""What rules name is not deleted under them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from broadsheet.desk.models import ProviderPlacement, RoutingRule
from broadsheet.stories.models import Section, Special, Topic
from broadsheet.wire.intake import provider_named
from tests.conftest import TestPaper
from tests.factories import UserFactory, make_section, make_special

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def admin(at_desk: SignIn) -> Client:
    return at_desk(UserFactory(is_superuser=True))


def test_a_section_stays_while_rules_and_places_name_it(admin: Client, paper: TestPaper) -> None:
    section = make_section(paper.edition, "Betting")
    rule = RoutingRule.objects.create(name="Odds", section=section)
    place = ProviderPlacement.objects.create(provider=provider_named("Tide Wire"), section=section)
    address = reverse("wagtailadmin_pages:delete", args=[section.pk])
    page = admin.post(address, follow=True).content.decode()
    assert "can’t be deleted" in page
    assert "Odds, Tide Wire → Betting" in page
    with pytest.raises(ProtectedError):
        Section.objects.get(pk=section.pk).delete()
    rule.delete()
    place.delete()
    admin.post(address)
    assert not Section.objects.filter(pk=section.pk).exists()


def test_so_does_what_holds_it(admin: Client, paper: TestPaper) -> None:
    section = make_section(paper.edition, "Betting")
    RoutingRule.objects.create(name="Odds", section=section)
    address = reverse("wagtailadmin_pages:delete", args=[section.get_parent().pk])
    assert "Odds" in admin.get(address, follow=True).content.decode()


def test_a_special_stays(admin: Client, paper: TestPaper) -> None:
    special = make_special(paper.edition)
    RoutingRule.objects.create(name="Odds", special=special)
    address = reverse("wagtailadmin_pages:delete", args=[special.pk])
    assert "Odds" in admin.post(address, follow=True).content.decode()
    several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    admin.post(f"{several}?id={special.pk}")
    assert Special.objects.filter(pk=special.pk).exists()


@pytest.mark.parametrize("several", [False, True])
def test_a_topic_stays(admin: Client, paper: TestPaper, several: bool) -> None:
    topic = Topic.objects.create(edition=paper.edition, name="Ferries", slug="ferries")
    RoutingRule.objects.create(name="Boats").topics.add(topic)
    address = reverse(Topic.snippet_viewset.get_url_name("delete"), args=[topic.pk])
    if several:
        bulk = reverse("wagtail_bulk_action", args=["stories", "topic", "delete"])
        back = reverse(Topic.snippet_viewset.get_url_name("list"))
        address = f"{bulk}?id={topic.pk}&next={back}"
    assert "while routing rules" in admin.post(address, follow=True).content.decode()
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_the_list_says_that_readers_do_not_see_a_section(admin: Client, paper: TestPaper) -> None:
    RoutingRule.objects.create(name="Odds", section=paper.politics)
    address = reverse("wagtailsnippets_desk_routingrule:list")
    assert "not published" not in admin.get(address).content.decode()
    paper.politics.unpublish()
    assert "Politics (not published)" in admin.get(address).content.decode()
