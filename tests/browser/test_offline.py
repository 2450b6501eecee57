"""The paper without a connection: what was read stays, what was withdrawn goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.crawl import Crawl
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

BUDGET = 30 * 1024 * 1024
INDEX = """async () => {
  const index = await caches.match("/.kept/index.json");
  return index ? await index.json() : {};
}"""
# Three stories of twelve megabytes each, the oldest of them saved.
FILL = """async (origin) => {
  const pages = await caches.open("pages-1");
  const index = await (await pages.match("/.kept/index.json")).json();
  for (const [number, saved] of [[1, true], [2, false], [3, false]]) {
    const url = `${origin}/harbour/2026/01/0${number}/large/`;
    const body = "x".repeat(12 * 1024 * 1024);
    await pages.put(url, new Response(body));
    index[url] = { saved, kind: "story", title: url, bytes: body.length, used: number };
  }
  await pages.put("/.kept/index.json", new Response(JSON.stringify(index)));
}"""


@pytest.fixture
def device(browser: Browser, served: ServedPaper) -> Iterator[BrowserContext]:
    """A reader's device that allows service workers."""
    context = browser.new_context(base_url=served.url, locale="en-GB", service_workers="allow")
    yield context
    context.close()


@pytest.fixture
def reader(device: BrowserContext) -> Page:
    """A page of that device, on the front, its worker in charge."""
    page = device.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    _wait_for(page, "/")
    return page


def _kept(page: Page) -> dict[str, dict[str, Any]]:
    return page.evaluate(INDEX)


def _wait_for(page: Page, path: str, *, there: bool = True) -> None:
    """Wait until the worker keeps, or no longer keeps, the page at `path`.

    Asked again and again from here: the page's policy forbids a script that polls by `eval`.
    """
    for _ in range(200):
        if any(unquote(urlsplit(url).path) == path for url in _kept(page)) is there:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{path}: {'not kept' if there else 'still kept'}: {list(_kept(page))}")


def _read(page: Page, path: str) -> str:
    """Read a story; its headline."""
    page.goto(path)
    _wait_for(page, path)
    return page.locator("h1").inner_text()


def test_what_was_read_opens_without_a_connection(
    reader: Page, device: BrowserContext, crawled: Crawl
) -> None:
    story, unread = crawled.kinds["text", "en"][:2]
    headline = _read(reader, story)
    device.set_offline(True)
    reader.goto(story)
    assert reader.locator("h1").inner_text() == headline
    styled = reader.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert styled > 24
    reader.goto("/")
    expect(reader.locator("h1")).to_be_visible()
    reader.goto(unread)
    expect(reader.get_by_role("heading", name="No connection")).to_be_visible()
    expect(reader.get_by_role("link", name=headline)).to_be_visible()


def test_the_first_story_is_kept_although_it_came_before_the_worker(
    device: BrowserContext, crawled: Crawl
) -> None:
    page = device.new_page()
    story = crawled.first("text")
    page.goto(story)
    _wait_for(page, story)


def test_a_saved_story_is_kept_with_its_pictures(
    reader: Page, device: BrowserContext, crawled: Crawl
) -> None:
    story = crawled.first("gallery")
    headline = _read(reader, story)
    button = reader.locator("[data-save]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    device.set_offline(True)
    reader.goto("/saved/")
    reader.goto(story)
    assert reader.locator(".story img").first.evaluate("e => e.decode().then(() => e.naturalWidth)")
    device.set_offline(False)
    reader.goto("/saved/")
    expect(reader.get_by_role("link", name=headline)).to_be_visible()


def test_what_is_kept_stays_under_its_budget(
    reader: Page, served: ServedPaper, crawled: Crawl
) -> None:
    story = crawled.first("text")
    reader.evaluate(FILL, served.url)
    _read(reader, story)
    kept = _kept(reader)
    assert sum(entry["bytes"] for entry in kept.values()) <= BUDGET
    left = {url.removeprefix(served.url) for url in kept}
    assert {"/harbour/2026/01/01/large/", "/harbour/2026/01/03/large/", story} <= left
    assert "/harbour/2026/01/02/large/" not in left
    stored = "async url => Boolean(await caches.match(url))"
    assert not reader.evaluate(stored, f"{served.url}/harbour/2026/01/02/large/")


def test_a_killed_story_is_gone_when_it_is_asked_for(
    reader: Page, device: BrowserContext, served: ServedPaper, crawled: Crawl
) -> None:
    story = crawled.kinds["text", "en"][-2]
    _read(reader, story)
    served.kill(story)
    # A browser that has just read it may show it for another four seconds.
    served.wait_until(lambda: getattr(reader.goto(story), "status", None) == 410, 5)
    _wait_for(reader, story, there=False)
    device.set_offline(True)
    reader.goto(story)
    expect(reader.get_by_role("heading", name="No connection")).to_be_visible()


def test_a_killed_story_is_gone_once_the_device_has_heard_of_it(
    reader: Page, device: BrowserContext, served: ServedPaper, crawled: Crawl
) -> None:
    """Any page that is read online brings the list of what was withdrawn."""
    story, other = crawled.kinds["text", "en"][-3], crawled.first("text")
    headline = _read(reader, story)
    served.kill(story)
    assert story in json.loads(served.get("/killed.json")[2])["gone"]
    # The list may be a minute old in the browser's cache: this is that minute, gone by.
    device.new_cdp_session(reader).send("Network.clearBrowserCache")
    reader.goto(other)
    _wait_for(reader, story, there=False)
    device.set_offline(True)
    reader.goto(story)
    expect(reader.get_by_role("heading", name="No connection")).to_be_visible()
    assert reader.get_by_role("link", name=headline).count() == 0
