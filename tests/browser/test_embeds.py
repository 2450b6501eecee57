"""Embeds in a real browser: nothing of another host before the reader asks, then one frame."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

PUBLISH = """
from django.utils import timezone
from broadsheet.stories.models import Embed, Section, Story
def known(url, **fields):
    now = timezone.now()
    Embed.objects.update_or_create(
        url_hash=Embed.hash_of(url), defaults=dict(url=url, asked_at=now, keep_until=now, **fields))
    return {"type": "embed", "value": {"url": url, "title": "", "words": "", "caption": ""}}
body = [
    {"type": "text", "value": "<p>What was seen.</p>"},
    known("https://vimeo.com/123", title="The tide comes in", author="Harbour Watch",
          provider="Vimeo", width=640, height=480),
    known("https://x.com/harbour/status/1", author="Harbour office", provider="X",
          words="High water at six.\\n\\nStay off the steps.", language="en"),
    known("https://evil.example/1", title="<script>alert(1)</script>", provider="Evil",
          frame_url=""),
]
story = Story(section=Section.objects.filter(edition__is_default=True).first(),
              headline="Three embeds", body=body, live=False)
story.save()
story.save_revision(clean=False).publish()
print("PATH", Story.objects.get(pk=story.pk).path)
"""


@pytest.fixture(scope="module")
def embedding(served: ServedPaper) -> str:
    """Path of a story with a video, a post and a link."""
    said = served.shell(PUBLISH)
    return next(line.split()[1] for line in said.splitlines() if line.startswith("PATH"))


def test_nothing_loads_before_the_reader_asks(page: Page, embedding: str) -> None:
    page.goto(embedding)
    page.wait_for_load_state("networkidle")
    assert page.locator("iframe").count() == 0
    assert page.context.watch.problems == []  # type: ignore[attr-defined]
    assert "High water at six." in page.locator("blockquote.post").inner_text()
    assert "<script>alert(1)</script>" in page.locator(".embed a.plain").inner_text()
    assert page.context.watch.dialogs == []  # type: ignore[attr-defined]


def test_the_frame_comes_when_the_reader_asks(page: Page, embedding: str) -> None:
    asked = []

    def answer(route: Route) -> None:
        asked.append(urlsplit(route.request.url).hostname)
        route.fulfill(body="<title>A player</title>", content_type="text/html")

    page.route(lambda url: "127.0.0.1" not in url, answer)
    page.goto(embedding)
    page.get_by_role("link", name="The tide comes in").click()
    frame = page.locator(".embed iframe")
    frame.wait_for()
    assert frame.get_attribute("src") == "https://player.vimeo.com/video/123?autoplay=1&dnt=1"
    assert frame.get_attribute("title") == "The tide comes in"
    assert frame.get_attribute("sandbox")
    page.frame_locator(".embed iframe").locator("title").wait_for(state="attached")
    assert asked == ["player.vimeo.com"]
    box = frame.bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(4 / 3, rel=0.02)
