"""An embargoed story, or a killed one, stands in nothing that anybody outside can read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet.desk.models import RoutingRule
from broadsheet.press.registry import all_paths
from broadsheet.stories.models import Picture, Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import WirePicture
from broadsheet.wire.pictures.keeping import put
from broadsheet.wire.signals import picture_fetched
from tests.conftest import TestPaper
from tests.factories import make_special, publish
from tests.factories.pictures import picture_file
from tests.factories.wire import GUID, ninjs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pages")]
HREF = "https://pictures.example/harbour.jpg"
WORDS = ("Ferry held at the quay", "harbour-master kept it back", "tide was higher")
ELSEWHERE = ("/search/?q=ferry", "/search/?q=tide&order=newest", "/opensearch.xml", "/rails/")


@pytest.fixture(autouse=True)
def _paper_with_another_story(paper: TestPaper) -> None:
    """Tide Wire is published at once, in Politics and in a special; one story stands already."""
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    special = make_special(paper.edition)
    RoutingRule.objects.create(
        name="All", section=paper.politics, special=special, action="publish"
    )
    other = publish(paper.politics, headline="Another story", body=[], standfirst="")
    assert other.is_public()


def deliver(version: str, **fields: Any) -> Story:
    rendition = {"href": HREF, "mimetype": "image/jpeg", "width": 640, "height": 427}
    content = ninjs(
        version,
        versioncreated=timezone.now().isoformat(),
        subject=[{"name": "Ferries"}],
        associations={"featuremedia": {"type": "picture", "renditions": {"original": rendition}}},
        **fields,
    )
    take_in(receive(provider_named("Tide Wire"), "item.json", content))
    for row in WirePicture.objects.filter(href=HREF, state="waiting"):
        put(row, picture_file().read())
        picture_fetched.send(sender=WirePicture, picture=row)
    return Story.objects.get(guid=GUID)


def outputs(client: Client, story: Story) -> Iterator[tuple[str, int, str]]:
    """Every public address, its status, and what it says."""
    for path in dict.fromkeys([*all_paths(), *ELSEWHERE, story.path]):
        answer = client.get(path)
        content = b"".join(answer) if answer.streaming else answer.content
        yield path, answer.status_code, content.decode()


# By this list, devices that keep stories for offline reading learn what to forget.
KILLED = "/killed.json"


def mentions(client: Client, story: Story) -> set[str]:
    picture = Picture.objects.get()
    told = (*WORDS, picture.file.name.rpartition("/")[2].partition("-")[0])
    return {
        path
        for path, _status, text in outputs(client, story)
        if any(word in text for word in told) or story.path in text
    }


def test_before_its_second_it_is_nowhere_and_after_it_everywhere(client: Client) -> None:
    later = timezone.now() + timedelta(hours=1)
    story = deliver("1", embargoed=later.isoformat())
    assert (story.live, story.lead_picture is not None) == (True, True)
    assert mentions(client, story) == set()
    assert client.get(story.path).status_code == 404
    story = deliver("2")
    found = mentions(client, story)
    assert {"/", "/politics/", story.path, "/the-long-tide/"} <= found
    assert "/rss.xml" in found
    assert any("sitemap" in path for path in found)
    assert any("search" in path for path in found)


def test_a_new_embargo_and_a_kill_take_it_back_from_everywhere(client: Client) -> None:
    story = deliver("1")
    assert len(mentions(client, story)) > 5
    later = timezone.now() + timedelta(hours=1)
    deliver("2", embargoed=later.isoformat())
    assert mentions(client, story) == set()
    deliver("3")
    assert len(mentions(client, story)) > 5
    deliver("4", pubstatus="canceled")
    assert mentions(client, story) == {KILLED}
    assert client.get(story.path).status_code == 410
