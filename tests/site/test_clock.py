"""What happens by the time of day."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from broadsheet.stories.actions.publish_due import publish_due
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import StoryFactory, publish

pytestmark = pytest.mark.django_db


def test_nothing_is_due(paper: TestPaper) -> None:
    publish(paper.politics)
    assert publish_due() == 0


def test_scheduled_story_goes_out_at_its_second(paper: TestPaper) -> None:
    now = timezone.now()
    story = StoryFactory(section=paper.politics, go_live_at=now + timedelta(minutes=5))
    story.save_revision().publish()
    assert not Story.objects.public().exists()
    with time_machine.travel(now + timedelta(minutes=4, seconds=58), tick=False):
        assert publish_due() == 0
    with time_machine.travel(now + timedelta(minutes=5, seconds=1), tick=False):
        assert publish_due() == 1
        story = Story.objects.public().get()
        assert story.live
        assert abs(story.published_at - timezone.now()) < timedelta(seconds=2)
        assert publish_due() == 0


def test_expired_story_is_taken_down(paper: TestPaper) -> None:
    now = timezone.now()
    story = publish(paper.politics, expire_at=now + timedelta(minutes=5))
    with time_machine.travel(now + timedelta(minutes=5, seconds=1), tick=False):
        assert not Story.objects.public().exists()
        assert publish_due() == 1
        story.refresh_from_db()
        assert (story.live, story.expired) == (False, True)
        assert publish_due() == 0


def test_expired_front_is_taken_down(paper: TestPaper) -> None:
    paper.science.expire_at = timezone.now() - timedelta(seconds=1)
    paper.science.save()
    assert publish_due() == 1
    paper.science.refresh_from_db()
    assert not paper.science.live
