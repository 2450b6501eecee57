"""What is true only today stands on fronts alone: other pages stay as they are at midnight."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.conftest import TestPaper
from tests.factories import PersonFactory, TopicFactory, make_special, publish


@pytest.fixture
def filled(paper: TestPaper) -> TestPaper:
    """A story of today with related stories, a topic, a person and rails."""
    special = make_special(paper.edition)
    topic = TopicFactory(edition=paper.edition, slug="tides")
    PersonFactory(edition=paper.edition, slug="ada")
    for number in range(3):
        story = publish(paper.politics, headline=f"Tide {number}", urgency=1, slug=f"tide-{number}")
        story.specials.add(special)
        story.topics.add(topic)
        story.save()
    return paper


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\?v=\d+|csrf\w*", "", answer.content.decode())


def test_only_fronts_change_when_the_day_ends(client: Client, filled: TestPaper) -> None:
    now = timezone.now()
    today = filled.edition.local(now)
    story = filled.edition.stories.newest().first()
    assert story is not None
    lasting = [
        *(story.path, "/topics/tides/", "/people/ada/", "/archive/", "/more/top/"),
        *(f"/archive/{today:%Y/%m/%d}/", f"/archive/{today:%Y/%m}/"),
    ]
    before = {path: text(client, path) for path in ("/", "/politics/", *lasting)}
    with time_machine.travel(now + timedelta(days=1), tick=True):
        for path in lasting:
            assert text(client, path) == before[path], path
        for path in ("/", "/politics/"):
            assert text(client, path) != before[path], path
    assert "Related stories" in before[story.path]
