"""A kill that names only a slugline stops what was sent before it, in whatever order they come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.desk.actions.nod import nod
from broadsheet.desk.models import RoutingRule
from broadsheet.stories.models import Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.intake.by_slugline import canceled_since
from broadsheet.wire.models import Dispatch
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories.text_wire import anpa, iptc

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 5, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
KILL = anpa("H0420", NOON, "BC-HL--Ferry Flood, KILL", "Kill the story.", "")
STORY, LEAD, UNTIMED, OLD, SUBSTITUTE, OTHER, KILL_AGAIN = range(7)
MESSAGES = {
    STORY: anpa("H0417", NOON - 5 * HOUR),
    LEAD: anpa("H0418", NOON - HOUR, "BC-HL--Ferry Flood, 1st Ld"),
    UNTIMED: anpa("H0419", None),
    OLD: anpa("H0420", NOON - 49 * HOUR),
    SUBSTITUTE: anpa("H0421", NOON + HOUR, text="The ferry does not run."),
    OTHER: anpa("H0422", NOON - HOUR, "BC-HL--Ferry"),
    KILL_AGAIN: anpa("H0423", NOON + timedelta(minutes=5), "BC-HL--FERRY FLOOD, Kill", "", ""),
}
LIVES = {"H0420:2031-05-03", "H0421:2031-05-05", "H0422:2031-05-05"}


class Undone(Exception):
    """Ends a round, so that the next one begins with nothing."""


@pytest.fixture(autouse=True)
def _published(paper: TestPaper) -> None:
    """What Hill delivers goes out at once, in Politics."""
    provider = provider_named("Hill")
    provider.trusted = True
    provider.save()
    RoutingRule.objects.create(name="All", section=paper.politics, action="publish")


def deliver(content: bytes, provider: str = "Hill") -> None:
    delivery = receive(provider_named(provider), "item.txt", content)
    take_in(delivery)
    delivery.refresh_from_db()
    assert not delivery.error


def live() -> set[str]:
    return {story.guid.partition(":")[2] for story in Story.objects.public()}


def alarm(number: str) -> tuple[str, bool]:
    dispatch = Dispatch.objects.get(guid__contains=f":{number}:2031-05-05")
    return dispatch.alarm, dispatch.nodded_at is not None


def state() -> dict[str, Any]:
    """What readers and the desk see of each item."""
    found: dict[str, Any] = {
        one.guid: (one.pubstatus, one.alarm, one.versions, one.head.item, one.nodded_at)
        for one in Dispatch.objects.select_related("head")
    }
    return found | {"live": live()}


def test_any_order_ends_in_one_state() -> None:
    def after(order: list[bytes]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        try:
            with transaction.atomic():
                for content in order:
                    deliver(content)
                found = state()
                raise Undone
        except Undone:
            return found

    every = [*MESSAGES.values(), KILL]
    expected = after(every)
    assert expected["live"] == LIVES

    @settings(
        max_examples=10,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(st.lists(st.sampled_from(every), max_size=3), st.randoms(use_true_random=False))
    def in_any_order(repeated: list[bytes], chance: Any) -> None:
        order = [*every, *repeated]
        chance.shuffle(order)
        assert after(order) == expected

    in_any_order()


def test_a_story_that_is_out_is_gone(client: Client) -> None:
    deliver(MESSAGES[STORY])
    story = Story.objects.get()
    assert client.get(story.path).status_code == 200
    deliver(KILL)
    assert client.get(story.path).status_code == 410
    assert Story.objects.get().is_killed
    assert alarm("H0417") == ("kill", False)
    assert alarm("H0420") == ("kill", False)
    canceled = Dispatch.objects.get(guid__contains="H0417")
    assert (canceled.headline, canceled.slugline) == ("Ferry runs again", "BC-HL--Ferry Flood")
    assert canceled.head.item["extra"] == {"canceled_by": "anpa1312:H0420:2031-05-05"}


def test_a_story_that_comes_after_its_kill_is_never_published() -> None:
    deliver(KILL)
    deliver(MESSAGES[STORY])
    assert not Story.objects.exists()
    assert alarm("H0417") == ("kill", False)


def test_a_kill_that_finds_nothing_alarms_until_somebody_nods(people: People) -> None:
    deliver(MESSAGES[OTHER])
    deliver(KILL)
    assert alarm("H0420") == ("astray", False)
    nod(Dispatch.objects.get(guid__contains="H0420"), people.chief_editor)
    deliver(MESSAGES[SUBSTITUTE])
    assert alarm("H0420") == ("astray", True)
    deliver(MESSAGES[STORY])
    assert alarm("H0420") == ("kill", False)


def test_other_agencies_and_formats_are_not_meant() -> None:
    deliver(MESSAGES[STORY])
    deliver(iptc("hil0417", NOON - HOUR, "Ferry runs", "BC-HL--Ferry Flood"))
    deliver(KILL, "Another Hill")
    assert live() == {"H0417:2031-05-05", "hil0417:2031-05-05"}
    deliver(KILL)
    assert live() == {"hil0417:2031-05-05"}


def test_a_kill_without_numbers_wants_keywords_and_headline() -> None:
    deliver(iptc("hil0417", NOON - HOUR, "Ferry runs"))
    deliver(iptc("hil0418", NOON - HOUR, "Ferry sails"))
    deliver(iptc("hil0420", NOON, "KILL\r\nFerry  Runs"))
    assert live() == {"hil0418:2031-05-05"}
    deliver(iptc("hil0421", NOON, "KILL\r\nFerry sails", ""))
    assert live() == {"hil0418:2031-05-05"}
    assert alarm("hil0421") == ("astray", False)


def test_times_ahead_of_the_clock_stop_no_kill() -> None:
    """An agency's zone that nobody has set puts its times hours ahead."""
    now = datetime.now(UTC).replace(second=0, microsecond=0) + 9 * HOUR
    deliver(anpa("H0420", now, "BC-HL--Ferry Flood, KILL", "", ""))
    deliver(anpa("H0417", now - timedelta(minutes=1)))
    assert not Story.objects.exists()


def test_each_item_asks_an_index_for_kills() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    plan = canceled_since(1, NOON).values_list("pk", "slugline").explain()
    assert "wire_dispatch_canceled" in plan
