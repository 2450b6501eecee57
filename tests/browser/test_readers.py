"""The readers' figures at the desk: axe, a phone, no JavaScript, and how they renew themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk_session import at_desk
from tests.browser.server import ServedPaper
from tests.browser.test_desk_axe import broken

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
READERS = "/desk/readers/"


@pytest.fixture(scope="module", params=["light", "dark"])
def desk(browser: Browser, served: ServedPaper, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The desk by day and by night."""
    with at_desk(browser, served, color_scheme=request.param, reduced_motion="reduce") as page:
        yield page


def test_no_rule_of_axe_is_broken(desk: Page) -> None:
    desk.goto(f"{READERS}?span=week")
    desk.locator(".desk-numbers summary").click()
    assert broken(desk) == []
    desk.locator(".desk-top__story a").first.click()
    expect(desk.locator(".desk-totals")).to_be_visible()
    desk.locator(".desk-numbers summary").click()
    assert broken(desk) == []


def test_an_open_page_brings_itself_up_to_date(desk: Page) -> None:
    desk.goto(f"{READERS}?span=week")
    desk.locator(".desk-numbers summary").click()
    link = desk.locator(".desk-top__story a").first
    link.focus()
    address = link.get_attribute("href")
    desk.mouse.move(0, 0)
    desk.evaluate("document.querySelector('.desk-top').dataset.old = 'yes'")
    with desk.expect_response("**/readers/figures/**"):
        desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.locator(".desk-top")).not_to_have_attribute("data-old", "yes")
    expect(desk.locator(".desk-numbers")).to_have_attribute("open", "")
    assert desk.evaluate("document.activeElement.getAttribute('href')") == address


def test_it_says_when_the_desk_does_not_answer(desk: Page) -> None:
    desk.goto(READERS)
    desk.route("**/readers/figures/**", lambda route: route.abort())
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.get_by_text("The desk does not answer.")).to_be_visible()
    desk.unroute("**/readers/figures/**")
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.get_by_text("The desk does not answer.")).to_have_count(0)


def test_it_fits_a_telephone(browser: Browser, served: ServedPaper) -> None:
    with at_desk(browser, served, width=360) as page:
        page.goto(f"{READERS}?span=week")
        expect(page.locator(".desk-top")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator(".desk-top__story a").first.click()
        expect(page.locator(".desk-totals")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_works_without_javascript(browser: Browser, served: ServedPaper) -> None:
    with at_desk(browser, served) as page:
        kept = page.context.cookies()
    context = browser.new_context(base_url=served.url, java_script_enabled=False)
    context.add_cookies(kept)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(READERS)
    page.locator(".desk-filters button").click()
    page.locator(".desk-readers__spans a").last.click()
    expect(page.locator(".desk-top")).to_be_visible()
    assert "span=week" in page.url
    context.close()
