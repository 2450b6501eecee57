"""What the comparison with the wire shows beside the text: picture, topics, credit, language."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.desk.actions.compare import compare
from broadsheet.desk.actions.take import take
from broadsheet.desk.actions.take_blocks import take_blocks
from broadsheet.desk.comparison import State
from broadsheet.desk.comparison.fields import FieldRow
from broadsheet.desk.placement import Placement
from broadsheet.stories.models import Picture, Story, Topic
from broadsheet.wire.models import Dispatch
from tests.conftest import TestPaper
from tests.desk.actions.test_wire_pictures import HARBOUR, QUAY, deliver, featured, fetch
from tests.desk.conftest import People
from tests.factories.wire import GUID

pytestmark = pytest.mark.django_db


def about(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "rel": "about", "scheme": "cpnat:abstract"} for name in names]


@pytest.fixture
def story(paper: TestPaper, people: People) -> Story:
    """With a lead picture and two topics of the wire's, and one that the desk has added."""
    deliver("1", associations=featured(), subject=about("Ferries", "Tides"))
    fetch(HARBOUR)
    taken = take(Dispatch.objects.get(guid=GUID), people.chief_editor, Placement(paper.politics))
    own = Topic.objects.create(
        edition=paper.edition, type=Topic.Type.SUBJECT, name="Gulls", slug="gulls"
    )
    taken.topics = [*taken.topics.all(), own]
    taken.save_revision(user=people.chief_editor)
    return Story.objects.get()


def rows(story: Story) -> dict[str, FieldRow]:
    found = compare(story)
    assert found is not None
    return {row.name: row for row in found.fields}


def taken_of(story: Story, people: People, *names: str) -> Any:
    choices = {f"field-{name}": "wire" for name in names}
    taken = take_blocks(story, people.chief_editor, choices, compare(story).token)
    return taken.get_latest_revision_as_object()


def test_another_lead_picture_comes_with_its_words(story: Story, people: People) -> None:
    first = story.get_latest_revision_as_object().lead_picture
    assert (first.caption, story.topics.count()) == ("Boats at the quay.", 2)
    deliver("2", associations=featured(QUAY), subject=about("Ferries", "Tides"))
    fetch(QUAY, colour=(9, 9, 9))
    second = Picture.objects.exclude(pk=first.pk).get()
    row = rows(story)["lead_picture"]
    assert (row.state, row.ours[0], row.wire[0]) == (State.WIRE, first, second)
    draft = taken_of(story, people, "lead_picture")
    assert (draft.lead_picture, draft.lead_caption) == (second, "Boats at the quay.")


def test_a_caption_that_the_desk_has_rewritten_is_ours(story: Story, people: People) -> None:
    draft = story.get_latest_revision_as_object()
    draft.lead_caption = "Ours."
    draft.save_revision(user=people.chief_editor)
    deliver("2", headline="Ferry sails", associations=featured(), subject=about("Ferries"))
    row = rows(story)["lead_picture"]
    assert (row.state, row.ours[1], row.wire[1]) == (State.OURS, "Ours.", "Boats at the quay.")
    assert taken_of(story, people).lead_caption == "Ours."


def test_topics_come_and_go_beside_those_of_the_desk(story: Story, people: People) -> None:
    deliver("2", associations=featured(), subject=about("Ferries", "Storms"))
    row = rows(story)["topics"]
    assert (row.state, row.base, row.ours, row.wire) == (
        State.WIRE,
        ["Ferries", "Tides"],
        ["Ferries", "Gulls", "Tides"],
        ["Ferries", "Gulls", "Storms"],
    )
    draft = taken_of(story, people, "topics")
    assert {topic.name for topic in draft.topics.all()} == {"Ferries", "Gulls", "Storms"}


def test_topics_of_the_desk_alone_are_nothing_to_choose(story: Story) -> None:
    deliver("2", headline="Ferry sails", associations=featured(), subject=about("Tides", "Ferries"))
    assert rows(story)["topics"].state is State.SAME


def test_credit_language_and_kind(story: Story, people: People) -> None:
    deliver("2", language="de", subject=about("Ferries", "Tides"), associations=featured())
    provider = Dispatch.objects.get(guid=GUID).provider
    provider.credit_line = "Tide Wire / Reuse"
    provider.save()
    found = rows(story)
    assert (found["language"].state, found["language"].wire) == (State.WIRE, ["de"])
    assert found["source"].wire == ["Tide Wire / Reuse"]
    assert found["kind"].state is State.SAME
    draft = taken_of(story, people, "language", "source")
    assert (draft.language, draft.source.name) == ("de", "Tide Wire / Reuse")
