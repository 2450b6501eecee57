"""Whatever order the versions of an item come in, and however often: one state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.desk.actions.take import take
from broadsheet.desk.models import RoutingRule
from broadsheet.desk.placement import Placement
from broadsheet.stories.models import Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import Dispatch
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories.wire import GUID, ninjs

pytestmark = pytest.mark.django_db
FIRST, SECOND, CORRECTION, LIFT, KILL = range(5)
LATER = timezone.now().replace(microsecond=0) + timedelta(days=1)
EMBARGO = LATER.isoformat()
# The lift says what the correction says, without the embargo.
VERSIONS = {
    FIRST: ninjs("1", headline="Ferry held", embargoed=EMBARGO),
    SECOND: ninjs("2", headline="Ferry held for an hour", embargoed=EMBARGO),
    CORRECTION: ninjs("3", headline="CORRECTED: held for two hours", embargoed=EMBARGO),
    LIFT: ninjs("4", headline="Ferry held for two hours", body_xhtml="<p>Two hours.</p>"),
    KILL: ninjs("5", headline="Kill", pubstatus="canceled"),
}
orders = st.lists(st.sampled_from(sorted(VERSIONS)), max_size=4).flatmap(
    lambda repeated: st.permutations([*VERSIONS, *repeated])
)
without_kill = st.lists(st.sampled_from([FIRST, SECOND, CORRECTION, LIFT]), max_size=3).flatmap(
    lambda repeated: st.permutations([FIRST, SECOND, CORRECTION, LIFT, *repeated])
)
quick = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Undone(Exception):
    """Ends a round, so that the next one begins with nothing."""


@pytest.fixture
def rule(paper: TestPaper) -> RoutingRule:
    """What the trusted Tide Wire delivers is published at once in Politics."""
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    return RoutingRule.objects.create(
        name="Everything", section=paper.politics, action=RoutingRule.Action.PUBLISH
    )


def deliver(version: int) -> None:
    delivery = receive(provider_named("Tide Wire"), f"{version}.json", VERSIONS[version])
    take_in(delivery)
    delivery.refresh_from_db()
    assert not delivery.error


def state() -> dict[str, Any]:
    """All that readers and the desk see, but for the address: once given, it stays for ever."""
    dispatch = Dispatch.objects.get(guid=GUID)
    story = Story.objects.filter(guid=GUID).first()
    found = {
        "head": dispatch.head.version,
        "pubstatus": dispatch.pubstatus,
        "embargo": dispatch.embargo,
        "alarm": dispatch.alarm,
        "versions": dispatch.versions,
        "story": None,
    }
    if story is not None and not story.is_killed:
        draft = story.get_latest_revision_as_object()
        assert story.live == (story.latest_revision_id == story.live_revision_id)
        found["story"] = {
            "words": (draft.headline, draft.standfirst, _body(draft), draft.version),
            "times": (draft.published_at, draft.updated_at),
            "embargo": (story.embargo_until, draft.embargo_until),
            "live": story.live,
            "base": story.wire_story.base.version,
            "waits": story.wire_story.waits_since is not None,
        }
    found["public"] = Story.objects.public(LATER - timedelta(hours=1)).count()
    return found


def _body(story: Story) -> list[Any]:
    return [(block["type"], block["value"]) for block in story.body.raw_data]


def after(order: list[int], prepare: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """The state after `order`, with the database as it was before."""
    found: dict[str, Any] = {}
    try:
        with transaction.atomic():
            prepare()
            for version in order:
                deliver(version)
            found = state()
            raise Undone
    except Undone:
        return found


def test_untouched_story_is_gone_after_a_kill(rule: RoutingRule) -> None:
    expected = after(sorted(VERSIONS))
    assert (expected["head"], expected["alarm"], expected["story"]) == ("5", "kill", None)
    assert expected["public"] == 0

    @quick
    @given(orders)
    def in_any_order(order: list[int]) -> None:
        assert after(order) == expected

    in_any_order()


def test_untouched_story_says_what_the_last_version_says(rule: RoutingRule) -> None:
    expected = after([FIRST, SECOND, CORRECTION, LIFT])
    story = expected["story"]
    assert story["words"][0] == "Ferry held for two hours"
    assert [kind for kind, _value in story["words"][2]] == ["text", "correction"]
    assert story["embargo"] == (None, None)
    assert (story["live"], expected["public"], expected["alarm"]) == (True, 1, "correction")

    @quick
    @given(without_kill)
    def in_any_order(order: list[int]) -> None:
        assert after(order) == expected

    in_any_order()


@pytest.mark.parametrize("kill", [True, False])
def test_story_that_the_desk_has_rewritten(paper: TestPaper, people: People, kill: bool) -> None:
    def rewrite() -> None:
        deliver(FIRST)
        dispatch = Dispatch.objects.get(guid=GUID)
        story = take(dispatch, people.chief_editor, Placement(section=paper.politics))
        story.headline = "Our own words"
        story.save_revision(user=people.chief_editor).publish(user=people.chief_editor)

    rest = [SECOND, CORRECTION, LIFT, *([KILL] if kill else [])]
    expected = after(rest, rewrite)
    if kill:
        assert (expected["story"], expected["alarm"], expected["public"]) == (None, "kill", 0)
    else:
        story = expected["story"]
        assert (story["words"][0], expected["public"]) == ("Our own words", 1)
        assert (story["embargo"], story["base"], story["waits"]) == ((None, None), "1", True)

    @quick
    @given(st.permutations([FIRST, *rest]))
    def in_any_order(order: list[int]) -> None:
        assert after(order, rewrite) == expected

    in_any_order()
