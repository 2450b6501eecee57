"""Which pages become frames, and which stay links."""

from __future__ import annotations

import pytest

from broadsheet.theme.embeds import FRAME_HOSTS, PROVIDERS, TOLD_FRAME_HOSTS, player_for


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        (
            "https://www.youtube.com/watch?v=abc_DEF-123&t=10s",
            "https://www.youtube-nocookie.com/embed/abc_DEF-123?autoplay=1",
        ),
        (
            "https://youtu.be/abc_DEF-123",
            "https://www.youtube-nocookie.com/embed/abc_DEF-123?autoplay=1",
        ),
        (
            "https://www.youtube.com/shorts/abc_DEF-123",
            "https://www.youtube-nocookie.com/embed/abc_DEF-123?autoplay=1",
        ),
        (
            "https://vimeo.com/channels/tides/123456",
            "https://player.vimeo.com/video/123456?autoplay=1&dnt=1",
        ),
        (
            "https://www.bilibili.com/video/BV1xx411c7mD/",
            "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&autoplay=1",
        ),
    ],
)
def test_known_pages_become_frames(url: str, frame: str) -> None:
    embed = player_for(url)
    assert embed is not None
    assert embed.frame_url == frame


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/watch?v=abc",
        "https://www.youtube.com.evil.example/watch?v=abc",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/playlist?list=abc",
        'https://youtu.be/"><script>',
        "https://vimeo.com/about",
        "javascript:alert(1)//www.youtube.com/watch?v=abc",
        "https://[broken/watch?v=abc",
        "",
    ],
)
def test_everything_else_stays_a_link(url: str) -> None:
    assert player_for(url) is None


def test_every_frame_comes_from_a_host_that_the_policy_allows() -> None:
    assert len(FRAME_HOSTS) == len(PROVIDERS) + len(TOLD_FRAME_HOSTS)
    for url in ("https://youtu.be/a1", "https://vimeo.com/1", "https://bilibili.com/video/BV1"):
        embed = player_for(url)
        assert embed is not None
        assert embed.frame_url.startswith(tuple(f"{host}/" for host in FRAME_HOSTS))
