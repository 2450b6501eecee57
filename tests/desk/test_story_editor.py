"""The editor and the views around one story, through HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from broadsheet.desk.set_up import WORKFLOW
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import SourceFactory, StoryFactory, TopicFactory, publish

AtDesk = Callable[[User], Client]


def form_data(section: Any, **fields: Any) -> dict[str, str]:
    """What the editor posts."""
    data = {
        "headline": "The tide table was wrong",
        "short_headline": "",
        "section": str(section.pk),
        "kind": "text",
        "kicker": "",
        "standfirst": "By an hour.",
        "body": streamfield([("text", rich_text("<p>One two three four.</p>"))]),
        "entries": streamfield([]),
        "bylines": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
        "byline_text": "",
        "editor": "Wang Fan",
        "source": "",
        "dateline": "",
        "language": "",
        "lead_picture": "",
        "lead_caption": "",
        "lead_credit": "",
        "lead_clip": "",
        "slugline": "",
        "slug": "",
        "urgency": "",
        "topics": "",
        "translation_of": "",
        "published_at": "",
        "updated_at": "",
        "embargo_until": "",
        "go_live_at": "",
        "expire_at": "",
        "rights_holder": "",
        "usage_terms": "",
        "rights_expire_at": "",
        "canonical_url": "",
    }
    return nested_form_data(data | fields)


def edit(story: Story) -> str:
    """The editor's address."""
    return f"/desk/stories/edit/{story.pk}/"


def draft_in(section: Any, **fields: Any) -> Story:
    """A draft with a first revision."""
    story = StoryFactory(section=section, **fields)
    story.save_revision()
    return story


def test_editor_has_its_tabs(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    story = publish(paper.politics)
    story.save_revision(user=people.section_editor)
    text = at_desk(people.section_editor).get(edit(story)).content.decode()
    for tab in ("Story", "Pictures", "Placement", "Rights and times", "Machines’ view", "History"):
        assert tab in text
    assert "NewsArticle" in text
    assert "Compare with the one before" in text
    assert ">Restore<" in text
    assert "w-autosave" in text
    assert 'name="action-publish"' in text
    assert "schedule-publishing-dialog" in text
    assert "data-desk-warnings" in text
    assert f"/desk/stories/kill/{story.pk}/" in text
    assert "desk/editor.js" in text


def test_fields_take_their_direction_from_what_is_written(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    form = at_desk(people.chief_editor).get("/desk/stories/add/").context_data["form"]
    for name in ("headline", "standfirst", "slugline"):
        assert form.fields[name].widget.attrs["dir"] == "auto"


def test_a_reporter_writes_a_draft_and_cannot_publish_it(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    TopicFactory(edition=paper.edition, name="Tides")
    client = at_desk(people.reporter)
    assert b'name="action-publish"' not in client.get("/desk/stories/add/").content
    client.post("/desk/stories/add/", form_data(paper.politics, topics="Tides"))
    story = Story.objects.get()
    assert not story.live
    assert (story.created_by, story.touched_by) == (people.reporter, people.reporter)
    assert story.word_count == 4
    assert [topic.name for topic in story.topics.all()] == ["Tides"]
    answer = client.post(edit(story), form_data(paper.politics) | {"action-publish": "1"})
    assert answer.status_code == 302
    story.refresh_from_db()
    assert not story.live
    assert story.revisions.count() == 1


def test_an_unknown_topic_is_refused_in_words(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    page = at_desk(people.reporter).post(
        "/desk/stories/add/", form_data(paper.politics, topics="Nonsense")
    )
    assert "There is no topic" in page.content.decode()
    assert not Story.objects.exists()


def test_a_section_editor_publishes_in_their_own_section(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = draft_in(paper.politics)
    client = at_desk(people.section_editor)
    publishing = form_data(paper.politics) | {"action-publish": "1"}
    page = client.post(edit(story), publishing)
    assert "Publish anyway" in page.content.decode()
    story.refresh_from_db()
    assert not story.live
    client.post(f"/desk/stories/publish/{story.pk}/{story.latest_revision_id}/")
    story.refresh_from_db()
    assert story.live
    # The same warnings are not asked about twice.
    client.post(edit(story), publishing | {"headline": "The tide table was right"})
    story.refresh_from_db()
    assert story.headline == "The tide table was right"


def test_no_warnings_no_question(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    TopicFactory(edition=paper.edition, name="Tides")
    story = draft_in(paper.politics)
    data = form_data(paper.politics, topics="Tides", source=str(SourceFactory().pk))
    at_desk(people.section_editor).post(edit(story), data | {"action-publish": "1"})
    story.refresh_from_db()
    assert story.live


def test_a_section_editor_is_refused_elsewhere(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    client = at_desk(people.section_editor)
    other = publish(paper.science, headline="Before")
    draft = draft_in(paper.science)
    revision = other.latest_revision_id
    data = form_data(paper.science)
    requests = [
        (edit(other), {}),
        (edit(other), data | {"action-publish": "1"}),
        (f"/desk/stories/publish/{draft.pk}/{draft.latest_revision_id}/", {}),
        (f"/desk/stories/unpublish/{other.pk}/", {}),
        (f"/desk/stories/history/{other.pk}/revisions/{revision}/revert/", data),
        (f"/desk/stories/lock/{other.pk}/", {}),
        (f"/desk/stories/kill/{other.pk}/", {"reason": "No."}),
        (f"/desk/stories/delete/{draft.pk}/", {}),
        (f"/desk/bulk/stories/story/publish/?id={draft.pk}", {}),
        (f"/desk/bulk/stories/story/unpublish/?id={other.pk}", {}),
        (f"/desk/bulk/stories/story/kill/?id={other.pk}", {"reason": "No."}),
        (f"/desk/bulk/stories/story/delete/?id={draft.pk}", {}),
        (f"/desk/bulk/stories/story/move/?id={draft.pk}", {"section": str(paper.politics.pk)}),
    ]
    for address, posted in requests:
        client.post(address, posted)
        other.refresh_from_db()
        draft = Story.objects.get(pk=draft.pk)
        assert other.live, address
        assert other.headline == "Before", address
        assert not other.is_killed, address
        assert not other.locked, address
        assert not draft.live, address
        assert draft.section_id == paper.science.pk, address
    assert other.revisions.count() == 1


def test_own_draft_in_another_section_can_be_saved_but_not_published(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = draft_in(paper.science, created_by=people.section_editor)
    client = at_desk(people.section_editor)
    assert b'name="action-publish"' not in client.get(edit(story)).content
    client.post(edit(story), form_data(paper.science, headline="Saved"))
    client.post(edit(story), form_data(paper.science, headline="No") | {"action-publish": "1"})
    story.refresh_from_db()
    assert story.headline == "Saved"
    assert not story.live


def test_a_story_is_not_smuggled_into_another_section(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = publish(paper.politics)
    page = at_desk(people.section_editor).post(
        edit(story), form_data(paper.science) | {"action-publish": "1"}
    )
    assert "You may not publish in this section." in page.content.decode()
    story.refresh_from_db()
    assert story.section_id == paper.politics.pk


def test_scheduling_is_publishing(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    later = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    own = draft_in(paper.politics)
    client = at_desk(people.section_editor)
    data = form_data(paper.politics, go_live_at=later) | {"action-publish": "1"}
    client.post(edit(own), data)
    own.refresh_from_db()
    client.post(f"/desk/stories/publish/{own.pk}/{own.latest_revision_id}/")
    assert own.revisions.filter(approved_go_live_at__isnull=False).exists()
    other = draft_in(paper.science, created_by=people.section_editor)
    client.post(edit(other), form_data(paper.science, go_live_at=later) | {"action-publish": "1"})
    assert not other.revisions.filter(approved_go_live_at__isnull=False).exists()
    scheduled = draft_in(paper.science)
    scheduled.go_live_at = timezone.now() + timedelta(days=1)
    scheduled.save_revision().publish()
    revision = scheduled.revisions.get(approved_go_live_at__isnull=False)
    client.post(f"/desk/stories/history/{scheduled.pk}/revisions/{revision.pk}/unschedule/")
    assert scheduled.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_photo_desk_changes_pictures_and_nothing_else(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = publish(paper.science, headline="Words stay", standfirst="Stay", editor="Somebody")
    client = at_desk(people.photo_desk)
    text = client.get(edit(story)).content.decode()
    assert 'name="lead_caption"' in text
    assert 'name="headline"' not in text
    client.post(
        edit(story),
        form_data(paper.politics, lead_caption="Boats at the quay") | {"action-publish": "1"},
    )
    client.post(edit(story), form_data(paper.politics, lead_caption="Boats at the quay"))
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert draft.lead_caption == "Boats at the quay"
    assert (draft.headline, draft.standfirst, draft.editor) == ("Words stay", "Stay", "Somebody")
    assert draft.section_id == paper.science.pk
    assert Story.objects.get(pk=story.pk).lead_caption == ""


def test_workflow_goes_to_the_editors_of_the_section(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    stories = {
        place.slug: draft_in(place, created_by=people.reporter)
        for place in (paper.politics, paper.science)
    }
    client = at_desk(people.reporter)
    for place in (paper.politics, paper.science):
        client.post(edit(stories[place.slug]), form_data(place) | {"action-submit": "1"})
    client = at_desk(people.section_editor)
    home = client.get("/desk/").content.decode()
    assert "/desk/stories/workflow/action/" in home
    for slug, expected in (("politics", True), ("science", False)):
        state = stories[slug].current_workflow_task_state
        address = f"/desk/stories/workflow/action/{stories[slug].pk}/approve/{state.pk}/"
        client.post(address)
        stories[slug].refresh_from_db()
        assert stories[slug].live is expected, slug
    assert f"/desk/stories/workflow/action/{stories['science'].pk}/" not in home


def test_a_story_in_review_is_locked_for_its_reporter(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = draft_in(paper.politics, created_by=people.reporter)
    Workflow.objects.get(name=WORKFLOW).start(story, people.reporter)
    at_desk(people.reporter).post(edit(story), form_data(paper.politics, headline="Sneaked in"))
    assert Story.objects.get(pk=story.pk).headline != "Sneaked in"


def test_saving_notes_who_and_when_even_on_a_live_story(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = publish(paper.politics)
    Story.objects.filter(pk=story.pk).update(touched_at=timezone.now() - timedelta(days=9))
    at_desk(people.section_editor).post(edit(story), form_data(paper.politics))
    story.refresh_from_db()
    assert story.touched_by == people.section_editor
    assert timezone.now() - story.touched_at < timedelta(minutes=1)
    assert story.headline != "The tide table was wrong"


def test_printed_times_survive_the_form_to_the_second(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    TopicFactory(edition=paper.edition, name="Tides")
    printed = datetime(2020, 11, 24, 17, 52, 56, tzinfo=UTC)
    story = publish(paper.politics, published_at=printed)
    client = at_desk(people.section_editor)
    source = str(SourceFactory().pk)
    seen = []
    for number in range(3):
        with time_machine.travel(datetime(2026, 1, 1, 12, number, 7, 900, tzinfo=UTC), tick=False):
            client.force_login(people.section_editor, "django.contrib.auth.backends.ModelBackend")
            text = client.get(edit(story)).content.decode()
            times = {
                name: "".join(re.findall(rf'name="{name}" value="([^"]*)"', text))
                for name in ("published_at", "updated_at")
            }
            assert times["published_at"] == "2020-11-25 01:52:56"
            data = form_data(paper.politics, topics="Tides", source=source, **times)
            client.post(edit(story), data | {"action-publish": "1"})
        story.refresh_from_db()
        assert story.published_at == printed
        seen.append(story.updated_at)
    assert seen == [datetime(2026, 1, 1, 12, number, 7, tzinfo=UTC) for number in range(3)]


def test_compare_restore_preview_and_chooser_answer(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = publish(paper.politics, headline="First")
    first = story.latest_revision_id
    story.headline = "Second"
    second = story.save_revision().pk
    client = at_desk(people.section_editor)
    compare = client.get(f"/desk/stories/history/{story.pk}/revisions/compare/{first}...{second}/")
    assert compare.status_code == 200
    revert = f"/desk/stories/history/{story.pk}/revisions/{first}/revert/"
    assert "First" in client.get(revert).content.decode()
    assert client.get(f"/desk/stories/history/{story.pk}/").status_code == 200
    assert client.get("/desk/snippets/choose/stories/story/").status_code == 200
    results = client.get("/desk/snippets/choose/stories/story/results/", {"q": "First"})
    assert "First" in results.content.decode()
    assert client.get("/desk/topic-suggestions/", {"term": "x"}).json() == []


@pytest.mark.parametrize("role", ["reporter", "section_editor", "photo_desk"])
def test_those_who_may_not_change_may_read(
    paper: TestPaper, people: People, at_desk: AtDesk, role: str
) -> None:
    story = publish(paper.science)
    client = at_desk(getattr(people, role))
    page = client.get(f"/desk/stories/inspect/{story.pk}/")
    assert story.headline in page.content.decode()


def test_unpublish_is_logged(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    story = publish(paper.politics)
    at_desk(people.section_editor).post(f"/desk/stories/unpublish/{story.pk}/")
    story.refresh_from_db()
    assert not story.live
    entry = ModelLogEntry.objects.filter(action="wagtail.unpublish").get()
    assert entry.user == people.section_editor
