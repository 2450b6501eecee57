"""Addresses of players and embeds, links and titles that no block shows are kept."""

from __future__ import annotations

import json
from html import escape

import pytest

from broadsheet.formats import Item, read
from broadsheet.formats.html import (
    blocks_from_html,
    blocks_from_tree,
    unseen_in_html,
    unseen_in_tree,
)
from broadsheet.formats.xml import document

BODY = (
    '<p>It <abbr title="Hill Line">HL</abbr> <a href="tel:+1234">calls</a>'
    ' <a href="//x.example/a">there</a> <a href="https://x.example/b c">and</a> back.</p>'
    '<iframe src="https://x.example/embed/1" title="Ferry film"></iframe>'
    '<video src="https://x.example/v.mp4" poster="https://x.example/v.jpg">'
    '<source src="https://x.example/v.webm"/></video><audio src="a.mp3"></audio>'
    '<a href="https://x.example/gallery"><img src="https://x.example/i.jpg" title="At dusk"'
    ' srcset="https://x.example/i2.jpg 2x" alt="A ferry"/></a>'
)
UNSEEN = {
    "abbr@title": ["Hill Line"],
    "a@href": ["tel:+1234", "https://x.example/gallery"],
    "iframe@src": ["https://x.example/embed/1"],
    "iframe@title": ["Ferry film"],
    "video@src": ["https://x.example/v.mp4"],
    "video@poster": ["https://x.example/v.jpg"],
    "source@src": ["https://x.example/v.webm"],
    "audio@src": ["a.mp3"],
    "img@title": ["At dusk"],
    "img@srcset": ["https://x.example/i2.jpg 2x"],
}
PAGE = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>'


def g2(content: str) -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:hill:1">'
        f"<contentSet>{content}</contentSet></newsItem>"
    )


DELIVERIES = {
    "g2 as elements": g2(f"<inlineXML>{PAGE}</inlineXML>"),
    "g2 as characters": g2(f'<inlineData contenttype="text/html">{escape(BODY)}</inlineData>'),
    "ninjs": json.dumps({"uri": "urn:hill:1", "type": "text", "body_html": BODY}),
    "newsml1": (
        "<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>"
        f"{escape(BODY)}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    ),
    "rss": (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>'
        f"<guid>1</guid><content:encoded>{escape(BODY)}</content:encoded></item></channel></rss>"
    ),
    "rss description": (
        f"<rss><channel><item><guid>1</guid><description>{escape(BODY)}</description></item>"
        "</channel></rss>"
    ),
    "atom as elements": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="xhtml">'
        f'<div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry></feed>'
    ),
    "jsonfeed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Hill",
            "items": [{"id": "1", "content_html": BODY}],
        }
    ),
}


@pytest.mark.parametrize("name", DELIVERIES)
def test_what_no_block_shows_is_kept(name: str) -> None:
    item: Item = read(DELIVERIES[name].encode())[0]
    assert item.extra["markup"] == UNSEEN
    html = "".join(block.html for block in item.body)
    assert 'href="https://x.example/a"' in html
    assert [block.src for block in item.body if block.kind == "picture"] == [
        "https://x.example/i.jpg"
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Words.</p>",
        '<p class="lead"><a href="https://x.example/?a=1&amp;b=2">A</a><img src="i.jpg" /></p>',
        '<p><img src="data:image/gif;base64,AA" /></p>',
        '<p><a href="">A</a> &lt;video poster x </p>',
    ],
)
def test_what_is_shown_is_not_told_again(html: str) -> None:
    assert unseen_in_html(html, blocks_from_html(html)) == {}
    root = document(f"<div>{html}</div>".encode())
    assert unseen_in_tree(root, blocks_from_tree([root])) == {}


def test_markup_as_people_write_it() -> None:
    html = "<IFRAME SRC=https://x.example/e width=9></IFRAME><iframe src='https://x.example/e'>"
    assert unseen_in_html(html, ()) == {"iframe@src": ["https://x.example/e"]}
