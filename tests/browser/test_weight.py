"""A story page is light: HTML, CSS and JavaScript together, as they travel, fonts apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.crawl import Crawl
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

LIMIT = 60 * 1024
# Seconds; the demo's pictures are still being made after its first start.
PATIENCE = 300
COUNTED = {"Document", "Stylesheet", "Script"}


@pytest.mark.parametrize("kind", ["text", "gallery", "live", "paged"])
def test_story_page_is_under_60_kb(
    browser: Browser, served: ServedPaper, crawled: Crawl, kind: str
) -> None:
    context = browser.new_context(base_url=served.url, service_workers="block")
    page = context.new_page()
    network = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    weights: dict[str, int] = {}
    network.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    network.on(
        "Network.loadingFinished",
        lambda e: weights.update({e["requestId"]: e["encodedDataLength"]}),
    )
    network.send("Network.enable")
    story = crawled.first(kind)
    # A page is heaviest when all files of its pictures have been made.
    served.wait_until(lambda: b".avif" in served.get(story)[2], PATIENCE)
    page.goto(story)
    page.wait_for_load_state("networkidle")
    context.close()
    counted = [weight for one, weight in weights.items() if kinds.get(one) in COUNTED]
    assert len(counted) >= 3
    assert sum(counted) <= LIMIT
