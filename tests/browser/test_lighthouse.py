"""Lighthouse on a phone: accessibility, best practices and SEO are 100.

Performance depends on the machine, so `benchmarks/lighthouse.py` measures it.
"""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import chromium
from tests.browser.crawl import Crawl
from tests.browser.node_tools import lighthouse
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize("kind", ["front", "text"])
def test_full_marks(served: ServedPaper, crawled: Crawl, kind: str) -> None:
    report = json.loads(
        lighthouse(
            f"{served.url}{crawled.first(kind)}",
            f"--only-categories={','.join(CATEGORIES)}",
            browser=chromium(),
        ).stdout
    )
    failed = {
        name: [audit["explanation"] if "explanation" in audit else audit["title"], audit["details"]]
        for name, audit in report["audits"].items()
        if audit["score"] is not None and audit["score"] < 1 and "details" in audit
    }
    scores = {name: report["categories"][name]["score"] for name in CATEGORIES}
    assert scores == dict.fromkeys(CATEGORIES, 1), failed
