"""What an agency orders: an embargo binds, a correction is printed, a kill reaches everything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet.desk.actions.lift_kill import LiftKill
from broadsheet.desk.actions.refresh_from_wire import refresh_story
from broadsheet.desk.actions.take import take
from broadsheet.desk.models import RoutingRule, WireStory
from broadsheet.desk.placement import Placement
from broadsheet.press.models import Change
from broadsheet.stories.models import Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import Dispatch
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories.wire import GUID, ninjs

pytestmark = pytest.mark.django_db
LATER = timezone.now().replace(microsecond=0) + timedelta(hours=1)
MUCH_LATER = LATER + timedelta(days=1)


@pytest.fixture(autouse=True)
def _published(paper: TestPaper) -> None:
    """What Tide Wire delivers goes out at once, in Politics."""
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    RoutingRule.objects.create(name="All", section=paper.politics, action="publish")


def deliver(version: str = "1", guid: str = GUID, **fields: Any) -> Story | None:
    delivery = receive(provider_named("Tide Wire"), "item.json", ninjs(version, guid, **fields))
    take_in(delivery)
    delivery.refresh_from_db()
    assert not delivery.error
    return Story.objects.filter(guid=guid).first()


def rewrite(story: Story, people: People, **fields: Any) -> Story:
    draft = story.get_latest_revision_as_object()
    for name, value in {"headline": "Our own words", **fields}.items():
        setattr(draft, name, value)
    draft.save_revision(user=people.chief_editor).publish(user=people.chief_editor)
    return Story.objects.get(pk=story.pk)


def test_a_newer_version_brings_an_embargo_for_what_the_desk_has_rewritten(
    people: People, client: Client
) -> None:
    story = rewrite(deliver(), people)
    assert client.get(story.path).status_code == 200
    before = Change.objects.count()
    story = deliver("2", embargoed=LATER.isoformat())
    assert (story.headline, story.embargo_until, story.live) == ("Our own words", LATER, True)
    assert client.get(story.path).status_code == 404
    assert Change.objects.count() > before
    assert story.get_latest_revision_as_object().embargo_until == LATER
    story.latest_revision.publish(user=people.chief_editor)
    assert not Story.objects.public().exists()
    assert deliver("3").is_public()


def test_a_draft_beside_a_live_story_comes_under_the_embargo_too(people: People) -> None:
    story = rewrite(deliver(), people)
    story.headline = "Not out yet"
    story.save_revision(user=people.chief_editor)
    story = deliver("2", embargoed=LATER.isoformat())
    assert (story.headline, story.embargo_until) == ("Our own words", LATER)
    draft = story.get_latest_revision_as_object()
    assert (draft.headline, draft.embargo_until) == ("Not out yet", LATER)


def test_an_embargo_of_our_own_gives_way_to_a_later_one_only(people: People) -> None:
    story = rewrite(deliver(), people, embargo_until=LATER)
    assert deliver("2", embargoed=(LATER - timedelta(minutes=5)).isoformat()).embargo_until == LATER
    assert deliver("3", embargoed=MUCH_LATER.isoformat()).embargo_until == MUCH_LATER
    assert not Story.objects.get(pk=story.pk).is_public()


def test_lifting_an_agencys_embargo_leaves_ours(people: People) -> None:
    story = rewrite(deliver(embargoed=LATER.isoformat()), people, embargo_until=MUCH_LATER)
    assert deliver("2").embargo_until == MUCH_LATER
    assert story.pk


def test_what_is_published_though_it_is_withheld_stays_when_its_picture_comes(
    people: People,
) -> None:
    story = rewrite(deliver(), people)
    story = deliver("2", pubstatus="withheld")
    assert not story.live
    rewrite(story, people, headline="Published all the same")
    refresh_story(Dispatch.objects.get(guid=GUID))
    deliver("1")
    assert Story.objects.get().live
    assert not deliver("3", pubstatus="withheld").live


def test_a_correction_is_printed_with_its_time(client: Client) -> None:
    deliver()
    story = deliver("2", headline="Ferry held for two hours", ednote="CORRECTS the hour")
    (note,) = [block for block in story.body if block.block_type == "correction"]
    assert note.value["text"] == "Tide Wire has corrected this story."
    assert note.value["corrected_at"] == story.updated_at
    page = client.get(story.path).content.decode()
    assert "Tide Wire has corrected this story." in page
    assert "CORRECTS the hour" not in page
    # A later version keeps the note; one that comes late brings it.
    deliver("4", headline="Ferry sails")
    story = deliver("3", headline="Corrected: ferry sails")
    assert story.headline == "Ferry sails"
    assert [block.block_type for block in story.body] == ["text", "correction", "correction"]


def test_what_the_desk_took_off_the_site_stays_off() -> None:
    deliver().unpublish()
    story = deliver("2", headline="Ferry sails")
    assert (story.live, story.latest_revision.as_object().headline) == (False, "Ferry sails")


def test_what_was_withheld_comes_back_by_itself_but_not_over_the_desk(people: People) -> None:
    deliver()
    assert not deliver("2", pubstatus="withheld").live
    assert deliver("3").live
    rewrite(Story.objects.get(), people)
    assert not deliver("4", pubstatus="withheld").live
    assert not deliver("5").live
    assert WireStory.objects.get().waits_since is not None


def test_a_kill_takes_translations_and_packages_with_it(
    paper: TestPaper, people: People, client: Client
) -> None:
    story = deliver()
    translation = Story(section=paper.science, headline="Nachtfähre", translation_of=story)
    translation.full_clean()
    translation.save()
    translation.save_revision(user=people.chief_editor).publish(user=people.chief_editor)
    package = package_of(GUID, "tag:other")
    own = rewrite(package, people)
    assert story.front_headline in client.get(own.path).content.decode()
    deliver("2", pubstatus="canceled")
    killed = [Story.objects.get(pk=one.pk) for one in (story, translation, package)]
    assert all(one.is_killed for one in killed)
    assert [client.get(one.path).status_code for one in killed] == [410, 410, 410]
    alarmed = Dispatch.objects.get(guid="tag:package")
    assert (alarmed.alarm, alarmed.nodded_at) == ("kill", None)
    # Lifted at the desk it may live: it has been told once.
    LiftKill(killed[2], people.chief_editor).execute()
    deliver("2", pubstatus="canceled")
    assert not Story.objects.get(pk=package.pk).is_killed


def package_of(*guids: str, version: str = "1", **fields: Any) -> Story | None:
    members = [{"uri": guid, "type": "text", "headline": guid} for guid in guids]
    associations = {f"member{number}": each for number, each in enumerate(members)}
    content = {"type": "composite", "headline": "Ferries", "associations": associations, **fields}
    return deliver(version, "tag:package", **content)


def linked(package: Story) -> list[int]:
    blocks = [block for block in package.body if block.block_type == "related"]
    return [story.pk for block in blocks for story in block.value["stories"]]


def test_members_stand_in_a_package_in_its_order_whenever_they_come() -> None:
    second = deliver("1", "tag:second")
    package = package_of("tag:first", "tag:second", body_xhtml="<p>Two stories.</p>")
    assert linked(package) == [second.pk]
    first = deliver("1", "tag:first")
    package.refresh_from_db()
    assert linked(package) == [first.pk, second.pk]
    assert package.updated_at is None
    assert [block.block_type for block in package.body] == ["text", "related"]


def test_a_package_that_carries_what_was_canceled_never_becomes_a_story() -> None:
    deliver("1", "tag:first", pubstatus="canceled")
    assert package_of("tag:first") is None
    # Nor does a version that leaves it out, whichever of the two came first.
    assert package_of("tag:second", version="2") is None


def test_a_package_is_killed_for_a_member_of_an_earlier_version() -> None:
    package_of("tag:first", "tag:second")
    package_of("tag:second", version="2")
    deliver("1", "tag:first", pubstatus="canceled")
    assert Story.objects.get(guid="tag:package").is_killed


def test_a_taken_package_links_its_members_too(people: People, paper: TestPaper) -> None:
    RoutingRule.objects.all().delete()
    package_of("tag:first")
    dispatch = Dispatch.objects.get(guid="tag:package")
    package = take(dispatch, people.chief_editor, Placement(section=paper.politics))
    assert linked(package) == []
    deliver("1", "tag:first")
    first = take(
        Dispatch.objects.get(guid="tag:first"),
        people.chief_editor,
        Placement(section=paper.politics),
    )
    assert linked(Story.objects.get(pk=package.pk)) == [first.pk]


def test_a_locked_story_is_the_desks(people: People) -> None:
    story = deliver()
    Story.objects.filter(pk=story.pk).update(locked=True, locked_by=people.chief_editor)
    assert deliver("2", headline="Ferry sails").headline == "Ferry held at the quay"
    assert WireStory.objects.get().waits_since is not None


def test_a_draft_that_saves_itself_is_touched(people: People, paper: TestPaper) -> None:
    RoutingRule.objects.all().delete()
    deliver()
    story = take(
        Dispatch.objects.get(guid=GUID), people.chief_editor, Placement(section=paper.politics)
    )
    assert not WireStory.objects.get().is_touched
    story.headline = "Our own words"
    story.save_revision(user=people.chief_editor, overwrite_revision=story.latest_revision)
    assert WireStory.objects.get().is_touched
    draft = deliver("2", headline="Ferry sails").get_latest_revision_as_object()
    assert draft.headline == "Our own words"
