"""What goes away goes when the change is committed, though no press is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.plates import PlateTree
from broadsheet.press.pressing import press_page
from broadsheet.stories.actions.publish_due import publish_due
from broadsheet.stories.models import Edition, Section, Story
from tests.conftest import TestPaper
from tests.factories import TopicFactory, make_stories, publish
from tests.press.conftest import settle
from tests.stories.test_pages import TEXT, turn

pytestmark = pytest.mark.django_db
Committed = Callable[..., AbstractContextManager[list[Any]]]
FURTHER = ("", "2/", "3/")


def _kill(story: Story) -> None:
    KillStory(story, "Not so").execute()


def _move(story: Story) -> None:
    story.section = Section.objects.get(slug="science")
    story.save_revision().publish()


def _expire(story: Story) -> None:
    story.expire_at = timezone.now() + timedelta(hours=1)
    story.save()
    with time_machine.travel(story.expire_at, tick=False):
        assert publish_due() == 1


@pytest.mark.parametrize("goes", [_kill, Story.unpublish, _move, _expire, Story.delete])
@pytest.mark.parametrize("slug", ["ferry", "Ferry"])
def test_every_page_of_a_paged_story(
    paper: TestPaper,
    tree: PlateTree,
    django_capture_on_commit_callbacks: Committed,
    goes: Callable[[Story], object],
    slug: str,
) -> None:
    body = [TEXT, turn("Second"), TEXT, turn("Third"), TEXT]
    story = publish(paper.politics, body=body, paged=True, slug=slug)
    pages = [f"{story.path}{further}" for further in FURTHER]
    for path in pages:
        press_page(path)
        assert tree.body(path)
    with django_capture_on_commit_callbacks(execute=True):
        goes(story)
    assert [path for path in pages if tree.body(path) is not None] == []


def test_the_old_address_of_a_section_with_its_feeds_and_older_pages(
    paper: TestPaper, tree: PlateTree, django_capture_on_commit_callbacks: Committed
) -> None:
    make_stories(paper.politics, 31)
    old = ["/politics/", "/politics/page/2/", "/politics/rss.xml", "/politics/atom.xml"]
    stays = ["/", "/rss.xml", publish(paper.politics).path]
    for path in (*old, *stays):
        press_page(path)
        assert tree.body(path)
    with django_capture_on_commit_callbacks(execute=True):
        paper.politics.slug = "affairs"
        paper.politics.save_revision().publish()
    assert [path for path in old if tree.body(path) is not None] == []
    assert [path for path in stays if tree.body(path) is None] == []
    settle()
    assert tree.body("/affairs/")
    assert [path for path in old if tree.body(path) is not None] == []


def test_a_change_that_keeps_the_address_takes_nothing_away(
    paper: TestPaper, tree: PlateTree, django_capture_on_commit_callbacks: Committed
) -> None:
    publish(paper.politics)
    press_page("/politics/")
    with django_capture_on_commit_callbacks(execute=True):
        paper.politics.title = "Affairs"
        paper.politics.save_revision().publish()
        home = Edition.objects.get().home
        # It stands at the root whatever it is called.
        home.slug = "front-page"
        home.save_revision().publish()
    assert tree.body("/politics/")


def test_the_old_address_of_a_topic_with_its_feed(
    paper: TestPaper, tree: PlateTree, django_capture_on_commit_callbacks: Committed
) -> None:
    topic = TopicFactory(edition=paper.edition, slug="潮水")
    publish(paper.politics).topics.add(topic)
    old = ["/topics/潮水/", "/topics/潮水/rss.xml"]
    for path in old:
        press_page(path)
        assert tree.body(path)
    with django_capture_on_commit_callbacks(execute=True):
        topic.slug = "tides"
        topic.save()
    assert [path for path in old if tree.body(path) is not None] == []
