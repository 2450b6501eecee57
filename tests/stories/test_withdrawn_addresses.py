"""What devices are told to forget, and what 410 tells: of stories that readers have found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.actions.lift_kill import LiftKill
from broadsheet.plates import tags
from broadsheet.stories.dependencies import thing
from broadsheet.stories.models import Story, StoryAddress
from tests.conftest import TestPaper
from tests.factories import UserFactory, publish

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def gone(client: Client) -> list[str]:
    found: list[str] = client.get("/killed.json").json()["gone"]
    return found


def status(client: Client, story: Story) -> int:
    return client.get(story.path).status_code


def test_a_killed_story_is_named_and_a_lifted_one_when_it_is_out_again_is_not(
    paper: TestPaper, client: Client
) -> None:
    story = publish(paper.politics)
    assert gone(client) == []
    KillStory(story, "Libel.").execute()
    assert (gone(client), status(client, story)) == ([story.path], 410)
    lifted = LiftKill(Story.objects.get(), UserFactory(is_superuser=True)).execute()
    lifted.latest_revision.publish()
    assert (gone(client), status(client, story)) == ([], 200)


def test_what_readers_never_found_is_not_told_of(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics, embargo_until=timezone.now() + HOUR)
    KillStory(story, "Libel.").execute()
    assert (gone(client), status(client, story)) == ([], 404)
    # Nor later, when the embargo would have ended.
    assert StoryAddress.objects.get().public_from is None
    never = publish(paper.politics, embargo_until=timezone.now() + HOUR)
    never.delete()
    assert (gone(client), status(client, never)) == ([], 404)


def test_a_deleted_story_is_gone(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics)
    story.delete()
    assert (gone(client), status(client, story)) == ([story.path], 410)


def test_what_is_unpublished_is_forgotten_until_it_is_out_again(
    paper: TestPaper, client: Client
) -> None:
    story = publish(paper.politics)
    story.unpublish()
    assert (gone(client), status(client, story)) == ([story.path], 404)
    Story.objects.get().latest_revision.publish()
    assert gone(client) == []


def test_a_later_embargo_takes_it_back_until_it_ends(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics)
    story.embargo_until = timezone.now().replace(microsecond=0) + HOUR
    story.save_revision().publish()
    assert gone(client) == [story.path]
    with tags.collecting() as found:
        gone(client)
    # So that the list is pressed anew when the embargo ends.
    assert thing(story) in found.firm
    Story.objects.update(embargo_until=timezone.now() - timedelta(seconds=1))
    assert gone(client) == []


def test_a_kill_is_told_however_long_ago_it_was_embargoed(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics)
    story.embargo_until = timezone.now().replace(microsecond=0) + HOUR
    story.save_revision().publish()
    # The embargo has ended by itself, and forty days have passed.
    StoryAddress.objects.update(withdrawn_at=timezone.now() - timedelta(days=40))
    ended = timezone.now() - timedelta(days=39)
    Story.objects.update(embargo_until=ended, published_at=ended)
    assert gone(client) == []
    KillStory(Story.objects.get(), "Libel.").execute()
    assert (gone(client), status(client, story)) == ([story.path], 410)


def test_an_embargo_that_ends_makes_it_public(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics, embargo_until=timezone.now() + HOUR)
    address = StoryAddress.objects.get()
    assert address.public_from > timezone.now()
    story.embargo_until = None
    story.save_revision().publish()
    address.refresh_from_db()
    assert address.public_from <= timezone.now()
    KillStory(story, "Libel.").execute()
    assert (gone(client), status(client, story)) == ([story.path], 410)


def test_rights_that_have_ended_take_it_from_devices(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics, rights_expire_at=timezone.now() + HOUR)
    assert gone(client) == []
    Story.objects.update(rights_expire_at=timezone.now())
    assert gone(client) == [story.path]


def test_nobody_remembers_for_ever(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics)
    KillStory(story, "Libel.").execute()
    StoryAddress.objects.update(withdrawn_at=timezone.now() - timedelta(days=31))
    assert (gone(client), status(client, story)) == ([], 410)
