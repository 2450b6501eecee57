"""From a saved body to what is known and printed."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from PIL import Image

from broadsheet.stories.actions.ask_about_embeds import ask_about_embeds, small_jpeg
from broadsheet.stories.blocks import BODY_BLOCKS
from broadsheet.stories.models import Embed
from tests.stories.embeds.provider import LoopbackProvider, Reply

pytestmark = pytest.mark.django_db
PAGE = "https://videos.example/watch/1"


def body(url: str = PAGE, **value: str) -> Any:
    raw = {"type": "embed", "value": {"url": url, "title": "", "caption": "", **value}}
    return BODY_BLOCKS().to_python([raw])


def oembed(**answer: object) -> Reply:
    return Reply(json.dumps({"type": "video", "title": "The tide comes in", **answer}).encode())


def png(width: int = 1200, height: int = 675) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(stream, "PNG")
    return stream.getvalue()


def printed(stream: Any) -> str:
    return str(stream[0].render({}))


def test_an_answer_is_kept_and_printed(known_provider: LoopbackProvider) -> None:
    known_provider.replies["/oembed"] = oembed(
        author_name="Harbour Watch",
        provider_name="Videos",
        thumbnail_url=known_provider.url("/still.png"),
    )
    known_provider.replies["/still.png"] = Reply(png(), media_type="image/png")
    stream = body()
    ask_about_embeds(stream)
    known = Embed.objects.get()
    assert (known.title, known.author, known.trouble) == ("The tide comes in", "Harbour Watch", "")
    assert known.keep_until > timezone.now() + timedelta(days=29)
    assert (known.picture_width, known.picture_height) == (960, 540)
    page = printed(stream)
    assert "The tide comes in" in page
    assert "Harbour Watch" in page
    assert known.picture.url in page
    assert str(known_provider.port) not in page
    ask_about_embeds(stream)
    assert known_provider.asked == ["/oembed", "/still.png"]


def test_an_old_answer_is_asked_for_again_and_its_picture_replaced(
    known_provider: LoopbackProvider,
) -> None:
    still = known_provider.url("/still.png")
    known_provider.replies["/oembed"] = oembed(thumbnail_url=still, cache_age=1)
    known_provider.replies["/still.png"] = Reply(png())
    ask_about_embeds(body())
    first = Embed.objects.get()
    known_provider.replies["/oembed"] = oembed(title="The tide goes out", thumbnail_url=still)
    known_provider.replies["/still.png"] = Reply(png(300, 200))
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=True):
        ask_about_embeds(body())
    second = Embed.objects.get()
    assert second.title == "The tide goes out"
    assert second.picture.name != first.picture.name
    assert second.picture.storage.exists(second.picture.name)
    assert not first.picture.storage.exists(first.picture.name)


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (Reply(status=404), "gone"),
        (Reply(status=503), "refused"),
        (Reply(b"<!doctype html>"), "unreadable"),
        (Reply(b"{" + b" " * 300_000), "large"),
        (Reply(b" " * 400, drip=0.1), "silent"),
        (Reply(status=302, location="https://127.0.0.1/"), "elsewhere"),
    ],
)
def test_trouble_is_noted_and_the_block_stays_a_link(
    known_provider: LoopbackProvider, reply: Reply, trouble: str
) -> None:
    known_provider.replies["/oembed"] = reply
    stream = body(title="Typed by hand")
    ask_about_embeds(stream)
    assert Embed.objects.get().trouble == trouble
    page = printed(stream)
    assert "Typed by hand" in page
    assert f'href="{PAGE}"' in page
    assert "data-frame" not in page


def test_trouble_is_tried_again_after_a_minute_and_keeps_what_was_known(
    known_provider: LoopbackProvider,
) -> None:
    known_provider.replies["/oembed"] = oembed(cache_age=1)
    ask_about_embeds(body())
    known_provider.replies["/oembed"] = Reply(status=500)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False) as clock:
        ask_about_embeds(body())
        ask_about_embeds(body())
        assert len(known_provider.asked) == 2
        known = Embed.objects.get()
        assert (known.trouble, known.title) == ("refused", "The tide comes in")
        known_provider.replies["/oembed"] = oembed()
        clock.shift(61)
        ask_about_embeds(body())
    assert Embed.objects.get().trouble == ""


def test_titles_typed_by_hand_win(known_provider: LoopbackProvider) -> None:
    known_provider.replies["/oembed"] = oembed()
    stream = body(title="Our own words")
    ask_about_embeds(stream)
    page = printed(stream)
    assert "Our own words" in page
    assert "The tide comes in" not in page


def test_hostile_html_is_nowhere_on_the_page(known_provider: LoopbackProvider) -> None:
    known_provider.replies["/oembed"] = oembed(
        title="</script><script>alert(1)</script>Tide",
        html='<iframe src="https://evil.example/"></iframe><script>alert(1)</script>',
        thumbnail_url=known_provider.url("/page.html"),
        provider_name='"><img src=x onerror=alert(1)>',
    )
    known_provider.replies["/page.html"] = Reply(
        b"<script>alert(1)</script>", media_type="text/html"
    )
    stream = body()
    ask_about_embeds(stream)
    assert not Embed.objects.get().picture
    shown = printed(stream)
    for part in ("<script", "<iframe", "data-frame", "evil.example", "onerror=alert", "<img"):
        assert part not in shown


def test_a_post_is_printed_as_a_quotation(known_provider: LoopbackProvider) -> None:
    known_provider.replies["/oembed"] = oembed(
        type="rich",
        title="",
        author_name="Harbour office",
        provider_name="X",
        html='<blockquote><p lang="ar">المد عالٍ</p>— Harbour office</blockquote><script></script>',
    )
    stream = body("https://x.com/harbour/status/1")
    ask_about_embeds(stream)
    page = printed(stream)
    assert '<blockquote class="post"' in page
    assert 'lang="ar"' in page
    assert "المد عالٍ" in page
    assert "Harbour office" in page
    assert "<script" not in page


def test_words_typed_by_hand_make_a_quotation_without_asking_anybody() -> None:
    url = "https://weibo.com/1/2"
    page = printed(body(url, title="潮信报", words="今晚涨潮。\n\n请勿靠近石阶。"))
    assert "<blockquote" in page
    assert "请勿靠近石阶" in page
    assert "潮信报" in page
    assert "weibo.com" in page
    assert not Embed.objects.exists()


def test_rendering_asks_nobody(known_provider: LoopbackProvider) -> None:
    page = printed(body("https://www.youtube.com/watch?v=abc"))
    assert 'data-frame="https://www.youtube-nocookie.com/embed/abc?autoplay=1"' in page
    assert known_provider.asked == []
    assert not Embed.objects.exists()


def test_pages_without_a_provider_are_not_asked_about() -> None:
    ask_about_embeds(body("https://example.org/"))
    assert not Embed.objects.exists()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_not_kept(data: bytes) -> None:
    with pytest.raises((OSError, ValueError)):
        small_jpeg(data)


def test_a_picture_of_too_many_pixels_is_not_decoded() -> None:
    with pytest.raises(ValueError, match="pixels"):
        small_jpeg(png(6000, 4000))
