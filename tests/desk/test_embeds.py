"""Embeds at the desk: asked about when a story is saved, and what the desk is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import streamfield

from broadsheet.desk.warnings.embeds import TROUBLES, embeds
from broadsheet.stories.embeds.outside import Answer, Unreachable
from broadsheet.stories.models import Embed, Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.desk.test_story_editor import form_data
from tests.factories import StoryFactory

AtDesk = Callable[[User], Client]
PAGE = "https://vimeo.com/123"


def embedding(url: str = PAGE, **value: str) -> list[dict[str, Any]]:
    return [{"type": "embed", "value": {"url": url, "title": "", "caption": "", **value}}]


def post_embed(client: Client, paper: TestPaper) -> Story:
    value = {"url": PAGE, "title": "", "words": "", "caption": ""}
    data = form_data(paper.politics, body=streamfield([("embed", value)]))
    assert client.post("/desk/stories/add/", data).status_code == 302
    return Story.objects.get()


def test_saving_asks_the_provider(
    paper: TestPaper, people: People, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fetch(url: str, **_: object) -> Answer:
        asked.append(url)
        return Answer(json.dumps({"type": "video", "title": "The tide"}).encode(), "")

    monkeypatch.setattr("broadsheet.stories.embeds.outside.fetch", fetch)
    story = post_embed(at_desk(people.reporter), paper)
    assert asked == [
        "https://www.vimeo.com/api/oembed.json?url=https%3A%2F%2Fvimeo.com%2F123&format=json"
    ]
    assert Embed.objects.get().title == "The tide"
    assert list(embeds(story.get_latest_revision_as_object())) == []


def test_a_story_is_saved_though_nobody_answers(
    paper: TestPaper, people: People, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(url: str, **_: object) -> Answer:
        raise Unreachable("silent", "no network")

    monkeypatch.setattr("broadsheet.stories.embeds.outside.fetch", fetch)
    story = post_embed(at_desk(people.reporter), paper)
    (warning,) = embeds(story.get_latest_revision_as_object())
    assert warning.field == "body"
    assert PAGE in warning.message
    assert "Save again in a minute, or type its title." in warning.message


@pytest.mark.parametrize("trouble", TROUBLES)
def test_each_trouble_has_its_words(paper: TestPaper, trouble: str) -> None:
    now = timezone.now()
    Embed.objects.create(
        url=PAGE, url_hash=Embed.hash_of(PAGE), asked_at=now, keep_until=now, trouble=trouble
    )
    (warning,) = embeds(StoryFactory(section=paper.politics, body=embedding()))
    assert str(TROUBLES[trouble][0]) in warning.message
    typed = StoryFactory(section=paper.politics, body=embedding(title="Typed by hand"))
    assert bool(list(embeds(typed))) is (trouble == "gone")


@pytest.mark.parametrize(
    ("url", "words"),
    [(PAGE, "nobody was asked"), ("https://weibo.com/1/2", "Type one.")],
)
def test_what_nobody_was_asked_about(paper: TestPaper, url: str, words: str) -> None:
    (warning,) = embeds(StoryFactory(section=paper.politics, body=embedding(url)))
    assert words in warning.message
