"""What people do with dispatches: take, publish as they are, drop, nod, read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.log_actions import LogContext
from wagtail.models import ModelLogEntry

from broadsheet.desk.actions.drop import drop, pick_up
from broadsheet.desk.actions.mark_read import mark_read
from broadsheet.desk.actions.nod import nod
from broadsheet.desk.actions.publish_as_is import publish_as_is
from broadsheet.desk.actions.take import take
from broadsheet.desk.models import ProviderPlacement, RoutingRule
from broadsheet.desk.placement import NoSuchPlace, Placement
from broadsheet.stories.models import Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import Dispatch
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories.wire import GUID, ninjs

pytestmark = pytest.mark.django_db
Deliver = Callable[..., Dispatch]


@pytest.fixture
def deliver(paper: TestPaper) -> Deliver:
    """Deliver one version; the dispatch. Tide Wire's place is Politics."""
    provider = provider_named("Tide Wire")
    ProviderPlacement.objects.create(provider=provider, section=paper.politics, editor="P. Vale")

    def delivered(version: str = "1", **fields: Any) -> Dispatch:
        delivery = receive(provider, "item.json", ninjs(version, **fields))
        take_in(delivery)
        delivery.refresh_from_db()
        assert not delivery.error
        return Dispatch.objects.get(guid=fields.get("guid", GUID))

    return delivered


def test_what_is_taken_is_a_draft_of_who_took_it(deliver: Deliver, people: People) -> None:
    dispatch = deliver()
    story = take(dispatch, people.reporter)
    assert (story.headline, story.live) == ("Ferry held at the quay", False)
    assert (story.section.title, story.editor) == ("Politics", "P. Vale")
    assert (story.created_by, story.latest_revision.user) == (people.reporter, people.reporter)
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.taken_by) == ("taken", people.reporter)
    assert dispatch.wire_story.story == story


def test_it_stands_where_the_taker_wants_it(
    deliver: Deliver, people: People, paper: TestPaper
) -> None:
    placement = Placement(section=paper.science, publish=True)
    story = take(deliver(), people.chief_editor, placement)
    assert (story.section, story.live) == (paper.science, False)


def test_without_a_place_a_section_editor_takes_it_home(deliver: Deliver, people: People) -> None:
    dispatch = deliver()
    ProviderPlacement.objects.all().delete()
    assert take(dispatch, people.section_editor).section.title == "Politics"
    with pytest.raises(NoSuchPlace):
        take(deliver(guid="tag:other"), people.reporter)


def test_a_story_is_taken_once(deliver: Deliver, people: People) -> None:
    dispatch = deliver()
    story = take(dispatch, people.reporter)
    assert take(dispatch, people.reporter) == story
    with pytest.raises(ValidationError, match="rita has taken"):
        take(dispatch, people.chief_editor)
    assert Story.objects.count() == 1


def test_a_rules_draft_becomes_the_takers(deliver: Deliver, people: People) -> None:
    RoutingRule.objects.create(name="All", action="draft")
    dispatch = deliver()
    assert dispatch.state == "taken"
    story = take(dispatch, people.reporter)
    assert (Story.objects.count(), story.created_by) == (1, people.reporter)


def test_who_may_not_write_may_not_take(deliver: Deliver, people: People) -> None:
    dispatch = deliver()
    for verb in (take, publish_as_is, drop, nod, pick_up, mark_read):
        with pytest.raises(PermissionDenied):
            verb(dispatch, people.photo_desk)


def test_what_was_canceled_is_not_taken(deliver: Deliver, people: People) -> None:
    dispatch = deliver(pubstatus="canceled")
    for verb in (take, publish_as_is):
        with pytest.raises(ValidationError, match="canceled"):
            verb(dispatch, people.chief_editor)


def test_as_it_is_it_goes_out_and_follows_its_updates(deliver: Deliver, people: People) -> None:
    dispatch = deliver()
    story = publish_as_is(dispatch, people.section_editor)
    dispatch.refresh_from_db()
    assert (story.is_public(), dispatch.state) == (True, "published")
    story.unpublish()
    dispatch.refresh_from_db()
    assert dispatch.state == "taken"
    Story.objects.get().latest_revision.publish()
    dispatch.refresh_from_db()
    assert dispatch.state == "published"
    assert dispatch.taken_by == people.section_editor
    deliver("2", headline="Ferry sails at last")
    assert Story.objects.public().get().headline == "Ferry sails at last"


def test_publishing_as_it_is_needs_the_section(
    deliver: Deliver, people: People, paper: TestPaper
) -> None:
    dispatch = deliver()
    with pytest.raises(PermissionDenied):
        publish_as_is(dispatch, people.reporter)
    with pytest.raises(PermissionDenied):
        publish_as_is(dispatch, people.section_editor, Placement(section=paper.science))
    assert not Story.objects.exists()


@pytest.mark.parametrize("fields", [{"pubstatus": "withheld"}, {"headline": None}])
def test_what_cannot_be_printed_is_refused(
    deliver: Deliver, people: People, fields: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        publish_as_is(deliver(**fields), people.chief_editor)
    assert not Story.objects.exists()


def test_a_draft_that_was_worked_on_is_published_from_the_editor(
    deliver: Deliver, people: People
) -> None:
    dispatch = deliver()
    story = take(dispatch, people.reporter)
    story.headline = "Our own words"
    story.save_revision(user=people.reporter)
    with pytest.raises(ValidationError, match="editor"):
        publish_as_is(dispatch, people.chief_editor)
    story.latest_revision.publish(user=people.chief_editor)
    dispatch.refresh_from_db()
    assert dispatch.state == "published"


def test_an_untouched_draft_goes_out_as_it_is(deliver: Deliver, people: People) -> None:
    dispatch = deliver()
    take(dispatch, people.chief_editor)
    assert publish_as_is(dispatch, people.chief_editor).is_public()


def test_what_a_colleague_has_taken_is_not_published_over_them(
    deliver: Deliver, people: People
) -> None:
    dispatch = deliver()
    people.reporter.first_name, people.reporter.last_name = "Nell", "Varga"
    people.reporter.save()
    taken = take(dispatch, people.reporter)
    with pytest.raises(ValidationError, match="Nell Varga took this item on"):
        publish_as_is(dispatch, people.chief_editor)
    assert not Story.objects.get().live
    taken.latest_revision.publish(user=people.chief_editor)
    assert publish_as_is(dispatch, people.chief_editor).is_public()


def test_what_becomes_of_an_item_whose_story_is_deleted(deliver: Deliver, people: People) -> None:
    dispatch = deliver()
    with LogContext(user=people.chief_editor):
        take(dispatch, people.reporter).delete()
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.taken_by) == ("new", None)
    entry = ModelLogEntry.objects.for_instance(dispatch).get()
    assert (entry.action, entry.user) == ("wire.story_deleted", people.chief_editor)
    assert drop(dispatch, people.reporter).state == "dropped"
    assert take(pick_up(dispatch, people.reporter), people.reporter).guid == GUID


def test_no_rule_takes_up_again_what_was_deleted(deliver: Deliver, people: People) -> None:
    RoutingRule.objects.create(name="All", action="draft")
    assert deliver().state == "taken"
    Story.objects.get().delete()
    assert deliver("2", headline="Ferry sails at last").state == "new"
    assert not Story.objects.exists()


def test_what_was_dropped_stays_dropped(deliver: Deliver, people: People) -> None:
    dispatch = drop(deliver(), people.reporter)
    assert (dispatch.state, dispatch.taken_by) == ("dropped", people.reporter)
    RoutingRule.objects.create(name="All", action="draft")
    assert deliver("2").state == "dropped"
    assert pick_up(dispatch, people.reporter).state == "new"
    assert deliver("3").state == "taken"


def test_what_a_rule_dropped_is_looked_at_again(deliver: Deliver) -> None:
    RoutingRule.objects.create(name="Trams", keywords="tram", action="drop")
    assert deliver(headline="Tram stops").state == "dropped"
    assert deliver("2", headline="Ferry stops").state == "new"
    assert deliver("3", headline="Tram stops").state == "dropped"


def test_a_story_is_not_dropped(deliver: Deliver, people: People) -> None:
    dispatch = deliver()
    take(dispatch, people.reporter)
    with pytest.raises(ValidationError):
        drop(dispatch, people.reporter)


def test_an_alarm_rests_once_somebody_nods(deliver: Deliver, people: People) -> None:
    deliver()
    dispatch = nod(deliver("2", pubstatus="canceled"), people.reporter)
    first = dispatch.nodded_at
    assert (dispatch.nodded_by, first is not None) == (people.reporter, True)
    dispatch = nod(dispatch, people.chief_editor)
    assert (dispatch.nodded_by, dispatch.nodded_at) == (people.reporter, first)


def test_where_there_is_no_alarm_nobody_nods(deliver: Deliver, people: People) -> None:
    assert nod(deliver(), people.reporter).nodded_at is None


def test_read_and_not_read(deliver: Deliver, people: People) -> None:
    dispatch = deliver()
    mark_read(dispatch, people.reporter)
    dispatch.refresh_from_db()
    first = dispatch.read_at
    assert first is not None
    mark_read(dispatch, people.chief_editor)
    dispatch.refresh_from_db()
    assert dispatch.read_at == first
    mark_read(dispatch, people.reporter, read=False)
    dispatch.refresh_from_db()
    assert dispatch.read_at is None
    mark_read(dispatch, people.reporter)
    assert deliver("2").read_at is None
