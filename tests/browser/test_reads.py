"""A story tells, once a view, that it was read; what is read most stands beside the stories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from time import time
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from tests.browser.crawl import Crawl
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

VISIBLE_FOR = 2_000
PERIOD = 151_000
KEPT = "caches.match('/.kept/reads.json').then(found => found?.json() ?? null)"
RAIL = "[data-region='rail-popular']"
# The page believes that nobody looks at it, as a page in another tab does.
HIDDEN = "Object.defineProperty(document, 'visibilityState', {get: () => window.shown ?? 'hidden'})"
SHOWN = "() => { window.shown = 'visible'; document.dispatchEvent(new Event('visibilitychange')); }"
PRERENDERING = "Object.defineProperty(document, 'prerendering', {get: () => !window.on})"
ACTIVATED = "() => { window.on = true; document.dispatchEvent(new Event('prerenderingchange')); }"
RESTORED = "() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"


class Beacons(list[Request]):
    """What a browser has told of reads."""

    def __init__(self, context: BrowserContext) -> None:
        super().__init__()
        context.on("request", self._note)

    def _note(self, request: Request) -> None:
        if urlsplit(request.url).path.startswith("/read/"):
            self.append(request)


@pytest.fixture
def beacons(context: BrowserContext) -> Beacons:
    """The beacons of the test's browser."""
    return Beacons(context)


def stop_clock(page: Page) -> None:
    """Let the page's time pass only when the test says so, however long the page loads."""
    now = datetime.now(UTC)
    page.clock.install(time=now)
    page.clock.pause_at(now + timedelta(seconds=1))


def read(page: Page, path: str, seconds: float = 2.1) -> None:
    """Open `path` and look at it for so long."""
    page.goto(path)
    page.clock.run_for(int(seconds * 1000))


def key_of(page: Page) -> str:
    """The address at which the open story is counted."""
    return str(page.locator("article.story").get_attribute("data-read"))


def test_a_read_is_told_once_after_two_seconds(
    page: Page, beacons: Beacons, served: ServedPaper, crawled: Crawl
) -> None:
    stop_clock(page)
    read(page, crawled.first("text"), 1.9)
    assert beacons == []
    with page.expect_request(re.compile("/read/")) as told:
        page.clock.run_for(200)
    page.clock.run_for(60_000)
    assert told.value.method == "POST"
    assert told.value.url == f"{served.url}{key_of(page)}"
    assert not told.value.post_data
    assert len(beacons) == 1
    assert page.context.watch.problems == []  # type: ignore[attr-defined]
    assert page.context.cookies() == []


def test_it_says_from_which_host_the_reader_came(page: Page, crawled: Crawl) -> None:
    page.goto(crawled.first("section"))
    page.locator("main h3 a, main h2 a").first.click()
    with page.expect_request(re.compile("/read/")) as told:
        expect(page.locator("article.story")).to_be_visible()
    assert parse_qs(urlsplit(told.value.url).query) == {"f": ["127.0.0.1"]}


def test_nothing_is_told_while_nobody_sees_it(page: Page, beacons: Beacons, crawled: Crawl) -> None:
    page.add_init_script(HIDDEN)
    stop_clock(page)
    read(page, crawled.first("text"), 60)
    assert beacons == []
    page.evaluate(SHOWN)
    with page.expect_request(re.compile("/read/")):
        page.clock.run_for(VISIBLE_FOR)
    assert len(beacons) == 1


def test_a_page_prepared_ahead_is_not_read(page: Page, beacons: Beacons, crawled: Crawl) -> None:
    page.add_init_script(PRERENDERING)
    stop_clock(page)
    read(page, crawled.first("text"), 60)
    assert beacons == []
    page.evaluate(ACTIVATED)
    with page.expect_request(re.compile("/read/")):
        page.clock.run_for(VISIBLE_FOR)


def test_a_page_that_comes_back_is_a_new_view(page: Page, beacons: Beacons, crawled: Crawl) -> None:
    stop_clock(page)
    read(page, crawled.first("text"), 60)
    page.evaluate(RESTORED)
    page.clock.run_for(60_000)
    assert len(beacons) == 2


def test_turning_a_page_of_a_story_is_no_further_read(
    page: Page, beacons: Beacons, crawled: Crawl
) -> None:
    stop_clock(page)
    read(page, crawled.first("paged"))
    page.locator("a[rel=next]").click()
    expect(page).to_have_url(re.compile("/2/$"))
    page.clock.run_for(60_000)
    page.go_back()
    assert len(beacons) == 1


def test_fronts_tell_nothing(page: Page, beacons: Beacons) -> None:
    stop_clock(page)
    read(page, "/", 60)
    read(page, "/most-popular/", 60)
    assert beacons == []


def test_without_javascript_a_picture_tells(
    browser: Browser, served: ServedPaper, crawled: Crawl
) -> None:
    context = browser.new_context(base_url=served.url, java_script_enabled=False)
    told = Beacons(context)
    page = context.new_page()
    page.goto(crawled.first("text"), wait_until="networkidle")
    assert [request.url for request in told] == [f"{served.url}{key_of(page)}.gif"]
    answer = told[0].response()
    assert answer is not None
    assert (answer.status, answer.headers["content-type"]) == (200, "image/gif")
    way = page.locator(RAIL).get_by_role("link", name="Most popular in 24h")
    expect(way).to_be_visible()
    way.click()
    assert page.locator("ol.numbered > li").count() >= 10
    context.close()


@pytest.fixture
def device(browser: Browser, served: ServedPaper) -> Iterator[BrowserContext]:
    """A reader's device that allows service workers."""
    context = browser.new_context(base_url=served.url, service_workers="allow")
    yield context
    context.close()


def test_a_read_without_a_connection_is_told_when_there_is_one(
    device: BrowserContext, served: ServedPaper, crawled: Crawl
) -> None:
    page = device.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(crawled.first("text"))
    told = f"{served.url}{key_of(page)}"
    page.wait_for_timeout(1_000)
    device.set_offline(True)
    began = int(time())
    page.reload()
    page.wait_for_timeout(3_000)
    ((url, at),) = [(read["url"], read["at"]) for read in page.evaluate(KEPT)]
    assert url == told
    assert began < at <= time()
    page.wait_for_timeout(2_000)
    age = int(time()) - at
    with device.expect_event("request", lambda one: one.url.startswith(f"{told}?a=")) as late:
        device.set_offline(False)
    assert late.value.method == "POST"
    assert age - 1 <= int(late.value.url.rpartition("=")[2]) <= time() - at + 1
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) is None


@pytest.mark.parametrize("status", [200, 403, 413, 429, 503])
def test_a_read_is_kept_until_the_reader_itself_has_answered(
    device: BrowserContext, crawled: Crawl, status: int
) -> None:
    """A network that wants a password, a proxy that has enough: none of them counts."""
    page = device.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    device.route("**/read/*", lambda route: route.fulfill(status=status, body="Log in first"))
    page.goto(crawled.first("text"))
    page.wait_for_timeout(3_000)
    assert len(page.evaluate(KEPT)) == 1
    device.unroute("**/read/*")
    with device.expect_event("request", lambda one: "?a=" in one.url):
        page.evaluate("navigator.serviceWorker.controller.postMessage({ type: 'online' })")
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) is None


class Rails:
    """The fragment of the rails as a test wants it: so many seconds old, in this order or that."""

    def __init__(self, page: Page, served: ServedPaper) -> None:
        served.wait_until(lambda: b"data-until" in served.get("/rails/")[2])
        self.body = served.get("/rails/")[2].decode()
        self.age = 0
        self.answers = True
        self.asked = 0
        page.route("**/rails/", self._answer)

    def turn(self) -> None:
        """Let the last of the popular stories be the first."""
        before, start, rail = self.body.partition('data-region="rail-popular"')
        inside, end, after = rail.partition("</ol>")
        first, last = inside.index("<li>"), inside.rindex("<li>")
        inside = inside[:first] + inside[last:] + inside[first:last]
        self.body = before + start + inside + end + after

    def _answer(self, route: Route) -> None:
        self.asked += 1
        if not self.answers:
            route.abort()
            return
        until = f'data-until="{int(time()) - self.age}"'
        route.fulfill(
            body=re.sub(r'data-until="\d+"', until, self.body),
            content_type="text/html; charset=utf-8",
            headers={"Date": formatdate(usegmt=True)},
        )


@pytest.fixture
def rails(page: Page, served: ServedPaper) -> Rails:
    """The rails of the test's page, whose clock stands."""
    made = Rails(page, served)
    stop_clock(page)
    return made


def titles(page: Page) -> list[str]:
    """The rail's headlines."""
    return page.locator(f"{RAIL} h3").all_inner_texts()


def wait(page: Page, rails: Rails, milliseconds: int = PERIOD) -> None:
    """Let the time pass in which the page asks for the rails once more."""
    asked = rails.asked
    page.clock.run_for(milliseconds)
    for _ in range(100):
        if rails.asked > asked:
            break
        page.wait_for_timeout(50)
    draw(page)


def draw(page: Page) -> None:
    """Let the page take notice of what has come or has been scrolled, and draw a frame."""
    page.wait_for_timeout(300)
    page.clock.run_for(50)


@pytest.mark.parametrize("kind", ["front", "section", "text"])
def test_what_is_read_most_stands_beside(
    page: Page, served: ServedPaper, crawled: Crawl, rails: Rails, kind: str
) -> None:
    page.goto(crawled.first(kind))
    wait(page, rails, 1_000)
    expect(page.locator(f"{RAIL} li")).to_have_count(10)
    page.locator(RAIL).scroll_into_view_if_needed()
    expect(page.locator(RAIL)).to_be_visible()
    page.locator(RAIL).get_by_role("link", name="More").click()
    expect(page.locator("h1")).to_have_text("Most popular in 24h")


def test_an_open_page_brings_its_rail_up_to_date_unseen(
    page: Page, crawled: Crawl, rails: Rails
) -> None:
    page.goto(crawled.first("text"))
    wait(page, rails, 1_000)
    before = titles(page)
    page.locator(RAIL).scroll_into_view_if_needed()
    expect(page.locator(RAIL)).to_be_in_viewport()
    rails.turn()
    wait(page, rails)
    assert titles(page) == before
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    draw(page)
    expect(page.locator(f"{RAIL} h3").first).to_have_text(before[-1])
    assert titles(page) == [before[-1], *before[:-1]]


def test_an_old_list_is_not_shown(page: Page, crawled: Crawl, rails: Rails) -> None:
    rails.age = 601
    page.goto(crawled.first("text"))
    wait(page, rails, 1_000)
    expect(page.locator(RAIL)).to_be_hidden()
    rails.age = 0
    wait(page, rails)
    expect(page.locator(RAIL)).to_be_visible()


def test_a_list_that_grows_old_in_an_open_page_goes(
    page: Page, crawled: Crawl, rails: Rails
) -> None:
    page.goto(crawled.first("text"))
    wait(page, rails, 1_000)
    expect(page.locator(RAIL)).to_be_visible()
    rails.answers = False
    wait(page, rails)
    expect(page.locator(RAIL)).to_be_visible()
    for _ in range(4):
        wait(page, rails)
    expect(page.locator(RAIL)).to_be_hidden()
