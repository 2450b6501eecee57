"""A day at the desk in a browser, and axe on the screens we added to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

# What we added to Wagtail's screens; the rest is Wagtail's own.
OURS = "[class*='desk-']"


@pytest.fixture
def desk(browser: Browser, served: ServedPaper) -> Iterator[Page]:
    """The desk, signed in as the administrator."""
    context = browser.new_context(base_url=served.url, viewport={"width": 1360, "height": 900})
    page = context.new_page()
    page.goto("/desk/")
    page.fill("input[name=login]", served.user)
    page.fill("input[name=password]", served.password)
    page.click("button[type=submit]")
    expect(page.get_by_role("link", name="Stories").first).to_be_visible()
    yield page
    context.close()


def test_write_publish_and_kill(desk: Page, served: ServedPaper) -> None:
    desk.goto("/desk/stories/add/")
    desk.fill("[name=headline]", "A gull takes the early ferry")
    desk.select_option("select[name=section]", label="Harbour")
    desk.fill("[name=standfirst]", "It had no ticket and sat near the front.")
    desk.locator("[name=action-publish]").evaluate("button => button.click()")
    desk.wait_for_load_state("networkidle")
    anyway = desk.get_by_role("button", name="Publish anyway")
    if anyway.count():
        anyway.first.click()
        desk.wait_for_load_state("networkidle")
    desk.goto("/desk/stories/?q=gull")
    row = desk.locator("tr", has_text="A gull takes the early ferry")
    expect(row).to_be_visible()
    address = row.locator('a[href*="/harbour/"]').first.get_attribute("href")
    assert address is not None
    assert served.get(address)[0] == 200
    row.get_by_role("link", name="A gull takes the early ferry").first.click()
    desk.wait_for_load_state("networkidle")
    desk.get_by_role("link", name="Kill").first.click()
    desk.locator("textarea").first.fill("The gull has complained.")
    desk.locator("main form button[type=submit], form[action*=kill] button").first.click()
    desk.wait_for_load_state("networkidle")
    assert served.get(address)[0] == 410
    assert b"A gull takes the early ferry" not in served.get("/search/?q=gull")[2]


@pytest.mark.parametrize("path", ["/desk/", "/desk/stories/", "/desk/stories/add/"])
def test_nothing_we_added_breaks_a_rule_of_axe(desk: Page, path: str) -> None:
    desk.goto(path)
    desk.wait_for_load_state("networkidle")
    found = Axe().run(desk, options={"resultTypes": ["violations"]}).response["violations"]
    ours = desk.evaluate("selector => document.querySelectorAll(selector).length", OURS)
    assert ours
    broken = [
        f"{rule['id']}: {node['target']}"
        for rule in found
        for node in rule["nodes"]
        if desk.evaluate(
            "([target, ours]) => { const e = document.querySelector(target);"
            " return !!e && !!e.closest(ours); }",
            [str(node["target"][0]), OURS],
        )
    ]
    assert broken == []
