"""Publishing: the printed times, revisions, what a revision must not bring back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.stories.actions.publish_due import publish_due
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import StoryFactory, publish

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_first_publication_prints_its_moment(paper: TestPaper) -> None:
    with time_machine.travel(NOON, tick=False):
        story = publish(paper.politics)
    assert (story.published_at, story.updated_at) == (NOON, None)


def test_a_time_set_by_hand_is_kept(paper: TestPaper) -> None:
    earlier = NOON - timedelta(days=2)
    with time_machine.travel(NOON, tick=False):
        assert publish(paper.politics, published_at=earlier).published_at == earlier


def test_later_publication_prints_an_update(paper: TestPaper) -> None:
    with time_machine.travel(NOON, tick=False):
        story = publish(paper.politics)
    later = NOON + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        story.standfirst = "More is known."
        story.save_revision().publish()
    story.refresh_from_db()
    assert (story.published_at, story.updated_at) == (NOON, later)


def test_minor_change_prints_no_update(paper: TestPaper) -> None:
    story = publish(paper.politics)
    story.minor_change = True
    story.save_revision().publish()
    story.refresh_from_db()
    assert story.updated_at is None
    assert story.minor_change is False


def test_old_revision_brings_no_old_address_or_life_back(paper: TestPaper) -> None:
    story = publish(paper.politics, headline="Tide")
    first = story.latest_revision
    path = story.path
    Story.objects.filter(pk=story.pk).update(killed_at=timezone.now(), live=False)
    old = first.as_object()
    assert old.is_killed
    assert old.path == path
    with pytest.raises(ValidationError, match="killed"):
        first.publish()


def test_relations_go_through_revisions(paper: TestPaper) -> None:
    story = publish(paper.politics)
    story.further_sections = [paper.science]
    revision = story.save_revision()
    assert Story.objects.get().further_sections.count() == 0
    revision.publish()
    assert list(Story.objects.get().further_sections.all()) == [paper.science]


def test_scheduled_story_goes_live_and_expires_by_the_clock(paper: TestPaper) -> None:
    with time_machine.travel(NOON, tick=False):
        story = StoryFactory(
            section=paper.politics,
            go_live_at=NOON + timedelta(minutes=10),
            expire_at=NOON + timedelta(hours=1),
        )
        story.save_revision().publish()
        assert not Story.objects.public().exists()
        assert publish_due() == 0
    with time_machine.travel(NOON + timedelta(minutes=10, seconds=1), tick=False):
        assert publish_due() == 1
        shown = Story.objects.public().get()
        assert shown.published_at == NOON + timedelta(minutes=10, seconds=1)
    with time_machine.travel(NOON + timedelta(hours=1, seconds=1), tick=False):
        assert not Story.objects.public().exists()
        assert publish_due() == 1
        assert not Story.objects.get().live


def test_an_embargo_is_the_printed_time(paper: TestPaper) -> None:
    until = NOON + timedelta(hours=6)
    with time_machine.travel(NOON, tick=False):
        story = publish(paper.politics, embargo_until=until)
        assert story.published_at == until
    # Of what no reader has seen nothing was updated.
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        story.standfirst = "More is known."
        story.save_revision().publish()
        story.refresh_from_db()
        assert (story.published_at, story.updated_at) == (until, None)


@pytest.mark.parametrize("until", [None, NOON + timedelta(hours=3)])
def test_an_embargo_that_is_cut_short_is_printed_as_such(
    paper: TestPaper, until: datetime | None
) -> None:
    with time_machine.travel(NOON, tick=False):
        story = publish(paper.politics, embargo_until=NOON + timedelta(hours=6))
    now = NOON + timedelta(hours=1)
    with time_machine.travel(now, tick=False):
        story.embargo_until = until
        story.save_revision().publish()
        story.refresh_from_db()
        assert story.published_at == (until or now)
        assert story.is_public(story.published_at)


def test_a_printed_time_that_was_set_by_hand_stays_under_an_embargo(paper: TestPaper) -> None:
    with time_machine.travel(NOON, tick=False):
        until = NOON + timedelta(hours=6)
        story = publish(paper.politics, embargo_until=until, published_at=NOON)
        assert story.published_at == NOON


def test_what_is_due_is_locked_in_the_order_of_a_kill(paper: TestPaper) -> None:
    with time_machine.travel(NOON, tick=False):
        story = StoryFactory(section=paper.politics, go_live_at=NOON + timedelta(minutes=10))
        story.save_revision().publish()
    later = time_machine.travel(NOON + timedelta(hours=1), tick=False)
    with later, CaptureQueriesContext(connection) as asked:
        assert publish_due() == 1
    said = [one["sql"] for one in asked]
    begun = said[next(n for n, sql in enumerate(said) if 'approved_go_live_at" <=' in sql) + 1 :]
    reads = [sql.split(' FROM "')[1].split('"')[0] for sql in begun if ' FROM "' in sql]
    assert reads.index("stories_story") < reads.index("wagtailcore_revision")
