"""Feeds as programs and portals write them: WordPress, YouTube, podcasts, Yandex, AP."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from broadsheet.formats import Item, read, text_of

NAMESPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:yandex="http://news.yandex.ru" '
    'xmlns:turbo="http://turbo.yandex.ru" xmlns:rambler="http://news.rambler.ru" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def rss(inside: str) -> Item:
    """The item of an RSS feed with this in its item."""
    data = (
        f'<rss version="2.0" {NAMESPACES}><channel><item><guid>g</guid>{inside}</item>'
        "</channel></rss>"
    )
    return read(data.encode())[0]


@pytest.mark.parametrize(
    "written",
    [
        "&amp;lt;p&amp;gt;It&amp;amp;#8217;s here.&amp;lt;/p&amp;gt;",
        '&amp;lt;div class="a &amp;gt; b"&amp;gt;It’s here.&amp;lt;/div&amp;gt;',
        "<![CDATA[&lt;p&gt;It&rsquo;s here.&lt;/p&gt;]]>",
    ],
)
def test_html_that_was_escaped_twice_is_html(written: str) -> None:
    (block,) = rss(f"<description>{written}</description>").body
    assert block.html == "<p>It’s here.</p>"


def test_html_that_was_escaped_twice_in_json_feed_is_html() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "content_html": "&lt;p&gt;Ferries &amp;amp; more&lt;/p&gt;"}],
    }
    assert read(json.dumps(feed).encode())[0].body[0].html == "<p>Ferries &amp; more</p>"


def test_a_text_about_tags_is_not_html() -> None:
    item = rss("<description>&lt;p&gt;The tag &amp;lt;p&amp;gt; is old.&lt;/p&gt;</description>")
    assert item.body[0].html == "<p>The tag &lt;p&gt; is old.</p>"


@pytest.mark.parametrize("name", ["media:description", "media:text"])
def test_a_caption_in_plain_text_stands_at_its_picture(name: str) -> None:
    (medium,) = rss(
        '<media:content url="https://hill.example/ferry.jpg" medium="image">'
        f'<{name} type="plain">The ferry at noon</{name}></media:content>'
    ).media
    assert medium.caption == "The ferry at noon"


def test_the_author_s_likeness_is_no_picture_of_the_story() -> None:
    item = rss(
        '<media:content url="https://1.gravatar.com/avatar/0f?s=96&amp;d=identicon" medium="image">'
        '<media:title type="html">annreed</media:title></media:content>'
        '<media:content url="https://hill.example/ferry.jpg" medium="image"/>'
    )
    assert [each.href for each in item.media[0].renditions] == ["https://hill.example/ferry.jpg"]
    assert len(item.media) == 1
    assert item.extra["content"][0]["url"].startswith("https://1.gravatar.com/")
    assert item.extra["content/title"][0]["text"] == "annreed"


@pytest.mark.parametrize("name", ["yandex:full-text", "rambler:fulltext", "turbo:content"])
def test_the_full_text_that_portals_ask_for_is_the_body(name: str) -> None:
    item = rss(
        "<description>Коротко</description>"
        f"<{name}>Паром отплыл.\n\nВторой вышел в полдень.</{name}>"
    )
    assert [text_of(block) for block in item.body] == ["Паром отплыл.", "Второй вышел в полдень."]
    assert item.standfirst == "Коротко"


@pytest.mark.parametrize(
    "media_type",
    ["application/x-shockwave-flash", "application/x-mpegURL", "application/vnd.apple.mpegurl"],
)
def test_players_and_playlists_are_videos(media_type: str) -> None:
    item = rss(
        "<title>Kites</title><media:group><media:description>Kites in May</media:description>"
        f'<media:content url="https://v.example/v/1" type="{media_type}"/>'
        '<media:thumbnail url="https://v.example/1.jpg"/></media:group>'
    )
    assert (item.type, item.media[0].kind) == ("video", "video")


@pytest.mark.parametrize(("written", "seconds"), [("00:31:05", 1865.0), ("1865", 1865.0)])
def test_the_duration_of_an_episode_is_that_of_its_file(written: str, seconds: float) -> None:
    item = rss(
        '<enclosure url="https://p.example/1.mp3" length="9" type="audio/mpeg"/>'
        f"<itunes:duration>{written}</itunes:duration>"
    )
    assert item.media[0].renditions[0].duration == seconds
    assert "duration" not in item.extra


def test_a_duration_beside_several_files_stays_apart() -> None:
    files = "".join(
        f'<enclosure url="https://p.example/{n}.mp3" type="audio/mpeg"/>' for n in (1, 2)
    )
    item = rss(f"{files}<itunes:duration>soon</itunes:duration>")
    assert item.extra["duration"] == ["soon"]
    assert all(each.renditions[0].duration is None for each in item.media)


def test_a_picture_that_is_loaded_later_has_its_own_address() -> None:
    for name in ("data-src", "data-lazy-src", "data-original"):
        for src in ("", "data:image/gif;base64,R0lGODlhAQABAAAAACw="):
            item = rss(
                "<link>https://hill.example/b/ferry</link><description><![CDATA[<p>It runs.</p>"
                f'<img src="{src}" {name}="https://i.example/a.jpg">]]></description>'
            )
            assert item.body[-1].src == "https://i.example/a.jpg"


def test_a_section_that_was_escaped_with_its_content_is_none() -> None:
    item = rss(
        "<title>&lt;![CDATA[Ferry &amp; quay]]&gt;</title>"
        "<description>&lt;![CDATA[&lt;p&gt;It sails.&lt;/p&gt;]]&gt;</description>"
    )
    assert item.headline == "Ferry & quay"
    assert [block.html for block in item.body] == ["<p>It sails.</p>"]


def test_what_players_say_where_they_cannot_play_is_not_printed() -> None:
    item = rss(
        "<description><![CDATA[<p>a</p><video poster='https://v.example/p.jpg'>"
        "<source src='https://v.example/v.mp4'>Your browser cannot play this.</video>"
        "<audio src='https://v.example/a.mp3'>Nor this.</audio><p>b</p>]]></description>"
    )
    assert [text_of(block) for block in item.body] == ["a", "b"]
    assert item.extra["markup"]["source@src"] == ["https://v.example/v.mp4"]
    assert item.extra["markup"]["audio@src"] == ["https://v.example/a.mp3"]


def test_seconds_in_json_feed_are_a_date() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "content_text": "x", "date_published": 1935648000}],
    }
    assert read(json.dumps(feed).encode())[0].created == datetime(2031, 5, 4, 8, 0, tzinfo=UTC)


def test_dublin_core_s_terms_say_what_its_elements_do() -> None:
    data = (
        '<rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"><channel><item>'
        "<guid>g</guid><title>t</title><dcterms:creator>Ann Reed</dcterms:creator>"
        "<dcterms:contributor>Bo Lea</dcterms:contributor>"
        "<dcterms:subject>Ferries</dcterms:subject>"
        "<dcterms:publisher>Hill</dcterms:publisher><dcterms:language>de</dcterms:language>"
        "</item></channel></rss>"
    )
    (item,) = read(data.encode())
    assert (item.byline, item.source, item.language) == ("Ann Reed", "Hill", "de")
    assert [each.name for each in item.creators] == ["Ann Reed", "Bo Lea"]
    assert [each.name for each in item.subjects] == ["Ferries"]


def test_addresses_without_quotation_marks_are_relative_too() -> None:
    item = rss(
        "<link>https://hill.example/b/ferry.html</link><description>"
        "&lt;p&gt;&lt;a href=quay.html&gt;quay&lt;/a&gt;&lt;img src=/i.jpg&gt;&lt;/p&gt;"
        "</description>"
    )
    assert item.body[0].html == '<p><a href="https://hill.example/b/quay.html">quay</a></p>'
    assert item.body[1].src == "https://hill.example/i.jpg"
