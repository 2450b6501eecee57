"""The reference story on a page that does everything the reference page does, row by row."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]


@pytest.fixture
def story(page: Page, reference: str) -> Page:
    """The reference story, open."""
    page.goto(reference)
    return page


def test_head_of_the_story(story: Page) -> None:
    expect(story.locator("h1")).to_have_text(
        "China, Japan eye closer cooperation amid COVID-19 pandemic"
    )
    expect(
        story.locator("article.story").get_by_role("link", name="Politics").first
    ).to_be_visible()
    special = story.locator("main").get_by_role("link", name="Battle Against Novel Coronavirus")
    expect(special.first).to_be_visible()
    article = story.locator("article.story").inner_text()
    assert "2020-11-25 01:52:56" in article
    assert "Xinhua" in article
    assert re.search(r"Editor\W+Wang Fan", article)
    time = story.locator("article.story time").filter(has_text="2020-11-25 01:52:56").first
    assert time.get_attribute("datetime") in {
        "2020-11-25T01:52:56+08:00",
        "2020-11-24T17:52:56Z",
        "2020-11-24T17:52:56+00:00",
    }


def test_whole_text(story: Page) -> None:
    article = story.locator("article.story").inner_text()
    for sentence in (
        "Visiting Chinese State Councilor and Foreign Minister Wang Yi",
        "Both sides also exchanged views on other issues of common interest.",
        "Wang arrived in Japan earlier on Tuesday for a visit.",
    ):
        assert sentence in article


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("LINE", "line.me"),
        ("Weibo", "weibo.com"),
        ("X", "x.com"),
        ("Facebook", "facebook.com"),
        ("WhatsApp", "wa.me"),
    ],
)
def test_share_links_stand_at_top_and_bottom(story: Page, name: str, host: str) -> None:
    links = story.get_by_role("link", name=re.compile(rf"\b{name}\b"), include_hidden=True)
    hrefs = [link.get_attribute("href") or "" for link in links.all()]
    assert len([href for href in hrefs if host in href]) >= 2


def test_wechat_shows_a_code_of_our_own(story: Page) -> None:
    story.locator("summary, button").filter(has_text="WeChat").first.click()
    expect(story.locator("svg.qr, .qr svg").first).to_be_visible()


def test_mail_and_copy_link(story: Page, context: BrowserContext) -> None:
    mail = story.locator('a[href^="mailto:"]').first
    assert "China%2C%20Japan" in (mail.get_attribute("href") or "")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    story.get_by_role("button", name=re.compile("Copy", re.I)).first.click()
    assert story.evaluate("navigator.clipboard.readText()").endswith(
        "china-japan-eye-closer-cooperation-amid-covid-19-pandemic/"
    )


def test_text_sizes_stick(story: Page) -> None:
    body = story.locator("article.story p", has_text="Both sides also").first

    def size() -> float:
        return float(body.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))

    normal = size()
    story.locator(".sizes label").last.click()
    large = size()
    assert large / normal == pytest.approx(1.35, abs=0.1)
    story.reload()
    assert size() == pytest.approx(large, abs=0.5)


def test_print_layout_has_address_and_credit_and_no_furniture(story: Page, reference: str) -> None:
    story.emulate_media(media="print")
    assert not story.locator("header nav").first.is_visible()
    assert not story.get_by_role("link", name=re.compile("WhatsApp")).first.is_visible()
    text = story.locator("body").inner_text()
    assert "Xinhua" in text
    assert reference.split("://")[1] in text.replace("\n", "")
    expect(story.locator("h1")).to_be_visible()


def test_rails_with_more_pages(story: Page) -> None:
    for name, path in (
        ("Photo", "/more/photo/"),
        ("Top news", "/more/top/"),
        ("Video", "/more/video/"),
    ):
        rail = story.locator(f'[data-region="rail-{path.split("/")[2]}"]')
        assert name.lower() in rail.inner_text().lower()
        link = rail.locator(f'a[href="{path}"]').first
        expect(link).to_be_visible()
        assert rail.locator("li").count() >= 2


def test_more_pages_answer(served: ServedPaper) -> None:
    for rail in ("photo", "top", "video"):
        assert served.get(f"/more/{rail}/")[0] == 200


def test_furniture(story: Page) -> None:
    footer = story.locator("body > footer")
    for name in ("Links", "About us", "Jobs", "Contact us", "Privacy policy"):
        expect(
            footer.get_by_role("link", name=re.compile(rf"^{name}$", re.I)).first
        ).to_be_visible()
    text = footer.inner_text()
    assert re.search(r"Copyright ©1999[-–]20\d\d", text)
    assert "Reproduction in whole or in part" in text
    expect(story.get_by_role("link", name=re.compile("Back to top", re.I)).first).to_be_attached()


def test_app_is_offered(story: Page) -> None:
    expect(story.get_by_role("link", name=re.compile("Get the app", re.I)).first).to_be_attached()
    assert story.locator('link[rel="manifest"]').count() == 1


def test_most_popular_in_24h(story: Page) -> None:
    rail = story.locator('[data-region="rail-popular"]')
    expect(rail.get_by_role("heading", name="Most popular in 24h")).to_be_visible()
    expect(rail.locator("ol > li")).to_have_count(10)
    rail.get_by_role("link", name=re.compile("^More")).click()
    expect(story).to_have_url(re.compile("/most-popular/$"))
    expect(story.locator("main ol > li")).not_to_have_count(0)


def test_special_has_its_front(page: Page, reference: str) -> None:
    page.goto("/battle-against-novel-coronavirus/")
    expect(page.locator("h1")).to_contain_text("Battle Against Novel Coronavirus")
    expect(page.get_by_role("link", name=re.compile("China, Japan eye")).first).to_be_visible()
    page.goto("/politics/")
    assert page.locator("body").inner_text()


def test_nothing_went_wrong_and_no_cookie(story: Page, context: BrowserContext) -> None:
    story.wait_for_load_state("networkidle")
    assert context.watch.problems == []  # type: ignore[attr-defined]
    assert context.cookies() == []


def test_repeated_delivery_changes_nothing(served: ServedPaper, shared, reference: str) -> None:
    (line,) = served.run(
        "intake",
        str(shared / "seed" / "china-japan.ninjs.json"),
        "--provider",
        "Xinhua",
        "--section",
        "Politics",
        "--publish",
    )
    assert (line["action"], line["url"]) == ("unchanged", reference)
