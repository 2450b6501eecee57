"""What happens by the time of day."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import ModelLogEntry

from broadsheet.plates import PlateTree
from broadsheet.press import queue, running
from broadsheet.press.claiming import claim_change
from broadsheet.press.models import Change, Plate
from broadsheet.press.registry import Chore
from broadsheet.press.sweep import sweep
from broadsheet.press.tree import plate_tree
from broadsheet.site.clock import repeat
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


def test_a_clock_that_jumps_publishes_each_story_once(paper: TestPaper) -> None:
    now = timezone.now()
    for minutes in (1, 2, 3, 90):
        hour = now + timedelta(minutes=minutes)
        StoryFactory(section=paper.politics, go_live_at=hour).save_revision().publish()
    with time_machine.travel(now, tick=False) as clock:
        done = []
        for minutes in (0, 10, -600, 0, 10, 89, 91, 0, 91):
            clock.move_to(now + timedelta(minutes=minutes))
            done.append(publish_due())
    assert done == [0, 3, 0, 0, 0, 0, 1, 0, 0]
    log = ModelLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert log.count() == log.values("object_id").distinct().count() == 4


def test_chores_go_on_while_the_clock_is_put_back() -> None:
    stopped, went = threading.Event(), threading.Semaphore(0)
    chore = Chore("counting", 0.01, went.release)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        thread = threading.Thread(target=repeat, args=[chore, stopped])
        thread.start()
        clock.shift(timedelta(days=-1))
        heard = [went.acquire(timeout=5) for _number in range(3)]
        stopped.set()
        thread.join(5)
    assert heard == [True] * 3
    assert not thread.is_alive()


def test_what_waits_when_the_clock_is_put_back_does_not_wait_for_it(paper: TestPaper) -> None:
    tree: PlateTree = plate_tree()
    now = timezone.now()
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        story = publish(paper.politics, published_at=now - timedelta(hours=1))
        claim_change()
        Plate.objects.create(path="/science/", wanted_at=timezone.now())
    with time_machine.travel(now, tick=False):
        later = now + timedelta(hours=6)
        Change.objects.create(due_at=later, tags=["story:0"])
        sweep()
        assert running._patience() == 0
        queue.work()
        assert tree.body(story.path) is not None
        assert tree.body("/science/") is not None
        assert Change.objects.get(done_at=None).due_at == later
        assert running._patience() == running.LONGEST_WAIT
