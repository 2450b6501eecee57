"""An embargoed story, or a killed one, stands in nothing that anybody outside can read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Workflow

from broadsheet.desk.models import RoutingRule
from broadsheet.desk.set_up import WORKFLOW
from broadsheet.desk.warnings import warnings_of
from broadsheet.press.registry import all_paths
from broadsheet.stories.actions.publish_due import publish_due
from broadsheet.stories.models import Picture, Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import WirePicture
from broadsheet.wire.pictures.keeping import put
from broadsheet.wire.signals import picture_fetched
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import make_special, publish
from tests.factories.pictures import picture_file
from tests.factories.wire import GUID, ninjs

pytestmark = pytest.mark.django_db
LATER = timezone.now().replace(microsecond=0) + timedelta(hours=5)
HREF = "https://pictures.example/harbour.jpg"
WORDS = ("Ferry held at the quay", "harbour-master kept it back", "tide was higher")
ELSEWHERE = ("/search/?q=ferry", "/search/?q=tide&order=newest", "/opensearch.xml", "/rails/")


@pytest.fixture(autouse=True)
def _paper_with_another_story(paper: TestPaper) -> None:
    """Tide Wire is published at once, in Politics and in a special; one story stands already."""
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    special = make_special(paper.edition)
    RoutingRule.objects.create(
        name="All", section=paper.politics, special=special, action="publish"
    )
    other = publish(paper.politics, headline="Another story", body=[], standfirst="")
    assert other.is_public()


def deliver(version: str, **fields: Any) -> Story:
    rendition = {"href": HREF, "mimetype": "image/jpeg", "width": 640, "height": 427}
    content = ninjs(
        version,
        versioncreated=timezone.now().isoformat(),
        subject=[{"name": "Ferries"}],
        associations={"featuremedia": {"type": "picture", "renditions": {"original": rendition}}},
        **fields,
    )
    take_in(receive(provider_named("Tide Wire"), "item.json", content))
    for row in WirePicture.objects.filter(href=HREF, state="waiting"):
        put(row, picture_file().read())
        picture_fetched.send(sender=WirePicture, picture=row)
    return Story.objects.get(guid=GUID)


def outputs(client: Client, story: Story) -> Iterator[tuple[str, int, str]]:
    """Every public address, its status, and what it says."""
    for path in dict.fromkeys([*all_paths(), *ELSEWHERE, story.path]):
        answer = client.get(path)
        content = b"".join(answer) if answer.streaming else answer.content
        yield path, answer.status_code, content.decode()


# By this list, devices that keep stories for offline reading learn what to forget.
KILLED = "/killed.json"


def mentions(client: Client, story: Story) -> set[str]:
    picture = Picture.objects.get()
    told = (*WORDS, picture.file.name.rpartition("/")[2].partition("-")[0])
    return {
        path
        for path, _status, text in outputs(client, story)
        if any(word in text for word in told) or story.path in text
    }


def files_in(client: Client, story: Story) -> set[str]:
    """The addresses of the pictures on the story's page, each of which is there to be had."""
    found = set(re.findall(r"/media/[^\s\"'>,]+", client.get(story.path).content.decode()))
    assert found
    assert statuses(client, found) == {200}
    return found


def statuses(client: Client, addresses: set[str]) -> set[int]:
    """What the addresses answer."""
    found = set()
    for address in addresses:
        answer = client.get(address)
        # Read to its end, it is closed without the test's transaction.
        answer.getvalue()
        found.add(answer.status_code)
    return found


type_commits = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: type_commits) -> type_commits:
    """What happens in it is committed at its end."""
    return partial(django_capture_on_commit_callbacks, execute=True)


def test_before_its_second_it_is_nowhere_and_after_it_everywhere(client: Client) -> None:
    later = timezone.now() + timedelta(hours=1)
    story = deliver("1", embargoed=later.isoformat())
    assert (story.live, story.lead_picture is not None) == (True, True)
    assert mentions(client, story) == set()
    assert client.get(story.path).status_code == 404
    story = deliver("2")
    found = mentions(client, story)
    assert {"/", "/politics/", story.path, "/the-long-tide/"} <= found
    assert "/rss.xml" in found
    assert any("sitemap" in path for path in found)
    assert any("search" in path for path in found)


def test_a_new_embargo_and_a_kill_take_it_back_from_everywhere(client: Client) -> None:
    story = deliver("1")
    assert len(mentions(client, story)) > 5
    later = timezone.now() + timedelta(hours=1)
    deliver("2", embargoed=later.isoformat())
    assert mentions(client, story) == {KILLED}
    deliver("3")
    assert len(mentions(client, story)) > 5
    deliver("4", pubstatus="canceled")
    assert mentions(client, story) == {KILLED}
    assert client.get(story.path).status_code == 410


def test_a_new_embargo_takes_the_pictures_back_until_it_lifts(
    client: Client, committed: type_commits
) -> None:
    story = deliver("1")
    known = files_in(client, story)
    later = timezone.now() + timedelta(hours=1)
    with committed():
        deliver("2", embargoed=later.isoformat())
    assert statuses(client, known) == {404}
    # Its second comes.
    Story.objects.update(embargo_until=timezone.now())
    assert files_in(client, story).isdisjoint(known)


def test_an_embargo_that_the_desk_sets_takes_them_back_too(
    client: Client, committed: type_commits
) -> None:
    story = deliver("1")
    known = files_in(client, story)
    story.embargo_until = timezone.now() + timedelta(hours=1)
    with committed():
        story.save_revision().publish()
    assert statuses(client, known) == {404}
    name = Picture.objects.get().file.name
    with committed():
        story.save_revision().publish()
    # What readers never saw keeps its files.
    assert Picture.objects.get().file.name == name


@pytest.mark.parametrize("desk_has_touched_it", [False, True])
def test_what_is_withheld_takes_its_pictures_with_it_until_it_is_let_go(
    client: Client, committed: type_commits, desk_has_touched_it: bool
) -> None:
    story = deliver("1")
    known = files_in(client, story)
    if desk_has_touched_it:
        story.headline = "Ferry held"
        story.save_revision().publish()
    with committed():
        deliver("2", pubstatus="withheld")
    assert client.get(story.path).status_code == 404
    assert statuses(client, known) == {404}
    if not desk_has_touched_it:
        story = deliver("3")
        assert files_in(client, story).isdisjoint(known)


def test_a_kill_takes_them_for_good_and_unpublishing_until_it_is_published(
    client: Client, committed: type_commits
) -> None:
    story = deliver("1")
    known = files_in(client, story)
    with committed():
        story.unpublish()
    assert statuses(client, known) == {404}
    story.save_revision().publish()
    known = files_in(client, story)
    with committed():
        deliver("2", pubstatus="canceled")
    assert statuses(client, known) == {404}


def test_what_another_story_shows_in_public_stays(
    client: Client, committed: type_commits, paper: TestPaper
) -> None:
    story = deliver("1")
    known = files_in(client, story)
    publish(paper.politics, headline="The quay", lead_picture=story.lead_picture)
    with committed():
        deliver("2", embargoed=(timezone.now() + timedelta(hours=1)).isoformat())
    assert statuses(client, known) == {200}


@pytest.mark.parametrize("from_where", ["an open form", "an older version"])
def test_it_is_put_back_on_what_was_written_before_it_came(
    client: Client, people: People, from_where: str
) -> None:
    story = deliver("1")
    first, form = story.latest_revision, story.get_latest_revision_as_object()
    form.headline = "Ours"
    form.save_revision(user=people.chief_editor).publish(user=people.chief_editor)
    deliver("2", embargoed=LATER.isoformat())
    draft = form if from_where == "an open form" else first.as_object()
    assert draft.embargo_until is None
    assert "agency-embargo" in {warning.code for warning in warnings_of(draft)}
    draft.save_revision(user=people.chief_editor).publish(user=people.chief_editor)
    story = Story.objects.get(pk=story.pk)
    assert story.embargo_until == LATER
    assert story.latest_revision.as_object().embargo_until == LATER
    assert client.get(story.path).status_code == 404


def test_a_later_version_with_the_same_embargo_brings_it_back(client: Client) -> None:
    story = deliver("1", embargoed=LATER.isoformat())
    Story.objects.filter(pk=story.pk).update(embargo_until=None)
    story.refresh_from_db()
    story.save_revision()
    deliver("2", embargoed=LATER.isoformat())
    assert Story.objects.get(pk=story.pk).embargo_until == LATER


def test_who_has_been_asked_may_publish_sooner(
    client: Client, people: People, at_desk: Callable[[Any], Client]
) -> None:
    story = deliver("1", embargoed=LATER.isoformat())
    draft = story.get_latest_revision_as_object()
    draft.embargo_until = None
    revision = draft.save_revision(user=people.chief_editor)
    at_desk(people.chief_editor).post(f"/desk/stories/publish/{story.pk}/{revision.pk}/")
    assert Story.objects.get(pk=story.pk).is_public()
    deliver("2", embargoed=LATER.isoformat())
    assert Story.objects.get(pk=story.pk).is_public()
    # Another embargo is another matter.
    deliver("3", embargoed=(LATER + timedelta(hours=1)).isoformat())
    assert not Story.objects.get(pk=story.pk).is_public()


def translate(story: Story) -> Story:
    translation = Story(section=story.section, headline="Fähre", translation_of=story, live=False)
    translation.full_clean()
    translation.save()
    translation.save_revision().publish()
    return Story.objects.get(pk=translation.pk)


def test_it_binds_our_translations_too(client: Client) -> None:
    translation = translate(deliver("1"))
    assert translation.is_public()
    story = deliver("2", embargoed=LATER.isoformat())
    translation.refresh_from_db()
    assert not translation.is_public()
    assert not translate(story).is_public()
    deliver("3")
    translation.refresh_from_db()
    assert translation.is_public()


def test_what_is_withheld_takes_our_translations_along(client: Client) -> None:
    translation = translate(deliver("1"))
    deliver("2", pubstatus="withheld")
    translation.refresh_from_db()
    assert not translation.live


def test_what_is_withheld_does_not_come_out_when_its_hour_comes(people: People) -> None:
    RoutingRule.objects.update(action="draft")
    story = deliver("1")
    soon = timezone.now() + timedelta(minutes=1)
    draft = story.get_latest_revision_as_object()
    draft.go_live_at = soon
    draft.save_revision(user=people.chief_editor).publish(user=people.chief_editor)
    Workflow.objects.get(name=WORKFLOW).start(draft, people.reporter)
    story = deliver("2", pubstatus="withheld")
    assert story.current_workflow_state is None
    with time_machine.travel(soon + timedelta(seconds=1)):
        publish_due()
    story = Story.objects.get(pk=story.pk)
    assert (story.live, story.go_live_at) == (False, None)
    draft = story.get_latest_revision_as_object()
    assert draft.go_live_at is None
    assert "withheld" in {warning.code for warning in warnings_of(draft)}
