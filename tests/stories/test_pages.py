"""Paged stories, corrections, related stories."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.stories.models import Picture, Story
from broadsheet.stories.pages import (
    corrections_of,
    lead_stands_apart,
    pages_of,
    related_to,
)
from tests.conftest import TestPaper
from tests.factories import PictureFactory, TopicFactory, make_special, publish

TEXT = {"type": "text", "value": "<p>Water.</p>"}


def turn(title: str) -> dict:
    return {"type": "page_break", "value": {"title": title}}


def test_paged_story_turns_at_its_breaks(paper: TestPaper, client: Client) -> None:
    story = publish(
        paper.politics, body=[TEXT, turn("Second"), TEXT, turn("Third"), TEXT], paged=True
    )
    assert [(page.number, page.title) for page in pages_of(story)] == [
        (1, story.headline),
        (2, "Second"),
        (3, "Third"),
    ]
    for number in (2, 3):
        assert client.get(f"{story.path}{number}/").status_code == 200
    assert client.get(f"{story.path}4/").status_code == 404


def test_breaks_of_an_unpaged_story_are_not_printed(paper: TestPaper) -> None:
    story = publish(paper.politics, body=[TEXT, turn("Second"), TEXT])
    (page,) = pages_of(story)
    assert [block.block_type for block in page.body] == ["text", "text"]


def test_empty_pages_are_not_turned_to(paper: TestPaper) -> None:
    story = publish(paper.politics, body=[turn("A"), TEXT, turn("B"), turn("C")], paged=True)
    assert len(pages_of(story)) == 1


def test_corrections_newest_first_with_their_time(paper: TestPaper, client: Client) -> None:
    def correction(when: str, text: str) -> dict:
        return {"type": "correction", "value": {"corrected_at": when, "text": text}}

    story = publish(
        paper.politics,
        body=[
            correction("2026-01-01T00:00:00Z", "First"),
            TEXT,
            correction("2026-01-02T00:00:00Z", "Second"),
        ],
    )
    assert [block.value["text"] for block in corrections_of(story)] == ["Second", "First"]
    page = client.get(story.path).content.decode()
    assert 'datetime="2026-01-02T' in page


def test_related_stories_share_topics_and_are_public(paper: TestPaper) -> None:
    topic = TopicFactory(edition=paper.edition)
    story = publish(paper.politics, topics=[topic])
    near = publish(paper.politics, topics=[topic])
    publish(paper.politics, topics=[topic], embargo_until=timezone.now().replace(year=2999))
    publish(paper.politics)
    assert [other.pk for other in related_to(story)] == [near.pk]
    story.body = [{"type": "related", "value": {"title": "", "stories": [near.pk]}}]
    story.save()
    assert related_to(Story.objects.get(pk=story.pk)) == []


def test_stories_of_its_specials_stand_before_those_of_its_topics(paper: TestPaper) -> None:
    special, topic = make_special(paper.edition), TopicFactory(edition=paper.edition)
    story = publish(paper.politics, topics=[topic], specials=[special])
    both = publish(paper.politics, topics=[topic], specials=[special])
    of_special = publish(paper.politics, specials=[special])
    of_topic = publish(paper.politics, topics=[topic])
    assert [other.pk for other in related_to(story)] == [of_special.pk, both.pk, of_topic.pk]
    assert [other.pk for other in related_to(story, count=2)] == [of_special.pk, both.pk]


def test_many_related_stories_ask_the_database_no_more_than_one(
    paper: TestPaper, client: Client
) -> None:
    topic = TopicFactory(edition=paper.edition)
    near = [publish(paper.politics, topics=[topic])]
    publish(paper.politics, topics=[topic])

    def asked() -> int:
        named = [{"type": "related", "value": {"title": "", "stories": [one.pk for one in near]}}]
        story = publish(paper.politics, topics=[topic], body=named, lead_picture=PictureFactory())
        client.get(story.path)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(story.path).content.decode()
        assert all(one.headline in page for one in near)
        return len(queries)

    few = asked()
    near += [publish(paper.politics, topics=[topic]) for _ in range(4)]
    assert asked() == few


def test_lead_picture_is_not_printed_twice(paper: TestPaper) -> None:
    lead, other = PictureFactory(), PictureFactory()

    def with_gallery_of(*pictures: Picture) -> Story:
        shown = [{"picture": one.pk, "caption": "", "credit": "", "alt": ""} for one in pictures]
        body = [{"type": "gallery", "value": {"title": "", "pictures": shown}}]
        return publish(paper.politics, kind="gallery", lead_picture=lead, body=body)

    assert lead_stands_apart(with_gallery_of(other))
    assert not lead_stands_apart(with_gallery_of(lead, other))
    assert not lead_stands_apart(publish(paper.politics))


def test_the_files_of_the_lead_picture_are_asked_for_once(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics, body=[TEXT], lead_picture=PictureFactory())
    client.get(story.path)
    files = Picture.get_rendition_model()._meta.db_table
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(story.path).status_code == 200
    assert sum(f'FROM "{files}"' in one["sql"] for one in asked) == 1
