"""The pages of what is most popular: of the edition, its sections, specials and kinds of story."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from broadsheet.press.registry import all_paths
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import make_special, publish
from tests.popularity.most_read import read_often


@pytest.fixture
def stories(paper: TestPaper) -> list[Story]:
    """A ferry, a film, a comet and pictures of it, read in this order, and one that nobody read."""
    special = make_special(paper.edition, "The Long Tide")
    made = [
        publish(paper.politics, headline="A ferry"),
        publish(paper.politics, headline="A film", kind=Story.Kind.VIDEO),
        publish(paper.science, headline="A comet"),
        publish(paper.science, headline="Its tail", kind=Story.Kind.GALLERY),
    ]
    made[2].specials.add(special)
    made[2].save_revision().publish()
    publish(paper.politics, headline="A tram")
    read_often(made)
    return made


def listed(client: Client, path: str) -> list[str]:
    """The headlines of the list at `path`, in order."""
    answer = client.get(path)
    assert answer.status_code == 200
    page = html.document_fromstring(answer.content.decode())
    return [link.text for link in page.xpath("//ol[contains(@class, 'numbered')]/li//h3/a")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/most-popular/", ["A ferry", "A film", "A comet", "Its tail"]),
        ("/most-popular/politics/", ["A ferry", "A film"]),
        ("/most-popular/science/", ["A comet", "Its tail"]),
        ("/most-popular/the-long-tide/", ["A comet"]),
        ("/most-popular/photo-stories/", ["Its tail"]),
        ("/most-popular/video-stories/", ["A film"]),
    ],
)
def test_lists(client: Client, stories: list[Story], path: str, expected: list[str]) -> None:
    assert listed(client, path) == expected


def test_there_is_no_list_of_what_is_no_place(client: Client, stories: list[Story]) -> None:
    for path in ("/most-popular/nowhere/", "/most-popular/politics/ferries/"):
        assert client.get(path).status_code == 404


def test_it_says_how_it_is_made_and_until_when_it_is_true(
    client: Client, stories: list[Story]
) -> None:
    text = client.get("/most-popular/").content.decode()
    assert "How this list is made" in text
    assert "Read most in the 24 hours to " in text
    assert "100" not in html.document_fromstring(text).xpath("string(//main)")


def test_it_leads_to_every_other_list(client: Client, stories: list[Story]) -> None:
    page = html.document_fromstring(client.get("/most-popular/science/").content.decode())
    ways = page.xpath("//nav[@class='choices']//a/@href")
    assert ways == [
        "/most-popular/",
        "/most-popular/politics/",
        "/most-popular/science/",
        "/most-popular/the-long-tide/",
        "/most-popular/photo-stories/",
        "/most-popular/video-stories/",
    ]
    assert page.xpath("//nav[@class='choices']//a[@aria-current]/@href") == [ways[2]]
    assert set(ways) <= set(all_paths())


def test_empty_lists_say_why(client: Client, stories: list[Story]) -> None:
    read_often([])
    assert "No story of this list has been read" in client.get("/most-popular/").content.decode()
    read_often(stories, minutes_ago=11)
    assert "The count stands still" in client.get("/most-popular/").content.decode()
    assert listed(client, "/most-popular/") == []


def test_before_the_first_count(client: Client, paper: TestPaper) -> None:
    assert listed(client, "/most-popular/") == []
