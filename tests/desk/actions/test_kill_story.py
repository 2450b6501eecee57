"""Killing a story, and lifting a kill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Workflow
from wagtail.signals import unpublished

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.actions.lift_kill import LiftKill
from broadsheet.desk.actions.move_story import MoveStory
from broadsheet.desk.set_up import WORKFLOW
from broadsheet.desk.views import publish_anyway
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import StoryFactory, publish

AtDesk = Callable[[User], Client]


@pytest.fixture
def signals() -> Iterator[list[Any]]:
    """Stories for which `unpublished` was sent."""
    heard: list[Any] = []

    def listen(instance: Any, **kwargs: Any) -> None:
        heard.append(instance)

    unpublished.connect(listen)
    yield heard
    unpublished.disconnect(listen)


def test_a_killed_story_is_gone(
    paper: TestPaper, people: People, client: Client, signals: list[Any]
) -> None:
    story = publish(paper.politics)
    assert client.get(story.path).status_code == 200
    killed = KillStory(story, "Libel.", people.section_editor).execute()
    assert client.get(story.path).status_code == 410
    assert not Story.objects.public().exists()
    assert not killed.live
    assert killed.kill_reason == "Libel."
    assert signals == [killed]
    entry = ModelLogEntry.objects.get(action="stories.kill")
    assert entry.user == people.section_editor
    assert entry.message == "Killed: Libel."
    for address in ("/", "/politics/"):
        assert story.headline not in client.get(address).content.decode()


def test_what_waits_is_cancelled(paper: TestPaper, people: People) -> None:
    story = publish(paper.politics)
    story.go_live_at = timezone.now() + timedelta(hours=2)
    story.save_revision().publish()
    story.refresh_from_db()
    assert story.revisions.filter(approved_go_live_at__isnull=False).exists()
    Workflow.objects.get(name=WORKFLOW).start(story, people.reporter)
    story = KillStory(story, "Wrong.", people.chief_editor).execute()
    assert not story.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert story.current_workflow_state is None
    assert story.get_latest_revision_as_object().go_live_at is None


def test_a_reason_is_required_and_a_kill_happens_once(paper: TestPaper) -> None:
    story = publish(paper.politics)
    with pytest.raises(ValidationError):
        KillStory(story, "  ").execute()
    killed = KillStory(story, "Wrong.").execute()
    with pytest.raises(ValidationError):
        KillStory(killed, "Again.").execute()


def test_a_killed_story_cannot_be_published(paper: TestPaper, people: People) -> None:
    story = KillStory(publish(paper.politics), "Wrong.").execute()
    with pytest.raises(ValidationError):
        story.latest_revision.publish(user=people.chief_editor)
    story.refresh_from_db()
    assert not story.live


def test_what_was_read_before_a_kill_does_not_undo_it(
    paper: TestPaper, people: People, client: Client
) -> None:
    story = publish(paper.politics)
    saved_before, saved_after = (Story.objects.get(pk=story.pk) for _ in range(2))
    before = saved_before.save_revision(user=people.chief_editor)
    KillStory(story, "Libel.").execute()
    after = saved_after.save_revision(user=people.chief_editor)
    for revision in (before, after):
        with pytest.raises(ValidationError, match="was killed"):
            revision.publish(user=people.chief_editor)
    saved_before.unpublish()
    saved_after.save()
    story = Story.objects.get(pk=story.pk)
    assert (story.is_killed, story.kill_reason, story.live) == (True, "Libel.", False)
    assert client.get(story.path).status_code == 410


def test_a_kill_while_the_editor_publishes_is_told_in_words(
    paper: TestPaper, people: People, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = publish(paper.politics)
    revision = story.save_revision()
    client = at_desk(people.chief_editor)
    asked = publish_anyway.remember_warnings

    def killed_meanwhile(*args: Any) -> None:
        asked(*args)
        KillStory(story, "Libel.").execute()

    monkeypatch.setattr(publish_anyway, "remember_warnings", killed_meanwhile)
    answer = client.post(f"/desk/stories/publish/{story.pk}/{revision.pk}/")
    assert answer.status_code == 302
    assert "was killed" in str(next(iter(get_messages(answer.wsgi_request))))
    assert Story.objects.get(pk=story.pk).is_killed


def test_a_move_begins_with_the_story_as_it_is(paper: TestPaper, people: People) -> None:
    story = publish(paper.politics)
    KillStory(Story.objects.get(pk=story.pk), "Libel.").execute()
    with pytest.raises(PermissionDenied):
        MoveStory(story, paper.science, people.chief_editor).execute()
    assert Story.objects.get(pk=story.pk).is_killed


def test_lifting_makes_a_draft(paper: TestPaper, people: People, client: Client) -> None:
    story = KillStory(publish(paper.politics), "Wrong.").execute()
    with pytest.raises(PermissionDenied):
        LiftKill(story, people.section_editor).execute()
    lifted = LiftKill(story, people.chief_editor).execute()
    assert not lifted.is_killed
    assert not lifted.live
    assert client.get(story.path).status_code == 404
    assert ModelLogEntry.objects.get(action="stories.lift_kill").data == {"reason": "Wrong."}
    lifted.latest_revision.publish(user=people.chief_editor)
    assert client.get(story.path).status_code == 200


def test_the_page_asks_for_the_reason(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    story = publish(paper.politics)
    client = at_desk(people.section_editor)
    address = f"/desk/stories/kill/{story.pk}/"
    assert "410 Gone" in client.get(address).content.decode()
    client.post(address, {"reason": " "})
    story.refresh_from_db()
    assert not story.is_killed
    assert client.post(address, {"reason": "Libel."})["Location"] == "/desk/stories/"
    story.refresh_from_db()
    assert story.is_killed
    assert client.get(address).status_code == 302
    inspect = client.get(f"/desk/stories/inspect/{story.pk}/").content.decode()
    assert "Libel." in inspect
    assert "Lift the kill" not in inspect
    lift = f"/desk/stories/lift/{story.pk}/"
    client.post(lift)
    story.refresh_from_db()
    assert story.is_killed
    client = at_desk(people.chief_editor)
    assert "Libel." in client.get(lift).content.decode()
    client.post(lift)
    story.refresh_from_db()
    assert not story.is_killed


@pytest.mark.parametrize(("role", "offered"), [("chief_editor", True), ("section_editor", False)])
def test_the_message_offers_the_way_back_to_whoever_may_take_it(
    paper: TestPaper, people: People, at_desk: AtDesk, role: str, offered: bool
) -> None:
    story = publish(paper.politics)
    client = at_desk(getattr(people, role))
    answer = client.post(f"/desk/stories/kill/{story.pk}/", {"reason": "Hoax."})
    (said,) = (str(one) for one in get_messages(answer.wsgi_request))
    assert "is killed" in said
    assert (f"/desk/stories/lift/{story.pk}/" in said) is offered


@pytest.mark.parametrize("role", ["reporter", "photo_desk"])
def test_not_everybody_kills(paper: TestPaper, people: People, at_desk: AtDesk, role: str) -> None:
    story = publish(paper.politics, created_by=people.reporter)
    client = at_desk(getattr(people, role))
    client.post(f"/desk/stories/kill/{story.pk}/", {"reason": "No."})
    client.post(f"/desk/bulk/stories/story/kill/?id={story.pk}", {"reason": "No."})
    story.refresh_from_db()
    assert not story.is_killed


def test_several_at_once(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    mine = [publish(paper.politics), publish(paper.politics)]
    other = publish(paper.science)
    query = "&".join(f"id={story.pk}" for story in [*mine, other])
    client = at_desk(people.section_editor)
    page = client.get(f"/desk/bulk/stories/story/kill/?{query}").content.decode()
    assert "Left out" in page
    client.post(f"/desk/bulk/stories/story/kill/?{query}", {"reason": "Hoax."})
    assert set(Story.objects.filter(killed_at__isnull=False)) == set(mine)


def test_all_in_the_listing_is_nothing(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    story = publish(paper.politics)
    client = at_desk(people.chief_editor)
    client.post("/desk/bulk/stories/story/kill/?id=all", {"reason": "Oops."})
    story.refresh_from_db()
    assert not story.is_killed


def test_bulk_publish_unpublish_move_delete(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = StoryFactory(section=paper.politics)
    story.save_revision()
    client = at_desk(people.chief_editor)
    page = client.get(f"/desk/bulk/stories/story/publish/?id={story.pk}").content.decode()
    assert "There is no topic" in page
    client.post(f"/desk/bulk/stories/story/publish/?id={story.pk}")
    story.refresh_from_db()
    assert story.live
    before = story.path
    section = {"section": str(paper.science.pk)}
    client.post(f"/desk/bulk/stories/story/move/?id={story.pk}", section)
    story.refresh_from_db()
    assert story.path.startswith("/science/")
    assert client.get(before).status_code == 301
    client.post(f"/desk/bulk/stories/story/unpublish/?id={story.pk}")
    story.refresh_from_db()
    assert not story.live
    client.post(f"/desk/bulk/stories/story/delete/?id={story.pk}")
    assert not Story.objects.exists()
    assert client.get(before).status_code == 410
