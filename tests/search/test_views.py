"""The search page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import etree

from broadsheet.search.index import index_stories
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import found_test_edition, make_section, make_stories, publish

pytestmark = pytest.mark.usefixtures("contexts")


def found(client: Client, **asked: Any) -> list[str]:
    """Headlines on the result page."""
    results = client.get("/search/", asked).context["results"]
    return [story.headline for story in results.stories]


def test_without_a_query_nothing_is_searched(client: Client, paper: TestPaper) -> None:
    page = client.get("/search/")
    assert page.status_code == 200
    assert page.context["results"] is None
    assert page["X-Robots-Tag"] == "noindex"
    assert not page.cookies


def test_results_bear_marked_excerpts(client: Client, paper: TestPaper) -> None:
    publish(paper.politics, headline="Quay", standfirst="An old lighthouse & its keeper")
    story = client.get("/search/?q=lighthouse").context["results"].stories[0]
    assert story.excerpt.startswith("An old <mark>lighthouse</mark> &amp; its keeper")


def test_section_and_kind_narrow(client: Client, paper: TestPaper) -> None:
    publish(paper.politics, headline="One", standfirst="lighthouse")
    publish(paper.science, headline="Two", standfirst="lighthouse", kind="gallery")
    publish(paper.science, headline="Three", standfirst="lighthouse")
    assert set(found(client, q="lighthouse")) == {"One", "Two", "Three"}
    assert set(found(client, q="lighthouse", section="science")) == {"Two", "Three"}
    assert found(client, q="lighthouse", section="science", kind="gallery") == ["Two"]
    assert set(found(client, q="lighthouse", section="none", kind="none")) == {
        "One",
        "Two",
        "Three",
    }


def test_an_edition_finds_its_own_stories(client: Client, paper: TestPaper) -> None:
    chinese = found_test_edition(code="zh", language="zh-Hans", name="潮报")
    publish(paper.politics, headline="火山 in English")
    publish(make_section(chinese, "时政"), headline="火山喷发")
    assert found(client, q="火山") == ["火山 in English"]
    page = client.get("/zh/search/?q=火山")
    assert [story.headline for story in page.context["results"].stories] == ["火山喷发"]


@pytest.mark.parametrize("order", ["newest", "relevance"])
def test_results_are_paged(client: Client, paper: TestPaper, order: str) -> None:
    make_stories(paper.politics, 45, standfirst="lighthouse")
    index_stories(Story.objects.all())
    asked = {"q": "lighthouse", "order": order}
    seen: list[str] = []
    page = client.get("/search/", asked)
    assert "45" in page.context["count_text"]
    assert page.context["results"].previous_url == ""
    for number in (1, 2, 3):
        page = client.get("/search/", {**asked, "page": number})
        results = page.context["results"]
        assert results.page == number
        seen += [story.headline for story in results.stories]
    assert results.next_url == ""
    assert client.get("/search/" + results.previous_url).context["results"].page == 2
    assert len(seen) == len(set(seen)) == 45
    if order == "newest":
        assert seen == [f"Story number {number}" for number in range(45)]
    assert client.get("/search/", {**asked, "page": 4}).status_code == 404


@pytest.mark.parametrize("query", ["a", "?!", '"'])
def test_too_short(client: Client, paper: TestPaper, query: str) -> None:
    page = client.get("/search/", {"q": query})
    assert page.status_code == 200
    assert page.context["too_short"]
    assert page.context["results"] is None


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 50, "²", ""])
def test_a_page_number_that_is_none_is_the_first(
    client: Client, paper: TestPaper, number: str
) -> None:
    publish(paper.politics, headline="Lighthouse")
    assert client.get("/search/", {"q": "lighthouse", "page": number}).context["results"].page == 1


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", "%00%00", "%FF%FE", "a" * 3000, "%22%20OR%20*"]
)
def test_hostile_queries_answer_politely(client: Client, paper: TestPaper, query: str) -> None:
    page = client.get(f"/search/?q={query}&section={query}&kind={query}&order={query}")
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/zh", "zh-Hans")])
def test_opensearch(client: Client, paper: TestPaper, prefix: str, language: str) -> None:
    found_test_edition(code="zh", language="zh-Hans", name="潮报")
    answer = client.get(f"{prefix}/opensearch.xml")
    document = etree.fromstring(answer.content)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert document.tag == f"{space}OpenSearchDescription"
    assert len(document.findtext(f"{space}ShortName") or "") <= 16
    assert document.findtext(f"{space}Language") == language
    address = document.find(f"{space}Url[@type='text/html']").get("template")
    assert address.startswith("http")
    assert address.endswith(f"{prefix}/search/?q={{searchTerms}}")
