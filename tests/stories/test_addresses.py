"""Addresses: shape, stability, redirects, 410."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories.addresses import SLUG_LENGTH, slug_for
from broadsheet.stories.models import Story, StoryAddress
from tests.conftest import TestPaper
from tests.factories import StoryFactory, publish

EVENING = datetime(2020, 11, 24, 17, 52, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("China, Japan eye closer cooperation", "china-japan-eye-closer-cooperation"),
        ("The harbour-master’s tide", "the-harbour-masters-tide"),
        ("长潮漫上东石阶", "长潮漫上东石阶"),
        ("المدّ الطويل", "المد-الطويل"),
        ("?!", "story"),
    ],
)
def test_slugs_keep_the_script_of_the_headline(headline: str, slug: str) -> None:
    assert slug_for(headline) == slug


@given(st.text(max_size=400))
def test_any_headline_gives_a_safe_slug(headline: str) -> None:
    slug = slug_for(headline)
    assert 0 < len(slug) <= SLUG_LENGTH
    assert not set(slug) & set("/?#%. \\")


def test_date_in_the_address_is_the_editions(paper: TestPaper) -> None:
    story = publish(paper.politics, headline="Late news", published_at=EVENING)
    assert story.path == "/politics/2020/11/25/late-news/"


def test_draft_has_no_address(paper: TestPaper) -> None:
    assert StoryFactory(section=paper.politics).path == ""
    assert not StoryAddress.objects.exists()


def test_same_slug_on_one_day_gets_a_number(paper: TestPaper) -> None:
    first = publish(paper.politics, headline="Tide", published_at=EVENING)
    second = publish(paper.politics, headline="Tide", published_at=EVENING)
    assert (first.path, second.path) == (
        "/politics/2020/11/25/tide/",
        "/politics/2020/11/25/tide-2/",
    )
    second.save_revision().publish()
    second.refresh_from_db()
    assert second.path == "/politics/2020/11/25/tide-2/"


def test_new_slug_or_section_leaves_a_redirect(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics, headline="Tide", published_at=EVENING)
    first = story.path
    story.slug = "high-tide"
    story.save_revision().publish()
    story.refresh_from_db()
    assert story.path == "/politics/2020/11/25/high-tide/"
    story.section = paper.science
    story.save_revision().publish()
    story.refresh_from_db()
    assert story.path == "/science/2020/11/25/high-tide/"
    for old in (first, "/politics/2020/11/25/high-tide/"):
        answer = client.get(old)
        assert answer.status_code == 301
        assert answer["Cache-Control"] == "no-cache"  # it may move back
        assert answer["Location"].endswith(story.path)
    assert client.get(story.path).status_code == 200


def test_draft_of_a_new_slug_moves_nothing(paper: TestPaper) -> None:
    story = publish(paper.politics, headline="Tide", published_at=EVENING)
    story.slug = "not-yet"
    story.save_revision()
    assert Story.objects.get().path == "/politics/2020/11/25/tide/"


def test_deleted_story_is_gone_for_good(paper: TestPaper, client: Client) -> None:
    story = publish(paper.politics, headline="Tide", published_at=EVENING)
    path = story.path
    story.delete()
    answer = client.get(path)
    assert answer.status_code == 410
    assert answer["Cache-Control"] == "no-cache"  # the kill may be lifted
    assert b"<h1" in answer.content
    again = publish(paper.politics, headline="Tide", published_at=EVENING)
    assert again.path != path


def test_address_in_another_unicode_form_leads_to_the_story(
    paper: TestPaper, client: Client
) -> None:
    story = publish(paper.politics, headline="Café", published_at=EVENING)
    assert client.get(story.path.replace("é", "e\u0301")).status_code == 200


def test_unknown_address_is_a_404_that_helps(paper: TestPaper, client: Client) -> None:
    publish(paper.politics, headline="Something to read instead")
    answer = client.get("/politics/2020/01/01/never-was/")
    assert answer.status_code == 404
    assert b"Something to read instead" in answer.content
    assert b'type="search"' in answer.content
