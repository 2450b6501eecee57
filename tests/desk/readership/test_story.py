"""The page of one story's readers, and the ways to it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.models import FrontStay
from broadsheet.desk.readership.happenings import events_of
from broadsheet.desk.readership.story_figures import StoryFigures
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.desk.readership.conftest import DAY, HOUR, MINUTE, Counted, text
from tests.desk.test_story_list import AtDesk
from tests.factories import StoryFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(counted: Counted) -> Story:
    """A story that has been before readers for three days."""
    story = publish(counted.paper.politics)
    since = counted.until - 3 * DAY
    Story.objects.filter(pk=story.pk).update(first_published_at=since, published_at=since)
    story.refresh_from_db()
    return story


def page_of(story: Story) -> str:
    return f"/desk/readers/story/{story.pk}/"


def test_totals_and_curve(reporter: Client, counted: Counted, story: Story) -> None:
    counted.read(story, 1000, 2 * DAY)
    counted.read(story, 200, 20 * HOUR)
    counted.read(story, 30, 5 * MINUTE)
    figures = StoryFigures(story)
    totals = figures.totals
    assert (totals.all, totals.day, totals.hour) == (1230, 230, 30)
    assert figures.chart.series.total == 1230
    page = text(reporter, page_of(story))
    assert "<dd>1,230</dd>" in page
    assert "desk-chart__line" in page


@pytest.mark.parametrize(
    ("stretch", "total"), [("", 1230), ("first", 1000), ("last", 230), ("nonsense", 1230)]
)
def test_stretches_of_the_curve(counted: Counted, story: Story, stretch: str, total: int) -> None:
    counted.read(story, 1000, 3 * DAY - HOUR)
    counted.read(story, 200, 20 * HOUR)
    counted.read(story, 30, 5 * MINUTE)
    assert StoryFigures(story, stretch).chart.series.total == total


def test_a_fresh_story_is_drawn_by_the_minute_an_old_one_by_longer_steps(
    counted: Counted, story: Story
) -> None:
    steps = []
    for age in (2 * HOUR, 12 * HOUR, 30 * DAY, 3000 * DAY):
        story.first_published_at = counted.until - age
        series = StoryFigures(story).chart.series
        steps.append(series.step)
        assert len(series.points) <= 201
    assert steps == [MINUTE, 5 * MINUTE, 6 * HOUR, 28 * DAY]


def test_the_first_day_of_an_old_story_is_known_by_the_hour(counted: Counted, story: Story) -> None:
    story.first_published_at = counted.until - 60 * DAY
    assert StoryFigures(story, "first").chart.series.step == HOUR


def test_what_was_read_before_it_was_published_here_is_shown(counted: Counted) -> None:
    story = publish(counted.paper.politics)
    counted.read(story, 9, 5 * HOUR)
    figures = StoryFigures(story)
    assert figures.chart.series.total == figures.totals.all == 9


def test_a_draft_has_no_readers(reporter: Client, counted: Counted) -> None:
    draft = StoryFactory(section=counted.paper.politics)
    page = text(reporter, page_of(draft))
    assert "This story has not been before readers yet" in page
    assert text(reporter, f"{page_of(draft)}curve.csv").count("\n") == 1


def test_before_anything_was_counted(paper: TestPaper, reporter: Client) -> None:
    page = text(reporter, page_of(publish(paper.politics)))
    assert "Nothing has been counted yet." in page


def test_no_such_story(reporter: Client, counted: Counted) -> None:
    assert reporter.get("/desk/readers/story/999/").status_code == 404


def test_publication_updates_and_the_end_are_marked(
    reporter: Client, counted: Counted, people: People
) -> None:
    story = publish(counted.paper.politics)
    story.headline = "Another"
    story.save_revision(user=people.chief_editor).publish(user=people.chief_editor)
    KillStory(story, "A test").execute()
    story.refresh_from_db()
    events = [(str(one.said), one.by) for one in events_of(story)]
    assert events == [("Published", ""), ("Updated", str(people.chief_editor)), ("Killed", "")]
    counted.until = timezone.now() + MINUTE
    counted.stop(-MINUTE)
    page = text(reporter, page_of(story))
    assert "desk-chart__mark" in page
    assert "not public now" in page


def test_printed_times_stand_in_for_a_log_that_is_not_there(counted: Counted, story: Story) -> None:
    story.updated_at = counted.until - DAY
    from wagtail.models import ModelLogEntry

    ModelLogEntry.objects.all().delete()
    assert [(one.moment, str(one.said)) for one in events_of(story)] == [
        (counted.until - 3 * DAY, "Published"),
        (counted.until - DAY, "Updated"),
    ]


def test_stays_on_fronts_are_drawn_and_listed(
    reporter: Client, counted: Counted, story: Story
) -> None:
    home = counted.paper.edition.home
    for place, slot, pinned, since, until in (
        (home, "lead", True, 2 * DAY, DAY),
        (counted.paper.politics, "list", False, 2 * DAY, None),
        (home, "strip", False, DAY, 2 * HOUR),
    ):
        FrontStay.objects.create(
            story=story,
            place_id=place.pk,
            slot=slot,
            pinned=pinned,
            since=counted.until - since,
            until=until and counted.until - until,
        )
    page = text(reporter, page_of(story))
    assert page.index("Front page of The Test Tidings") < page.index("Headlines")
    for words in ("Lead, pinned", "Strip", "Headlines", "desk-lane__stay--lead"):
        assert words in page
    assert [len(lane.stretches) for lane in StoryFigures(story).lanes] == [2, 1]


def test_figures_alone_for_an_open_page(reporter: Client, story: Story) -> None:
    address = f"{page_of(story)}figures/?stretch=last"
    answer = reporter.get(address)
    assert b"<html" not in answer.content
    assert reporter.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_ways_from_editor_list_and_reading(
    people: People, at_desk: AtDesk, counted: Counted
) -> None:
    story, draft = publish(counted.paper.science), StoryFactory(section=counted.paper.science)
    chief = at_desk(people.chief_editor)
    assert page_of(story) in text(chief, f"/desk/stories/edit/{story.pk}/")
    assert page_of(draft) not in text(chief, f"/desk/stories/edit/{draft.pk}/")
    listed = text(chief, "/desk/stories/")
    assert page_of(story) in listed
    assert page_of(draft) not in listed
    assert f"/desk/stories/edit/{story.pk}/" in text(chief, page_of(story))
    other = at_desk(people.section_editor)
    assert page_of(story) in text(other, f"/desk/stories/inspect/{story.pk}/")
    assert f"/desk/stories/inspect/{story.pk}/" in text(other, page_of(story))
