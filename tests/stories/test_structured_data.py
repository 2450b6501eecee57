"""What search engines are told of a story and of the paper."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.safestring import SafeString

from broadsheet.stories.models import Byline
from broadsheet.stories.structured_data import news_article, web_site
from tests.conftest import TestPaper
from tests.factories import PersonFactory, PictureFactory, TopicFactory, found_test_edition, publish


def things(script: SafeString) -> dict[str, Any]:
    """The things in a script's graph, by type."""
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def test_article_has_what_google_asks_for(paper: TestPaper) -> None:
    story = publish(
        paper.politics,
        headline="Tide & time",
        published_at=datetime.fromisoformat("2020-11-24T17:52:56+00:00"),
        lead_picture=PictureFactory(licence_url="https://licence.example/"),
    )
    Byline.objects.create(
        story=story, person=PersonFactory(edition=paper.edition, name="Ada Quill", slug="ada")
    )
    article = things(news_article(story))["NewsArticle"]
    assert article["headline"] == "Tide & time"
    assert article["datePublished"] == "2020-11-25T01:52:56+08:00"
    assert datetime.fromisoformat(article["dateModified"]).utcoffset() is not None
    assert article["author"] == [
        {"@type": "Person", "name": "Ada Quill", "url": "http://127.0.0.1:8000/people/ada/"}
    ]
    assert article["publisher"]["logo"]["url"].endswith("theme/icons/app-512.png")
    (image,) = article["image"]
    assert image["url"].startswith("http://127.0.0.1:8000/media/")
    assert image["creditText"] == "Joss Tarrant / The Tidings"
    assert image["license"] == "https://licence.example/"


def test_breadcrumbs_lead_from_home_through_the_section(paper: TestPaper) -> None:
    crumbs = things(news_article(publish(paper.politics, headline="Tide")))["BreadcrumbList"]
    steps = crumbs["itemListElement"]
    assert [step["name"] for step in steps] == ["The Test Tidings", "Politics", "Tide"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[1]["item"] == "http://127.0.0.1:8000/politics/"
    assert "item" not in steps[2]


def test_topics_bear_their_iptc_address(paper: TestPaper) -> None:
    story = publish(paper.politics)
    story.topics.add(
        TopicFactory(edition=paper.edition, name="Harbour", type="place", media_topic="20000417")
    )
    story.save()
    article = things(news_article(story))["NewsArticle"]
    assert article["keywords"] == ["Harbour"]
    assert article["about"] == [
        {
            "@type": "Place",
            "name": "Harbour",
            "sameAs": "http://cv.iptc.org/newscodes/mediatopic/20000417",
        }
    ]


def test_a_live_story_is_a_live_blog(paper: TestPaper) -> None:
    entry = {"at": "2026-01-01T10:00:00Z", "headline": "High water", "text": "<p>It rose.</p>"}
    story = publish(
        paper.politics,
        kind="live",
        entries=[{"type": "entry", "value": {**entry, "key_moment": 0}}],
    )
    blog = things(news_article(story))["LiveBlogPosting"]
    (update,) = blog["liveBlogUpdate"]
    assert (update["headline"], update["articleBody"]) == ("High water", "It rose.")
    assert update["datePublished"] == "2026-01-01T18:00:00+08:00"
    assert blog["coverageStartTime"] == blog["datePublished"]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!-- & -->", '"\\\u2028'])
def test_nothing_leaves_the_script_element(paper: TestPaper, text: str) -> None:
    script = news_article(publish(paper.politics, headline=text, standfirst=text))
    assert not set(script) & set("<>&")
    assert things(script)["NewsArticle"]["description"] == text


def test_the_home_front_can_be_searched(client: Client, paper: TestPaper) -> None:
    chinese = found_test_edition(code="zh", language="zh-Hans", name="潮报")
    site = things(web_site(chinese))["WebSite"]
    assert site["inLanguage"] == "zh-Hans"
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://127.0.0.1:8000/zh/search/?q={search_term_string}"
    page = client.get("/").content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert things(script)["WebSite"]["name"] == "The Test Tidings"
    assert "WebSite" not in client.get("/politics/").content.decode()
