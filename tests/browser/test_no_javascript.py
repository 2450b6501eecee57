"""Without JavaScript the paper reads as well: what a reader does most needs no script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.crawl import Crawl
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]


@pytest.fixture
def plain(browser: Browser, served: ServedPaper) -> Iterator[Page]:
    """A page of a browser whose JavaScript is switched off."""
    context = browser.new_context(
        base_url=served.url, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


def test_from_the_front_to_a_story_and_its_section(plain: Page) -> None:
    plain.goto("/")
    link = plain.locator("main h2 a, main h3 a").first
    address = link.get_attribute("href")
    link.click()
    assert plain.url.endswith(address or "?")
    expect(plain.locator("h1")).to_be_visible()
    expect(plain.locator("article p").first).to_be_visible()
    plain.locator("article .kicker a").first.click()
    expect(plain.locator("h1")).to_be_visible()
    assert not re.search(r"/\d{4}/", plain.url)


def test_pictures_are_there(plain: Page, crawled: Crawl) -> None:
    plain.goto(crawled.first("gallery"))
    pictures = plain.locator("article img")
    assert pictures.count() >= 3
    for number in range(3):
        pictures.nth(number).scroll_into_view_if_needed()
        plain.wait_for_load_state("networkidle")
        assert pictures.nth(number).evaluate("e => e.naturalWidth") > 200


def test_search_finds_and_finds_nothing(plain: Page) -> None:
    plain.goto("/search/")
    field = plain.get_by_role("searchbox").first
    field.fill("tide")
    field.press("Enter")
    assert plain.locator("main h2 a, main h3 a").count() >= 5
    plain.get_by_role("searchbox").first.fill("qqxxzz")
    plain.get_by_role("searchbox").first.press("Enter")
    assert plain.locator("main h2 a, main h3 a").count() == 0
    expect(plain.get_by_role("main")).to_contain_text("No story has these words")


def test_pages_of_a_story(plain: Page, crawled: Crawl) -> None:
    plain.goto(crawled.first("paged"))
    first = plain.locator("article .body").inner_text()
    plain.locator("a[rel=next]").click()
    assert plain.url.endswith("/2/")
    assert plain.locator("article .body").inner_text() != first
    assert plain.locator("h1").count() == 1


def test_further_pages_of_a_list(plain: Page) -> None:
    plain.goto("/search/?q=the")
    plain.locator("a[rel=next]").first.click()
    assert "page" in plain.url
    assert plain.locator("main h2 a, main h3 a").count() >= 1


def test_text_sizes(plain: Page, crawled: Crawl) -> None:
    plain.goto(crawled.first("text"))
    text = plain.locator("article .body p").nth(1)
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    normal = text.evaluate(size)
    sizes = []
    for label in plain.locator("label[for^=size-]").all():
        label.click()
        sizes.append(text.evaluate(size) / normal)
    assert sizes == pytest.approx([1, 1.15, 1.35], abs=0.06)


def test_sharing(plain: Page, crawled: Crawl) -> None:
    story = crawled.first("text")
    plain.goto(story)
    hrefs = [link.get_attribute("href") or "" for link in plain.locator(".share a").all()]
    for host in ("line.me", "weibo.com", "x.com", "facebook.com", "wa.me", "mailto:"):
        assert len([href for href in hrefs if host in href]) == 2, host
    code = plain.locator(".wechat .qr svg").first
    expect(code).to_be_hidden()
    plain.locator(".wechat summary").first.click()
    expect(code).to_be_visible()


def test_nothing_that_needs_a_script_is_offered(plain: Page, crawled: Crawl) -> None:
    plain.goto(crawled.first("text"))
    for button in plain.locator("button[type=button]").all():
        expect(button).to_be_hidden()
    plain.goto("/saved/")
    expect(plain.get_by_text("needs JavaScript")).to_be_visible()
