"""No rule of axe is broken on any kind of public page: by day, by night, with large text."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.crawl import Crawl
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
IN_TRANSLATION = {
    "front",
    "section",
    "text",
    "gallery",
    "live",
    "topic",
    "archive",
    "popular",
    "results",
}
BY_NIGHT = {
    "front",
    "special",
    "text",
    "gallery",
    "video",
    "live",
    "paged",
    "popular",
    "results",
    "app",
}
WITH_LARGE_TEXT = {"front", "text", "live", "topic"}
ALL_RULES: dict[str, object] = {"resultTypes": ["violations"]}
COLOURS = ALL_RULES | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def _open(browser: Browser, served: ServedPaper, **options: object) -> BrowserContext:
    return browser.new_context(
        base_url=served.url,
        service_workers="block",
        reduced_motion="reduce",
        **options,  # type: ignore[arg-type]
    )


def _broken(
    page: Page, paths: Iterable[str], rules: dict[str, object] = ALL_RULES
) -> dict[str, list[str]]:
    broken = {}
    for path in paths:
        page.goto(path)
        found = Axe().run(page, options=rules).response["violations"]
        if found:
            broken[path] = [
                f"{rule['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
                for rule in found
                for node in rule["nodes"][:3]
            ]
    return broken


def test_by_day(browser: Browser, served: ServedPaper, crawled: Crawl) -> None:
    context = _open(browser, served, viewport=PHONE)
    paths = [
        path
        for kind, edition, path in crawled.samples()
        if edition == "en" or kind in IN_TRANSLATION
    ]
    assert _broken(context.new_page(), [*paths, "/no-such-page/", "/ar/no-such-page/"]) == {}
    context.close()


def test_on_a_wide_screen(browser: Browser, served: ServedPaper, crawled: Crawl) -> None:
    context = _open(browser, served, viewport=DESKTOP)
    paths = [crawled.first(kind) for kind in ("front", "text", "special", "gallery")]
    assert _broken(context.new_page(), [*paths, crawled.first("text", "ar")]) == {}
    context.close()


def test_by_night(browser: Browser, served: ServedPaper, crawled: Crawl) -> None:
    context = _open(browser, served, viewport=DESKTOP, color_scheme="dark")
    paths = [crawled.first(kind) for kind in sorted(BY_NIGHT)]
    assert _broken(context.new_page(), [*paths, "/no-such-page/"], COLOURS) == {}
    context.close()


def test_with_the_largest_text(browser: Browser, served: ServedPaper, crawled: Crawl) -> None:
    context = _open(browser, served, viewport={"width": 360, "height": 740})
    context.add_init_script('localStorage.setItem("text-size", "3")')
    page = context.new_page()
    paths = [crawled.first(kind) for kind in sorted(WITH_LARGE_TEXT)]
    assert _broken(page, paths) == {}
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.dataset.size") == "3"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()


def test_a_withdrawn_story(browser: Browser, served: ServedPaper, withdrawn: str) -> None:
    context = _open(browser, served, viewport=PHONE)
    page = context.new_page()
    answer = page.goto(withdrawn)
    assert answer is not None
    assert answer.status == 410
    assert _broken(page, [withdrawn]) == {}
    context.close()
