"""Every public page of the demo: it answers, and nothing goes wrong on it in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Watch
from tests.browser.crawl import Crawl
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

KINDS = {
    "front", "section", "special", "information", "text", "gallery", "video", "live", "paged",
    "topic", "person", "archive", "more", "popular", "search", "saved", "offline", "app",
}  # fmt: skip
LANGUAGES = {"en": ("en", "ltr"), "zh": ("zh-Hans", "ltr"), "ar": ("ar", "rtl")}
GONE_WRONG = ("/no-such-page/", "/zh/no-such-page/", "/ar/no-such-page/")
SLOW_LINE = {
    "offline": False,
    "latency": 300,  # milliseconds
    "downloadThroughput": -1,
    "uploadThroughput": -1,
}
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
}).observe({type: "layout-shift", buffered: true});
"""


def test_the_demo_has_every_kind_of_page(crawled: Crawl) -> None:
    assert {kind for kind, edition in crawled.kinds if edition == "en"} >= KINDS
    assert {edition for _kind, edition in crawled.kinds} == {"en", "zh", "ar"}
    assert len(list(crawled.pages())) > 150


def test_no_link_is_dead(crawled: Crawl) -> None:
    dead = [
        f"{one.status} {one.path} (on {one.found_on})"
        for one in crawled.answers.values()
        if one.status not in {200, 301, 302}
    ]
    assert dead == []


def test_no_page_sets_a_cookie(crawled: Crawl) -> None:
    assert [one.path for one in crawled.answers.values() if "set-cookie" in one.headers] == []


def test_every_page_has_one_headline_and_says_its_language(crawled: Crawl) -> None:
    wrong = []
    for page in crawled.pages():
        assert page.tree is not None
        found = page.tree.get("lang"), page.tree.get("dir")
        if len(page.tree.xpath("//h1")) != 1 or found != LANGUAGES[page.edition]:
            wrong.append((page.path, len(page.tree.xpath("//h1")), *found))
    assert wrong == []


def test_every_picture_has_its_size_and_its_words(crawled: Crawl) -> None:
    wrong = [
        (page.path, image.get("src"))
        for page in crawled.pages()
        if page.tree is not None
        for image in page.tree.xpath("//img")
        if image.get("alt") is None or not image.get("width") or not image.get("height")
    ]
    assert wrong == []


def test_nothing_goes_wrong_on_a_narrow_phone(
    browser: Browser, served: ServedPaper, crawled: Crawl
) -> None:
    """320 px wide: no error, no refused policy, no other host, no cookie, nothing sticks out."""
    context = browser.new_context(
        base_url=served.url,
        locale="en-GB",
        service_workers="block",
        viewport={"width": 320, "height": 640},
    )
    watch = Watch(context, served.url)
    page = context.new_page()
    wide = []
    for kind, _edition, path in crawled.samples():
        page.goto(path)
        scroll = page.evaluate("document.documentElement.scrollWidth")
        if scroll > 320:
            wide.append(f"{kind} {path}: {scroll} px, {_widest(page)}")
    assert wide == []
    assert watch.problems == []
    for path in GONE_WRONG:
        assert page.goto(path).status == 404  # type: ignore[union-attr]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    # The browser itself reports the 404 as an error; nothing else may be wrong there.
    assert [one for one in watch.problems if "404" not in one] == []
    assert context.cookies() == []
    context.close()


def _widest(page: Page) -> str:
    return page.evaluate(
        """() => { const out = [...document.querySelectorAll("body *")].map(e => [e,
             e.getBoundingClientRect()]).filter(([, r]) => r.right > 321 || r.left < -1);
           const [e, r] = out.sort((a, b) => b[1].width - a[1].width)[0] ?? [null, null];
           return e ? `<${e.tagName} class="${e.className}"> ${r.left}..${r.right}` : ""; }"""
    )


@pytest.mark.parametrize("kind", ["front", "text"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("slow", [False, True])
def test_nothing_moves_while_it_loads(
    browser: Browser, served: ServedPaper, crawled: Crawl, kind: str, width: int, *, slow: bool
) -> None:
    """Near the server, and with a slow phone on a line on which faces and rails come late."""
    context = browser.new_context(
        base_url=served.url, service_workers="block", viewport={"width": width, "height": 844}
    )
    context.add_init_script(SHIFTS)
    page = context.new_page()
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.goto(crawled.first(kind))
    for _ in range(12):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(50)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifted") <= 0.01
    context.close()
