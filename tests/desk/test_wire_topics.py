"""The desk's topics for what a wire item is about."""

from __future__ import annotations

import pytest

from broadsheet.desk.wire_topics import topics_for
from broadsheet.formats import Item, Subject
from broadsheet.stories.models import Topic
from tests.conftest import TestPaper
from tests.factories import TopicFactory, found_test_edition

pytestmark = pytest.mark.django_db
MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/20000763"


def names(paper: TestPaper, *subjects: Subject) -> list[str]:
    item = Item(guid="x", subjects=subjects)
    return [topic.name for topic in topics_for(item, paper.edition)]


def test_topics_are_made_once(paper: TestPaper) -> None:
    ferry = Subject("Ferries", MEDIA_TOPIC)
    varga = Subject("Nell Varga", type="person")
    assert names(paper, ferry, varga, ferry) == ["Ferries", "Nell Varga"]
    assert names(paper, varga, ferry) == ["Nell Varga", "Ferries"]
    topic = Topic.objects.get(name="Ferries")
    assert (topic.media_topic, topic.uri, topic.slug) == ("20000763", MEDIA_TOPIC, "ferries")
    assert Topic.objects.get(name="Nell Varga").type == "person"


def test_media_topic_decides_whatever_the_name(paper: TestPaper) -> None:
    TopicFactory(edition=paper.edition, name="Sea traffic", media_topic="20000763")
    https = MEDIA_TOPIC.replace("http:", "https:")
    assert names(paper, Subject("Fähren", MEDIA_TOPIC), Subject("渡轮", https)) == ["Sea traffic"]


@pytest.mark.parametrize(
    "uri",
    [
        "http://elsewhere.example/mediatopic/20000763",
        "http://cv.iptc.org/newscodes/mediatopic/20000763/more",
        "medtop:20000763",
    ],
)
def test_only_the_full_uri_is_a_media_topic(paper: TestPaper, uri: str) -> None:
    TopicFactory(edition=paper.edition, name="Sea traffic", media_topic="20000763")
    assert names(paper, Subject("Ferries", uri)) == ["Ferries"]


def test_an_alias_alone_is_not_compared(paper: TestPaper) -> None:
    TopicFactory(edition=paper.edition, name="Sea traffic", media_topic="20000763")
    assert names(paper, Subject("Ferries", qcode="medtop:20000763")) == ["Ferries"]


def test_uri_decides_before_the_name(paper: TestPaper) -> None:
    first = Subject("Tomas Ruel", "https://people.example/1", type="person")
    namesake = Subject("Tomas Ruel", "https://people.example/2", type="person")
    respelt = Subject("T. Ruel", "https://people.example/1", type="person")
    assert names(paper, first, namesake, respelt) == ["Tomas Ruel", "Tomas Ruel"]
    assert set(Topic.objects.values_list("slug", flat=True)) == {"tomas-ruel", "tomas-ruel-2"}


def test_name_is_compared_in_any_case_within_its_type(paper: TestPaper) -> None:
    TopicFactory(edition=paper.edition, name="Almery", type="place")
    assert names(paper, Subject("ALMERY", type="place")) == ["Almery"]
    assert names(paper, Subject("Almery", type="organisation")) == ["Almery"]
    assert Topic.objects.filter(name="Almery").count() == 2


def test_a_topic_without_identifier_serves_a_subject_with_one(paper: TestPaper) -> None:
    TopicFactory(edition=paper.edition, name="Almery", type="place")
    assert names(paper, Subject("Almery", "https://places.example/1", type="place")) == ["Almery"]
    assert Topic.objects.count() == 1


def test_other_editions_topics_are_their_own(paper: TestPaper) -> None:
    chinese = found_test_edition(code="zh", language="zh-Hans", is_default=False)
    TopicFactory(edition=chinese, name="Ferries", media_topic="20000763")
    names(paper, Subject("Ferries", MEDIA_TOPIC))
    assert Topic.objects.filter(edition=paper.edition).count() == 1


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("新冠肺炎疫情", "新冠肺炎疫情"),
        ("東京（都）", "東京都"),
        ("…!?", "story"),
        ("Łódź", "łódź"),
    ],
)
def test_slugs_in_any_script(paper: TestPaper, name: str, slug: str) -> None:
    names(paper, Subject(name))
    assert Topic.objects.get().slug == slug


def test_topic_page_in_chinese_answers(paper: TestPaper, client: object) -> None:
    names(paper, Subject("新冠肺炎疫情"))
    assert client.get(Topic.objects.get().get_absolute_url()).status_code == 200  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["keyword", "genre", "object"])
def test_keywords_genres_and_objects_are_no_topics(paper: TestPaper, kind: str) -> None:
    assert names(paper, Subject("Ferries", type=kind), Subject(uri=MEDIA_TOPIC)) == []
    assert not Topic.objects.exists()


def test_long_names_are_cut_and_found_again(paper: TestPaper) -> None:
    subject = Subject("harbour " * 100)
    assert names(paper, subject) == names(paper, subject)
    assert Topic.objects.count() == 1
