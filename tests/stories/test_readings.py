"""Readings, from what the desk writes to page, address, search and count."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from lxml import html

from broadsheet.search.find import narrow
from broadsheet.search.terms import terms_of
from broadsheet.stories.models import Story
from tests.factories import found_test_edition, make_section, publish

pytestmark = pytest.mark.django_db
RUBY = "<ruby>満潮<rp>(</rp><rt>まんちょう</rt><rp>)</rp></ruby>"


@pytest.fixture
def story() -> Story:
    edition = found_test_edition(language="ja")
    return publish(
        make_section(edition, "科学"),
        headline="{満潮|まんちょう}の港",
        standfirst="{干潮|かんちょう}まで三時間。",
        body=[{"type": "text", "value": "<p>{満潮|まんちょう}のころ、港は静か。</p>"}],
    )


def test_page_prints_ruby_in_text_and_bases_in_attributes(client: Client, story: Story) -> None:
    page = client.get(story.path).content.decode()
    assert f"<p>{RUBY}のころ、港は静か。</p>" in page
    root = html.fromstring(page)
    assert RUBY in html.tostring(root.find(".//h1"), encoding="unicode")
    assert root.findtext(".//title").startswith("満潮の港 –")
    assert root.xpath("//meta[@property='og:title']/@content") == ["満潮の港"]
    assert root.xpath("//meta[@property='og:description']/@content") == ["干潮まで三時間。"]
    data = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])["@graph"][0]
    assert (data["headline"], data["description"]) == ("満潮の港", "干潮まで三時間。")
    assert "{" not in "".join(root.find("body").itertext())


def test_address_has_the_base_alone(story: Story) -> None:
    assert story.slug == "満潮の港"


def test_words_are_counted_without_readings(story: Story) -> None:
    assert story.word_count == len("満潮のころ港は静か")


@pytest.mark.parametrize("query", ["満潮のころ", "まんちょう", "かんちょう", "満潮の港"])
def test_search_finds_base_in_running_text_and_reading(story: Story, query: str) -> None:
    assert story.search_body.count("まん んち") == 1
    assert list(narrow(Story.objects.public(), terms_of(query))) == [story]
