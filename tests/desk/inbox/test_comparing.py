"""A newer version of a story that the desk has worked on, taken by the block."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from broadsheet.desk.models import WireStory
from broadsheet.stories.models import Story
from broadsheet.wire.models import Dispatch
from tests.desk.conftest import People
from tests.desk.inbox.conftest import Arrives
from tests.desk.inbox.test_verbs import press
from tests.desk.test_story_list import AtDesk

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = "<p>The tide rose.</p>", "<p>The ferry waited.</p>", "<p>The gulls left.</p>"


@pytest.fixture
def waiting(people: People, at_desk: AtDesk, placed: Dispatch, arrives: Arrives) -> Story:
    """The section editor has taken and changed a story; then the wire has changed it."""
    dispatch = arrives(version="2", body_xhtml=ONE + TWO, ednote=None)
    press(at_desk(people.section_editor), dispatch, "take")
    story = Story.objects.get()
    story.headline = "Ferry waits for the tide"
    story.save_revision(user=people.section_editor)
    arrives(version="3", headline="Ferry sails", body_xhtml=ONE + TWO + THREE)
    return Story.objects.get()


def page(client: Client, story: Story) -> str:
    return client.get(f"/desk/wire/comparisons/{story.pk}/").content.decode()


def test_it_waits_where_everybody_sees_it(people: People, at_desk: AtDesk, waiting: Story) -> None:
    client = at_desk(people.section_editor)
    address = f"/desk/wire/comparisons/{waiting.pk}/"
    assert address in client.get("/desk/wire/comparisons/").content.decode()
    assert address in client.get("/desk/wire/").content.decode()
    assert re.search(r'To compare</bdi>\s*<span class="desk-figure">1<', page(client, waiting))


def test_the_editor_says_so(people: People, at_desk: AtDesk, waiting: Story) -> None:
    client = at_desk(people.section_editor)
    address = f"/desk/stories/edit/{waiting.pk}/"
    shown = client.get(address).content.decode()
    assert "Tide Wire has sent a newer version" in shown
    assert "A newer version from the wire waits to be compared." in shown
    assert f"/desk/wire/comparisons/{waiting.pk}/" in shown
    WireStory.objects.update(waits_since=None)
    shown = client.get(address).content.decode()
    assert "newer version" not in shown


def test_both_headlines_and_the_new_paragraph_are_offered(
    people: People, at_desk: AtDesk, waiting: Story
) -> None:
    shown = page(at_desk(people.section_editor), waiting)
    for words in ("Ferry held at the quay", "Ferry waits for the tide", "Ferry sails"):
        assert words in shown
    headline = re.search(r'<input[^>]*name="field-headline"[^>]*checked', shown)
    assert headline is not None
    assert 'value="ours"' in headline[0]
    assert "The gulls left." in shown


def test_what_is_chosen_is_written_into_a_draft(
    people: People, at_desk: AtDesk, waiting: Story
) -> None:
    client = at_desk(people.section_editor)
    shown = page(client, waiting)
    chosen = dict(re.findall(r'name="((?:field|block)-\w+(?:-\w+)*)" value="(\w+)" checked', shown))
    chosen["token"] = re.search(r'name="token" value="(\w+)"', shown)[1]  # type: ignore[index]
    answer = client.post(f"/desk/wire/comparisons/{waiting.pk}/", chosen)
    assert answer.url == f"/desk/stories/edit/{waiting.pk}/"
    draft = Story.objects.get().get_latest_revision_as_object()
    assert draft.headline == "Ferry waits for the tide"
    assert "The gulls left." in str(draft.body)
    assert "No newer version waits" in page(client, waiting)


def test_a_comparison_that_is_out_of_date_changes_nothing(
    people: People, at_desk: AtDesk, waiting: Story
) -> None:
    client = at_desk(people.section_editor)
    data = {"token": "old", "field-headline": "wire"}
    answer = client.post(f"/desk/wire/comparisons/{waiting.pk}/", data, follow=True)
    assert "moved on meanwhile" in answer.content.decode()
    assert Story.objects.get().get_latest_revision_as_object().headline.startswith("Ferry waits")


def test_who_may_not_change_the_story_only_looks(
    people: People, at_desk: AtDesk, waiting: Story
) -> None:
    client = at_desk(people.reporter)
    shown = page(client, waiting)
    assert "You may not change this story." in shown
    token = re.search(r'name="token" value="(\w+)"', shown)
    assert token is not None
    client.post(
        f"/desk/wire/comparisons/{waiting.pk}/", {"token": token[1], "field-headline": "wire"}
    )
    assert Story.objects.get().get_latest_revision_as_object().headline.startswith("Ferry waits")
