"""A newer version beside what the desk has made of the older one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from broadsheet.desk.actions.compare import compare
from broadsheet.desk.actions.take import take
from broadsheet.desk.actions.take_blocks import take_blocks
from broadsheet.desk.comparison import State
from broadsheet.desk.models import WireStory
from broadsheet.desk.placement import Placement
from broadsheet.stories.models import Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import Dispatch
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.desk.test_story_editor import form_data
from tests.factories.wire import GUID, ninjs

pytestmark = pytest.mark.django_db
FIRST = "<p>The tide was higher than the table said.</p><p>Nobody complained.</p>"
SECOND = "<p>The tide was much higher than the table said.</p><p>Nobody complained.</p>"


def deliver(version: str, **fields: Any) -> None:
    take_in(receive(provider_named("Tide Wire"), "item.json", ninjs(version, **fields)))


@pytest.fixture
def story(paper: TestPaper, people: People) -> Story:
    """Taken and rewritten by the chief editor; a second version has come since."""
    deliver("1", body_xhtml=FIRST)
    dispatch = Dispatch.objects.get(guid=GUID)
    taken = take(dispatch, people.chief_editor, Placement(section=paper.politics))
    taken.headline = "Our own headline"
    taken.body = [
        {"type": "text", "value": f"{FIRST}<p>Our own paragraph.</p>"},
    ]
    taken.save_revision(user=people.chief_editor)
    deliver("2", body_xhtml=SECOND, description_text="Another standfirst.")
    return Story.objects.get()


def rows(story: Story) -> dict[str, State]:
    found = compare(story)
    assert found is not None
    return {row.key: row.state for row in [*found.fields, *found.blocks]}


def test_what_differs_and_who_changed_it(story: Story) -> None:
    states = rows(story)
    assert states["field-headline"] is State.OURS
    assert states["field-standfirst"] is State.WIRE
    assert states["field-byline_text"] is State.SAME
    assert [states[f"block-{n}"] for n in range(3)] == [State.WIRE, State.SAME, State.OURS]
    assert WireStory.objects.get().waits_since is not None


def test_the_desk_takes_what_it_wants(story: Story, people: People) -> None:
    token = compare(story).token
    choices = {"field-standfirst": "wire", "block-0": "wire", "block-2": "ours"}
    taken = take_blocks(story, people.chief_editor, choices, token)
    draft = taken.get_latest_revision_as_object()
    assert (draft.headline, draft.standfirst) == ("Our own headline", "Another standfirst.")
    body = draft.body[0].value.source
    assert "much higher" in body
    assert "Our own paragraph." in body
    assert (taken.version, taken.live) == ("2", False)
    wire_story = WireStory.objects.get()
    assert (wire_story.base.version, wire_story.waits_since) == ("2", None)
    assert compare(taken) is None
    assert taken.latest_revision.user == people.chief_editor


def test_nothing_taken_settles_it_too(story: Story, people: People) -> None:
    before = story.latest_revision_id
    taken = take_blocks(story, people.chief_editor, {}, compare(story).token)
    assert (taken.latest_revision_id, compare(taken)) == (before, None)
    assert WireStory.objects.get().waits_since is None


def test_the_next_version_is_compared_with_the_one_that_was_settled(
    story: Story, people: People
) -> None:
    take_blocks(story, people.chief_editor, {}, compare(story).token)
    deliver("3", body_xhtml=SECOND, description_text="A third standfirst.")
    found = compare(story)
    assert (found.base.version, found.head.version) == ("2", "3")
    assert {row.key: row.state for row in found.fields}["field-standfirst"] is State.BOTH


def test_a_comparison_that_is_out_of_date_is_refused(story: Story, people: People) -> None:
    token = compare(story).token
    deliver("3", body_xhtml=FIRST)
    with pytest.raises(ValidationError, match="moved on"):
        take_blocks(story, people.chief_editor, {}, token)
    token = compare(story).token
    story.get_latest_revision_as_object().save_revision(user=people.chief_editor)
    with pytest.raises(ValidationError, match="moved on"):
        take_blocks(story, people.chief_editor, {}, token)


def test_who_may_not_change_the_story_takes_nothing(story: Story, people: People) -> None:
    token = compare(story).token
    for user in (people.reporter, people.photo_desk):
        with pytest.raises(PermissionDenied):
            take_blocks(story, user, {"block-0": "wire"}, token)


def test_a_live_story_stays_as_it_is_until_the_desk_publishes(story: Story, people: People) -> None:
    story.latest_revision.publish(user=people.chief_editor)
    taken = take_blocks(
        story, people.chief_editor, {"field-headline": "wire"}, compare(story).token
    )
    assert (taken.live, taken.headline, taken.version) == (True, "Our own headline", "2")
    assert taken.get_latest_revision_as_object().headline == "Ferry held at the quay"


def test_a_correction_is_offered_as_a_note(story: Story, people: People) -> None:
    deliver("3", body_xhtml=FIRST, ednote="CORRECTS the hour")
    found = compare(story)
    (row,) = [one for one in found.blocks if one.wire and one.wire[0].kind == "correction"]
    assert row.state is State.WIRE
    taken = take_blocks(story, people.chief_editor, {row.key: "wire"}, found.token)
    body = taken.get_latest_revision_as_object().body
    assert [block.block_type for block in body][-1] == "correction"
    assert "Tide Wire" in str(body[-1].value["text"])


def test_a_story_of_our_own_has_nothing_to_compare(story: Story, paper: TestPaper) -> None:
    own = Story(section=paper.politics, headline="Ours")
    own.full_clean()
    own.save()
    assert compare(own) is None


def test_a_form_that_is_saved_over_a_newer_version_lets_it_wait(
    paper: TestPaper, people: People, at_desk: Callable[[Any], Client]
) -> None:
    deliver("1", body_xhtml=FIRST)
    dispatch = Dispatch.objects.get(guid=GUID)
    taken = take(dispatch, people.chief_editor, Placement(section=paper.politics))
    opened = Story.objects.get(pk=taken.pk).latest_revision
    deliver("2", headline="What the wire says now", body_xhtml=SECOND)
    assert WireStory.objects.get().base.version == "2"
    form = form_data(paper.politics, headline="Ours", loaded_revision_id=str(opened.pk))
    client = at_desk(people.chief_editor)
    client.post(f"/desk/stories/edit/{taken.pk}/", form)
    story = Story.objects.get(pk=taken.pk)
    found = compare(story)
    assert found is not None
    assert (found.base.version, found.head.version, story.version) == ("1", "2", "1")
    assert {row.name: row.wire for row in found.fields}["headline"] == ["What the wire says now"]
    # What was opened after the wire wrote is no older than it.
    latest = story.latest_revision
    take_blocks(story, people.chief_editor, {}, found.token)
    form["loaded_revision_id"] = str(latest.pk)
    client.post(f"/desk/stories/edit/{taken.pk}/", form)
    assert compare(Story.objects.get(pk=taken.pk)) is None
