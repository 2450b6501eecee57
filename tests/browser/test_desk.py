"""A day at the desk in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk_session import at_desk
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
LIST = "/desk/stories/"
# Each language of the desk with one of our words that its list of stories must show.
LANGUAGES = [("zh-hans", "稿件", "ltr"), ("ar", "الأخبار", "rtl"), ("ja", "記事", "ltr")]


@pytest.fixture
def desk(browser: Browser, served: ServedPaper) -> Iterator[Page]:
    """The desk, signed in as the administrator."""
    with at_desk(browser, served) as page:
        yield page


def test_write_publish_and_kill(desk: Page, served: ServedPaper) -> None:
    desk.goto("/desk/stories/add/")
    desk.fill("[name=headline]", "A gull takes the early ferry")
    desk.select_option("select[name=section]", label="Harbour")
    desk.fill("[name=standfirst]", "It had no ticket and sat near the front.")
    desk.locator("[name=action-publish]").evaluate("button => button.click()")
    anyway = desk.get_by_role("button", name="Publish anyway")
    live = desk.get_by_role("link", name="View live")
    expect(anyway.or_(live).first).to_be_visible(timeout=30_000)
    if anyway.count():
        anyway.first.click()
    address = live.first.get_attribute("href")
    assert address is not None
    assert served.get(address)[0] == 200
    desk.goto(f"{LIST}?q=gull")
    row = desk.locator("tr", has_text="A gull takes the early ferry")
    expect(row.locator(f'a[href="{address}"]')).to_be_visible()
    row.get_by_role("link", name="A gull takes the early ferry").first.click()
    desk.wait_for_load_state("networkidle")
    desk.get_by_role("link", name="Kill").first.click()
    desk.locator("textarea").first.fill("The gull has complained.")
    desk.get_by_role("button", name="Kill this story now").click()
    expect(desk.get_by_role("link", name="Lift the kill").first).to_be_visible(timeout=30_000)
    assert served.get(address)[0] == 410
    assert b"A gull takes the early ferry" not in served.get("/search/?q=gull")[2]
    desk.get_by_role("link", name="Lift the kill").first.click()
    desk.get_by_role("button", name="Lift the kill").click()
    expect(desk.locator(".messages")).to_contain_text("It is a draft.")


def test_a_headline_is_seen_whole_and_counted(desk: Page) -> None:
    desk.goto("/desk/stories/add/")
    field = desk.locator("[name=headline]")
    one_line = field.bounding_box()
    field.fill("The council sat until midnight and then sat again because " * 2)
    expect(desk.locator("[data-desk-count] .desk-count").first).to_contain_text("116")
    two_lines = field.bounding_box()
    assert one_line is not None
    assert two_lines is not None
    assert two_lines["height"] > one_line["height"]


@pytest.mark.parametrize("width", [1024, 1280, 1440, 390])
def test_the_story_list_fits(browser: Browser, served: ServedPaper, width: int) -> None:
    with at_desk(browser, served, width=width) as page:
        page.goto(LIST)
        last = page.locator("td.desk-address", has=page.locator("a")).first
        expect(last).to_be_visible()
        box, title = last.bounding_box(), page.locator("td.title").first.bounding_box()
        assert box is not None
        assert title is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert title["width"] >= 180
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) == 0
        if width < 1024:
            assert box["y"] > title["y"] + title["height"] - 1


def test_the_bar_of_bulk_actions_counts_stories(desk: Page) -> None:
    desk.goto(LIST)
    boxes = desk.locator("[data-bulk-action-checkbox]")
    bar = desk.locator("[data-bulk-action-num-objects]")
    boxes.nth(0).check(force=True)
    expect(bar).to_have_text("1 story chosen")
    boxes.nth(1).check(force=True)
    expect(bar).to_have_text("Stories chosen: 2")


def test_a_slash_goes_to_the_search_box(desk: Page) -> None:
    desk.goto(LIST)
    desk.wait_for_load_state("networkidle")
    desk.keyboard.press("/")
    expect(desk.locator("#id_q")).to_be_focused()


def test_an_editor_chooses_the_language_of_the_desk(desk: Page) -> None:
    try:
        for code, stories, direction in LANGUAGES:
            _choose_language(desk, code)
            desk.goto(LIST)
            expect(desk.locator("html")).to_have_attribute("lang", code)
            expect(desk.locator("html")).to_have_attribute("dir", direction)
            expect(desk.locator("h1").first).to_contain_text(stories)
            assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), code
    finally:
        _choose_language(desk, "en")


def _choose_language(desk: Page, code: str) -> None:
    desk.goto("/desk/account/")
    desk.locator("[name$=preferred_language]").select_option(code)
    with desk.expect_navigation():
        desk.locator("#w-editor-form button[type=submit]").last.click()
