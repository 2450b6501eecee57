"""However long the archive: nothing that is done often reads the whole of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.press.queue import work
from broadsheet.stories.actions.publish_due import publish_due
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import make_stories, publish
from tests.plans import plan_of, reads_everything

pytestmark = pytest.mark.django_db
MANY = 400


def whole_reads(action: Callable[[], object]) -> list[str]:
    """The queries of `action` that read every story, each after its plan."""
    with CaptureQueriesContext(connection) as queries:
        action()
    asked = {entry["sql"] for entry in queries if '"stories_story"' in entry["sql"]}
    looked = [sql for sql in asked if sql.startswith(("SELECT", "UPDATE", "DELETE"))]
    assert looked
    # What asks for a story without a key is answered without looking.
    plans = {sql: plan_of(sql) for sql in looked if '"id" IS NULL' not in sql}
    return [
        f"{plan}\n{sql}" for sql, plan in plans.items() if reads_everything(plan, "stories_story")
    ]


def test_a_read_of_everything_would_be_noticed(paper: TestPaper) -> None:
    make_stories(paper.politics, MANY)
    assert whole_reads(lambda: list(Story.objects.filter(dateline="HASK")))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/politics/",
        "/politics/page/2/",
        "/rss.xml",
        "/politics/atom.xml",
        "/archive/",
        "/archive/{day:%Y/%m}/",
        "/archive/{day:%Y/%m/%d}/",
        "/more/top/",
        "/sitemap.xml",
        "/sitemaps/places.xml",
        "/sitemaps/news.xml",
        "/sitemaps/{day:%Y-%m}.xml",
        "{story}",
    ],
)
def test_a_page(client: Client, paper: TestPaper, address: str) -> None:
    make_stories(paper.politics, MANY)
    story = publish(paper.politics)
    path = address.format(day=timezone.now() - timedelta(minutes=5), story=story.path)
    assert client.get(path).status_code == 200
    assert whole_reads(lambda: client.get(path)) == []


def test_the_clock(paper: TestPaper) -> None:
    make_stories(paper.politics, MANY)
    assert whole_reads(publish_due) == []


def test_a_publication_and_what_the_press_makes_of_it(paper: TestPaper) -> None:
    make_stories(paper.politics, MANY)
    story = publish(paper.politics)
    revision = story.save_revision()
    assert whole_reads(revision.publish) == []
    assert whole_reads(work) == []


def test_stories_before_a_moment(paper: TestPaper) -> None:
    now = timezone.now()
    old, new = (publish(paper.politics, published_at=now - timedelta(days=n)) for n in (9, 1))
    scheduled = publish(paper.politics, published_at=now + timedelta(days=1))
    week_ago, tomorrow = now - timedelta(days=7), now + timedelta(days=2)
    assert set(Story.objects.public(before=week_ago)) == {old}
    assert set(Story.objects.public(before=tomorrow)) == {old, new}
    assert set(Story.objects.public(tomorrow, before=tomorrow)) == {old, new, scheduled}
    for before in (week_ago, tomorrow):
        # Of two ends a database takes the later one, if it likes, and walks to the other.
        ends = str(Story.objects.public(before=before).query).count('"published_at" <')
        assert ends == 1
