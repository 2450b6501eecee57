"""A live story in a browser while the desk publishes a new entry."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

LIVE = """
from broadsheet.stories.models import Story
print("PATH", Story.objects.public().filter(kind="live", edition__is_default=True).newest()[0].path)
"""
ADD = """
from django.utils import timezone
from broadsheet.stories.models import Story
story = Story.objects.get(path=%r).get_latest_revision_as_object()
value = {"at": timezone.now().isoformat(), "headline": %r, "text": "<p>Seen from the steps.</p>",
         "key_moment": False}
story.entries = [{"type": "entry", "value": value}, *story.entries.get_prep_value()]
story.save_revision(clean=False).publish()
"""
PERIOD = 31_000
# Seconds; the demo's pictures are still being made on the same processors after its first start.
PATIENCE = 150


def add_entry(served: ServedPaper, path: str, headline: str) -> None:
    """Publish a new entry as the desk would, and wait until readers get it."""
    served.shell(ADD % (path, headline))
    deadline = time.monotonic() + PATIENCE
    while headline.encode() not in served.get(path)[2]:
        assert time.monotonic() < deadline, "the new entry is not on the page"
        time.sleep(0.2)


@pytest.fixture(scope="module")
def live(served: ServedPaper) -> str:
    """Path of a live story."""
    said = served.shell(LIVE)
    return next(line.split()[1] for line in said.splitlines() if line.startswith("PATH"))


def test_new_entries_are_announced_and_shown_when_asked_for(
    page: Page, served: ServedPaper, live: str
) -> None:
    page.clock.install()
    page.goto(live)
    entries = page.locator(".entries > li[id]")
    before = entries.count()
    assert before > 3
    page.clock.run_for(PERIOD)
    expect(page.locator(".news-bar")).to_have_count(0)

    add_entry(served, live, "The gull has left the bell")
    page.clock.run_for(PERIOD)
    bar = page.locator(".news-bar")
    expect(bar).to_have_text("1 new entry")
    assert entries.count() == before

    add_entry(served, live, "The bell has rung")
    page.clock.run_for(PERIOD)
    expect(bar).to_have_text("2 new entries")
    bar.click()
    expect(entries).to_have_count(before + 2)
    expect(entries.first).to_contain_text("The bell has rung")
    expect(entries.first).to_be_focused()
    expect(bar).to_have_count(0)
    page.clock.run_for(PERIOD)
    expect(bar).to_have_count(0)
    assert page.context.watch.problems == []  # type: ignore[attr-defined]
