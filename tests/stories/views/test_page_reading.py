"""Stories that are read at once make the pages, and bear the tags, of stories read one by one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.plates.rounds import one_round
from broadsheet.press.rendering import Rendered, render
from broadsheet.stories.models import Byline, Picture, Story
from broadsheet.stories.views.page_reading import read_together
from tests.conftest import TestPaper
from tests.factories import (
    PersonFactory,
    PictureFactory,
    SourceFactory,
    TopicFactory,
    found_test_edition,
    make_section,
    make_special,
    publish,
)

pytestmark = pytest.mark.django_db
PAGES = [
    {"type": "text", "value": "<p>The first page.</p>"},
    {"type": "page_break", "value": {"title": "The second page"}},
    {"type": "text", "value": "<p>What it was about.</p>"},
]


@pytest.fixture
def paths(paper: TestPaper) -> list[str]:
    """Addresses of stories of every kind, and of what is none."""
    full = publish(
        paper.politics,
        headline="Full",
        source=SourceFactory(),
        lead_picture=PictureFactory(),
        topics=[TopicFactory(edition=paper.edition)],
        bylines=[Byline(person=PersonFactory(edition=paper.edition, portrait=PictureFactory()))],
        specials=[make_special(paper.edition)],
    )
    paged = publish(paper.politics, headline="Paged", paged=True, body=PAGES)
    chinese = found_test_edition(code="zh", language="zh-Hans", name="潮报")
    there = publish(make_section(chinese, "时政"), headline="潮", translation_of=full)
    hidden, killed, deleted, moved = (
        publish(paper.science, headline=name) for name in ("Hidden", "Killed", "Deleted", "Moved")
    )
    Story.objects.filter(pk=hidden.pk).update(live=False)
    Story.objects.filter(pk=killed.pk).update(killed_at=timezone.now())
    deleted.delete()
    old = moved.path
    moved.slug = "elsewhere"
    moved.save_revision().publish()
    moved.refresh_from_db()
    assert moved.path != old
    return [
        *(full.path, there.path, paged.path, f"{paged.path}2/", f"{paged.path}3/"),
        *(hidden.path, killed.path, deleted.path, old, moved.path),
        *("/politics/2026/01/01/never-there/", "/", "/politics/"),
    ]


def told(rendered: Rendered) -> tuple[object, ...]:
    """All that the press asks of a page. One that is missing is remembered, and never pressed."""
    found = rendered.dependencies
    if rendered.status == 404:
        return (404,)
    own = (found.firm, found.loose, found.rank, found.true_for)
    return rendered.status, rendered.header("Location"), rendered.body, *own


def test_pages_are_what_they_are_one_by_one(paths: list[str]) -> None:
    alone = {path: told(render(path)) for path in paths}
    assert {answer[0] for answer in alone.values()} == {200, 301, 404, 410}
    with one_round():
        read_together(paths)
        together = {path: told(render(path)) for path in paths}
    for path in paths:
        assert together[path] == alone[path], path


def test_a_page_reads_no_story_anew(paths: list[str]) -> None:
    def reading(*, ahead: bool) -> int:
        with one_round():
            read_together(paths if ahead else [])
            with CaptureQueriesContext(connection) as asked:
                render(paths[0])
        return len(asked)

    # The first time makes the files of its pictures.
    reading(ahead=False)
    assert reading(ahead=True) <= reading(ahead=False) - 6


def test_what_a_page_read_of_its_story_is_no_other_pages(paths: list[str]) -> None:
    with one_round():
        read_together(paths)
        first, second = told(render(paths[0])), told(render(paths[0]))
    assert first == second
    picture = Picture.objects.order_by("pk").first()
    assert picture is not None
    assert f"picture:{picture.pk}" in first[3]


def test_the_next_round_reads_anew(paths: list[str]) -> None:
    with one_round():
        read_together(paths)
    Story.objects.filter(path=paths[0]).update(headline="Fuller")
    with one_round():
        assert b"Fuller" in render(paths[0]).body
