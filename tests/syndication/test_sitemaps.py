"""Sitemaps and robots.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from broadsheet.stories.models import Story
from broadsheet.syndication import months, sitemaps
from broadsheet.syndication.months import Month
from tests.conftest import TestPaper
from tests.factories import (
    PictureFactory,
    found_test_edition,
    make_section,
    make_special,
    make_stories,
    publish,
)

SPACES = {"s": sitemaps.SITEMAP, "i": sitemaps.IMAGE, "n": sitemaps.NEWS, "x": sitemaps.XHTML}
HOST = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _no_memory() -> None:
    cache.clear()


def found(client: Client, path: str, query: str = "//s:loc/text()") -> list[Any]:
    """What the XPath `query` finds in the document at `path`."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"].startswith("application/xml")
    return etree.fromstring(answer.content).xpath(query, namespaces=SPACES)


def at(year: int, month: int, day: int = 15, hour: int = 12) -> datetime:
    """A moment in UTC."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def test_index_lists_months_with_public_stories(client: Client, paper: TestPaper) -> None:
    chinese = found_test_edition(code="zh", language="zh-Hans", name="潮报")
    publish(paper.politics, published_at=at(2020, 11))
    publish(paper.politics, published_at=at(2020, 11, 1, 0))
    publish(make_section(chinese, "时政"), published_at=at(1999, 2, 28, 23))
    killed = publish(paper.politics, published_at=at(2018, 5))
    Story.objects.filter(pk=killed.pk).update(killed_at=timezone.now())
    assert found(client, "/sitemap.xml") == [
        f"{HOST}/sitemaps/{name}.xml" for name in ("places", "news", "2020-11", "1999-02")
    ]


def test_index_of_an_empty_paper(client: Client, paper: TestPaper) -> None:
    assert len(found(client, "/sitemap.xml")) == 2


def test_index_does_not_read_stories_one_by_one(client: Client, paper: TestPaper) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml")
        return len(captured)

    make_stories(paper.politics, 3)
    client.get("/sitemap.xml")
    few = queries()
    make_stories(paper.science, 300)
    assert queries() == few


def test_a_month_lists_its_stories(client: Client, paper: TestPaper) -> None:
    story = publish(
        paper.politics,
        headline="Tide",
        published_at=at(2020, 11, 1, 0),
        updated_at=at(2020, 12),
        lead_picture=PictureFactory(),
    )
    publish(paper.politics, headline="Next", published_at=at(2020, 12, 1, 0))
    publish(paper.politics, headline="Ours", published_at=at(2020, 11)).save()
    elsewhere = publish(paper.politics, headline="Elsewhere", published_at=at(2020, 11))
    Story.objects.filter(pk=elsewhere.pk).update(canonical_url="https://other.example/x")
    path = "/sitemaps/2020-11.xml"
    assert [loc.rsplit("/", 2)[1] for loc in found(client, path)] == ["ours", "tide"]
    assert found(client, path, "//s:url[2]/s:lastmod/text()") == ["2020-12-15T12:00:00+00:00"]
    assert found(client, path, "//i:loc") == []
    story.lead_picture.get_rendition(sitemaps.PICTURE)
    (picture,) = found(client, path, "//i:image/i:loc/text()")
    assert picture.startswith(f"{HOST}/media/")


@pytest.mark.parametrize("path", ["2019-01", "2020-13", "0000-01", "9999-12", "2020-11-2"])
def test_no_file_for_a_month_without_stories(client: Client, paper: TestPaper, path: str) -> None:
    publish(paper.politics, published_at=at(2020, 11))
    assert client.get(f"/sitemaps/{path}.xml").status_code == 404


def test_a_full_month_has_several_files(
    client: Client, paper: TestPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(months, "PER_FILE", 4)
    monkeypatch.setattr(sitemaps, "PER_FILE", 4)
    made = make_stories(paper.politics, 10)
    Story.objects.update(published_at=at(2020, 11))
    names = [loc.rsplit("/", 1)[1] for loc in found(client, "/sitemap.xml")]
    assert names[2:] == ["2020-11.xml", "2020-11-2.xml", "2020-11-3.xml"]
    listed = [loc for name in names[2:] for loc in found(client, f"/sitemaps/{name}")]
    assert len(listed) == len(set(listed)) == len(made)


def test_what_is_not_public_is_in_no_sitemap(client: Client, paper: TestPaper) -> None:
    now = timezone.now()
    hidden = [
        {"killed_at": now},
        {"live": False},
        {"embargo_until": now + timedelta(hours=1)},
        {"expire_at": now - timedelta(hours=1)},
        {"rights_expire_at": now - timedelta(hours=1)},
        {"published_at": now + timedelta(minutes=1)},
    ]
    month = Month.of(now)
    for number, fields in enumerate(hidden):
        story = publish(paper.politics, headline=f"Hidden {number}")
        Story.objects.filter(pk=story.pk).update(**fields)
    assert found(client, "/sitemaps/news.xml") == []
    assert client.get(f"/sitemaps/{month}.xml").status_code == 404
    publish(paper.politics, headline="Public", published_at=now)
    assert len(found(client, "/sitemaps/news.xml")) == 1
    assert len(found(client, f"/sitemaps/{month}.xml")) == 1


def test_news_holds_the_last_two_days(client: Client, paper: TestPaper) -> None:
    chinese = found_test_edition(code="zh", language="zh-Hans", name="潮报")
    now = timezone.now()
    publish(paper.politics, headline="Old", published_at=now - timedelta(days=2, seconds=5))
    publish(paper.politics, headline="Tide & time", published_at=now - timedelta(hours=47))
    publish(make_section(chinese, "时政"), headline="潮", published_at=now - timedelta(hours=1))
    path = "/sitemaps/news.xml"
    assert found(client, path, "//n:title/text()") == ["潮", "Tide & time"]
    assert found(client, path, "//n:publication/n:name/text()") == ["潮报", "The Test Tidings"]
    assert found(client, path, "//n:publication/n:language/text()") == ["zh-cn", "en"]
    dates = found(client, path, "//n:publication_date/text()")
    assert all(datetime.fromisoformat(date).utcoffset() is not None for date in dates)


def test_news_holds_a_thousand(client: Client, paper: TestPaper) -> None:
    make_stories(paper.politics, 1005)
    assert len(found(client, "/sitemaps/news.xml")) == 1000


def test_translations_are_listed_with_themselves(client: Client, paper: TestPaper) -> None:
    chinese = found_test_edition(code="zh", language="zh-Hans", name="潮报")
    story = publish(paper.politics, headline="Tide", published_at=at(2020, 11))
    publish(
        make_section(chinese, "时政"),
        headline="潮",
        published_at=at(2020, 11),
        translation_of=story,
    )
    links = found(client, "/sitemaps/2020-11.xml", "//x:link/@hreflang")
    assert links == ["en", "zh-Hans"] * 2


def test_places(client: Client, paper: TestPaper) -> None:
    found_test_edition(code="zh", language="zh-Hans", name="潮报")
    make_special(paper.edition, "The Long Tide", slug="long-tide")
    paper.science.unpublish()
    assert set(found(client, "/sitemaps/places.xml")) == {
        f"{HOST}{path}"
        for path in (
            *("/", "/zh/", "/politics/", "/long-tide/"),
            *("/most-popular/", "/zh/most-popular/"),
        )
    }
    homes = found(client, "/sitemaps/places.xml", "//s:url[1]/x:link/@hreflang")
    assert homes == ["en", "zh-Hans"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en"), ("en-GB", "en"), ("zh-Hans", "zh-cn"), ("zh-Hant-HK", "zh-tw"), ("zh", "zh-cn")],
)
def test_languages_of_the_news_sitemap(language: str, expected: str) -> None:
    assert sitemaps.news_language(language) == expected


def test_robots(client: Client, paper: TestPaper) -> None:
    found_test_edition(code="zh", language="zh-Hans", name="潮报")
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    closed = {line for line in lines if line.startswith("Disallow: ")}
    assert {
        f"Disallow: {path}" for path in ("/desk/", "/read/", "/search/", "/zh/search/")
    } <= closed
    assert f"Sitemap: {HOST}/sitemap.xml" in lines


def test_december_ends_with_the_year() -> None:
    assert Month(2020, 12).end == at(2021, 1, 1, 0)
    assert str(Month(987, 3)) == "0987-03"
