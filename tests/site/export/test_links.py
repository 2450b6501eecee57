"""Where pages, style sheets and feeds lead."""

from __future__ import annotations

import pytest

from broadsheet.site.export.links import leads_of

SITE = "https://news.example"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/politics/", "/politics/"),
        ("../science/", "/science/"),
        ("page/2/", "/world/page/2/"),
        ("", None),
        ("?q=1", "/world/"),
        ("#top", "/world/"),
        ("/search/?q=ferry#x", "/search/"),
        ("https://news.example/a/", "/a/"),
        ("https://news.example", "/"),
        ("//news.example/b/", "/b/"),
        ("http://news.example/a/", None),
        ("https://elsewhere.example/a/", None),
        ("//elsewhere.example/", None),
        ("mailto:desk@news.example", None),
        ("javascript:alert(1)", None),
        ("/%E6%96%B0%E9%97%BB/", "/新闻/"),
        ("https://[broken", None),
    ],
)
def test_a_link_of_a_page(address: str, path: str | None) -> None:
    body = f'<p><a href="{address}">x</a>'.encode()
    assert leads_of(body, "/world/", SITE).pages == ({path} if path else set())


def test_every_way_to_name_a_file() -> None:
    body = b"""<!doctype html><head>
    <link rel=stylesheet href="/static/theme/css/paper.0123456789ab.css">
    <meta property="og:image" content="https://news.example/media/images/a.jpg">
    <script type="application/ld+json">{"image": ["https://news.example/media/images/b.jpg"]}
    </script></head>
    <img src=/media/images/c.jpg srcset="/media/images/d.jpg 320w, /media/images/e.jpg 640w">
    <video poster="/media/images/f%20g.jpg"><source src="/media/media/clip.mp4#t=1"></video>
    <div data-large="/media/images/h.jpg">https://elsewhere.example/media/images/no.jpg</div>
    """
    assert leads_of(body, "/", SITE).files == {
        "/static/theme/css/paper.0123456789ab.css",
        *(f"/media/images/{one}.jpg" for one in ("a", "b", "c", "d", "e", "f g", "h")),
        "/media/media/clip.mp4",
    }


def test_a_form_and_a_fragment_are_led_to() -> None:
    body = b'<form action="/search/"></form><aside data-rails="/rails/"></aside>'
    assert leads_of(body, "/", SITE).pages == {"/search/", "/rails/"}


def test_feeds_name_files_and_no_pages() -> None:
    body = b'<media:content url="https://news.example/media/a.jpg"/><link>https://news.example/a/'
    leads = leads_of(body, "/rss.xml", SITE)
    assert (leads.pages, leads.files) == (set(), {"/media/a.jpg"})


def test_style_sheets_name_files_from_where_they_lie() -> None:
    body = b"@font-face{src:url('../fonts/a.woff2')} p{background:url(data:image/png;base64,x)}"
    leads = leads_of(body, "/static/theme/css/paper.css", SITE)
    assert leads.files == {"/static/theme/fonts/a.woff2"}


def test_an_empty_page_leads_nowhere() -> None:
    assert leads_of(b" ", "/", SITE).pages == set()
