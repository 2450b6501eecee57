"""What was held back by an embargo is printed with the hour at which readers first see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from broadsheet.desk.agency_embargo import waive_embargo
from broadsheet.desk.models import RoutingRule
from broadsheet.desk.warnings import warnings_of
from broadsheet.stories.models import Story
from broadsheet.wire.intake import provider_named
from tests.conftest import TestPaper
from tests.desk.actions.test_wire_orders import LATER, MUCH_LATER, deliver, rewrite
from tests.desk.conftest import People
from tests.factories import publish

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _published(paper: TestPaper) -> None:
    """What Tide Wire delivers goes out at once, in Politics."""
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    RoutingRule.objects.create(name="All", section=paper.politics, action="publish")


def test_it_leads_what_was_published_meanwhile(paper: TestPaper, client: Client) -> None:
    held = deliver(embargoed=LATER.isoformat())
    meanwhile = publish(paper.politics)
    assert (held.live, held.published_at, held.updated_at) == (True, LATER, None)
    assert list(Story.objects.public().newest()) == [meanwhile]
    with time_machine.travel(LATER + SECOND, tick=False):
        assert list(Story.objects.public().newest()) == [held, meanwhile]
        assert client.get(held.path).status_code == 200


def test_an_embargo_that_is_lifted_early_lets_it_out_at_once(client: Client) -> None:
    held = deliver(embargoed=LATER.isoformat())
    free = deliver("2")
    assert free.published_at < timezone.now()
    assert client.get(held.path, follow=True).status_code == 200


def test_nor_is_it_kept_back_where_the_desk_has_rewritten_it(
    people: People, client: Client
) -> None:
    held = rewrite(deliver(embargoed=LATER.isoformat()), people)
    assert (held.published_at, held.updated_at, held.is_public()) == (LATER, None, False)
    put_off = deliver("2", embargoed=MUCH_LATER.isoformat())
    assert (put_off.published_at, put_off.headline) == (MUCH_LATER, "Our own words")
    free = deliver("3")
    assert (free.is_public(), free.headline) == (True, "Our own words")
    draft = free.get_latest_revision_as_object()
    assert draft.published_at == free.published_at
    assert client.get(free.path).status_code == 200


def test_what_readers_have_seen_keeps_its_hour(people: People) -> None:
    seen = deliver()
    again = deliver("2", embargoed=LATER.isoformat())
    assert (again.published_at, again.is_public()) == (seen.published_at, False)


def test_an_embargo_that_somebody_waives_holds_nothing_back(people: People) -> None:
    held = rewrite(deliver(embargoed=LATER.isoformat()), people)
    draft = held.get_latest_revision_as_object()
    draft.embargo_until = None
    revision = draft.save_revision(user=people.chief_editor)
    waive_embargo(draft)
    revision.publish(user=people.chief_editor)
    story = Story.objects.get()
    assert (story.embargo_until, story.is_public()) == (None, True)


def test_a_draft_is_dated_by_its_embargo_too(people: People) -> None:
    RoutingRule.objects.update(action="draft")
    draft = deliver(embargoed=LATER.isoformat())
    assert draft.published_at == LATER
    draft.latest_revision.publish(user=people.chief_editor)
    assert Story.objects.get().published_at == LATER


def test_a_draft_whose_embargo_is_waived_waits_for_nothing(people: People) -> None:
    RoutingRule.objects.update(action="draft")
    draft = deliver(embargoed=LATER.isoformat()).get_latest_revision_as_object()
    draft.embargo_until = None
    revision = draft.save_revision(user=people.chief_editor)
    waive_embargo(draft)
    revision.publish(user=people.chief_editor)
    assert Story.objects.get().is_public()


def test_an_embargo_that_comes_for_a_draft_in_work_is_printed(people: People) -> None:
    RoutingRule.objects.update(action="draft")
    draft = deliver().get_latest_revision_as_object()
    draft.headline = "Our own words"
    draft.save_revision(user=people.chief_editor)
    held = deliver("2", embargoed=LATER.isoformat())
    assert (held.live, held.embargo_until) == (False, LATER)
    held.latest_revision.publish(user=people.chief_editor)
    assert Story.objects.get().published_at == LATER


def test_nobody_is_warned_of_one_hour_twice() -> None:
    codes = {warning.code for warning in warnings_of(deliver(embargoed=LATER.isoformat()))}
    assert "embargo" in codes
    assert "ahead" not in codes
