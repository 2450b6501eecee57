"""What a body repeats at its beginning."""

from __future__ import annotations

import pytest

from broadsheet.desk.wire_opening import body_below_titles, dateline_of
from broadsheet.formats import blocks_from_html
from broadsheet.formats.item import Item


def item(html: str, **fields: str) -> Item:
    return Item(guid="tag:one", body=tuple(blocks_from_html(html)), **fields)


def left(html: str, **fields: str) -> str:
    return "".join(block.html for block in body_below_titles(item(html, **fields)))


@pytest.mark.parametrize(
    "repeated",
    [
        "<h1>Ferry held for  an hour</h1>",
        "<p><b>Ferry held for an hour.</b></p>",
        "<h2>FERRY HELD FOR AN HOUR</h2><p>By Joss Tarrant</p>",
        "<p>Ferry held for an hour</p><p>Passengers waited.</p>",
    ],
)
def test_what_stands_above_the_body_is_not_repeated(repeated: str) -> None:
    titles = {
        "headline": "Ferry held for an hour",
        "standfirst": "Passengers waited.",
        "byline": "By Joss Tarrant",
    }
    assert left(f"{repeated}<p>Almery</p>", **titles) == "<p>Almery</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Ferry held</p>",
        "<p>The rest.</p><h2>Ferry held</h2>",
        "<p>Ferry held for an hour</p><p>The rest.</p>",
        '<figure><img src="https://x.example/a.jpg"></figure><p>Ferry held</p>',
    ],
)
def test_everything_else_stays(body: str) -> None:
    assert left(body, headline="Ferry held") == "".join(one.html for one in item(body).body)


def test_what_is_said_twice_stays_once() -> None:
    assert left("<p>Held</p><p>Held</p><p>x</p>", headline="Held") == "<p>Held</p><p>x</p>"


@pytest.mark.parametrize(
    ("body", "dateline"),
    [
        ("<p>ALMERY, Oct. 4 (Tide Wire) - The ferry</p>", ""),
        ("<h2>Ferry held</h2><p>(Almery – 4 October) The ferry</p>", ""),
        ("<p>The ferry of Almery</p>", "Almery"),
        ("<p>Almerya is another town</p>", "Almery"),
        ("", "Almery"),
    ],
)
def test_a_dateline_in_the_body_is_not_printed_before_it(body: str, dateline: str) -> None:
    assert dateline_of(item(body, headline="Ferry held", place="Almery")) == dateline
    assert dateline_of(item(body, headline="Ferry held", dateline="Almery")) == dateline


def test_no_place_is_no_dateline() -> None:
    assert dateline_of(item("<p>The ferry</p>")) == ""
