"""What is taken from a provider's answer, and what is left."""

from __future__ import annotations

import json

import pytest

from broadsheet.stories.embeds.oembed import Described, Unreadable, read_answer
from broadsheet.stories.embeds.providers import endpoint_for


def read(**answer: object) -> Described:
    return read_answer(json.dumps({"version": "1.0", "type": "video", **answer}).encode())


def test_a_video_is_described() -> None:
    described = read(
        title=" The tide\n comes in ",
        author_name="Harbour Watch",
        provider_name="Dailymotion",
        width=480,
        height="270",
        thumbnail_url="https://pictures.example/a.jpg",
        html='<iframe src="https://geo.dailymotion.com/player.html?video=x1"></iframe>',
    )
    assert described.title == "The tide comes in"
    assert (described.author, described.provider) == ("Harbour Watch", "Dailymotion")
    assert (described.width, described.height) == (480, 270)
    assert described.frame_url == "https://geo.dailymotion.com/player.html?video=x1"
    assert described.picture_url == "https://pictures.example/a.jpg"


@pytest.mark.parametrize(
    "frame",
    [
        "https://evil.example/player",
        "http://geo.dailymotion.com/player.html",
        "https://geo.dailymotion.com.evil.example/",
        "https://geo.dailymotion.com@evil.example/",
        "javascript:alert(1)",
        "//evil.example/",
        "",
    ],
)
def test_a_frame_from_any_other_host_is_left_behind(frame: str) -> None:
    assert read(html=f'<iframe src="{frame}"></iframe>').frame_url == ""


def test_a_post_becomes_its_words() -> None:
    described = read(
        type="rich",
        author_name="Harbour office",
        html='<blockquote class="post"><p lang="fr" dir="ltr" onclick="alert(1)">Marée <b>haute</b>'
        '<br>à <a href="javascript:alert(1)">six</a> heures<script>alert(2)</script></p>'
        "<p>Fermez les portes &amp; attendez.</p>&mdash; Harbour office</blockquote>"
        '<script async src="https://platform.example/widgets.js"></script>',
    )
    assert described.words == "Marée haute\nà six heures\n\nFermez les portes & attendez."
    assert described.language == "fr"
    assert "script" not in repr(described)


def test_markup_in_names_is_only_text() -> None:
    described = read(title='<img src=x onerror="alert(1)">Tide &lt;b&gt;', author_name=["no"])
    assert described.title == "Tide <b>"
    assert described.author == ""


def test_sizes_and_ages_stay_within_reason() -> None:
    described = read(width="100%", height=-3, cache_age=1, thumbnail_url="http://a.example/x.png")
    assert (described.width, described.height, described.picture_url) == (None, None, "")
    assert described.kept_seconds == 24 * 60 * 60
    assert read(cache_age="9" * 40).kept_seconds == 365 * 24 * 60 * 60


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b"{}", b'{"type": "page"}', b'{"type": []}', b"\xff\xfe", b"[" * 99999],
)
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_answer(body)


def test_endpoints() -> None:
    tube = endpoint_for("https://www.youtube.com/watch?v=abc&t=1")
    assert tube == (
        "https://www.youtube.com/oembed"
        "?url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dabc%26t%3D1&format=json"
    )
    post = endpoint_for("https://x.com/harbour/status/1")
    assert post is not None
    assert "omit_script=1" in post
    assert (endpoint_for("https://www.tiktok.com/@harbour/video/1") or "").startswith(
        "https://www.t"
    )
    assert endpoint_for("https://www.youtube.com.evil.example/watch?v=abc") is None
    assert endpoint_for("https://example.org/") is None
