"""Bodies that come as trees of XML become the same blocks as when they come as text."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from broadsheet.formats import FormatError, html_of
from broadsheet.formats.html import blocks_from_html, blocks_from_tree
from broadsheet.formats.xml import document

from .allowed import offences

INLINE_NAMES = ["a", "b", "em", "i", "strong", "sub", "sup", "span", "br", "img", "q", "script"]
BLOCK_NAMES = ["h1", "h3", "div", "section", "style"]
WORDS = st.text(alphabet="ab \n\u00a0\u200b\u0338é<&\"'", max_size=6)
LINKS = st.sampled_from(["https://x.example/?a=1&b", "javascript:alert(1)", " /a b", "//x", ""])


def element(name: str, inside: str, href: str) -> str:
    if name in ("br", "img", "hr"):
        return f'<{name} src="{escape(href)}" alt="p"/>'
    return f'<{name} href="{escape(href)}" onclick="x()">{inside}</{name}>'


def inside(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(children, max_size=4).map("".join)


INLINE = st.recursive(
    WORDS.map(lambda text: escape(text)),
    lambda deeper: st.builds(
        element,
        st.sampled_from(
            [
                "a",
                "b",
                "em",
                "i",
                "strong",
                "sub",
                "sup",
                "span",
                "br",
                "img",
                "q",
                "ruby",
                "rt",
                "script",
            ]
        ),
        inside(deeper),
        LINKS,
    ),
    max_leaves=6,
)
PARAGRAPH = st.builds(element, st.just("p"), inside(INLINE), st.just(""))
BODY = inside(
    st.one_of(
        PARAGRAPH,
        st.builds(
            element,
            st.sampled_from(["h1", "h3", "div", "section", "style"]),
            inside(INLINE),
            st.just(""),
        ),
        st.builds(
            element,
            st.sampled_from(["div", "article", "blockquote"]),
            inside(PARAGRAPH),
            st.just(""),
        ),
        st.builds(lambda items: f"<ul>{items}</ul>", inside(INLINE.map("<li>{}</li>".format))),
    )
)


@given(BODY)
def test_the_same_as_from_text(body: str) -> None:
    # A link in a link, a reading in a reading or the like is read as a browser would read the text;
    # in a tree they stand where they stand.
    tree = document(f"<div>{body}</div>".encode())
    if etree.XPath(
        "//a//a | //b//b | //i//i | //em//em | //strong//strong | //rt//rt"
        " | //script//* | //style//*"
    )(tree):
        return
    assert blocks_from_tree([tree]) == blocks_from_html(body)


@given(BODY)
def test_nothing_hostile_and_nothing_twice(body: str) -> None:
    blocks = blocks_from_tree([document(f"<div>{body}</div>".encode())])
    assert [found for block in blocks for found in offences(block.html)] == []
    assert blocks_from_html(html_of(blocks)) == blocks


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<P>One</P><p>two <B>three</B> </p>", ["<p>One</p>", "<p>two <b>three</b></p>"]),
        ("<p> <b>one</b>\n two</p>", ["<p><b>one</b> two</p>"]),
        ("<p>a<a href='javascript:x()'>b</a>c</p>", ["<p>abc</p>"]),
        ("<p>&#x338;<b>&#x338;a</b>&#x338;</p>", ["<p>&#824;<b>&#824;a</b>&#824;</p>"]),
        ("<p> \u00a0 </p><p><b> </b></p>", []),
        ("<h:p xmlns:h='http://www.w3.org/1999/xhtml'>a <h:i>b</h:i></h:p>", ["<p>a <i>b</i></p>"]),
        ("<s:script xmlns:s='urn:x'>x</s:script><style>y</style>z", ["<p>z</p>"]),
        ("<x><svg><text onload='x()'>a</text></svg></x>", ["<p>a</p>"]),
        ("<ol seqnum='3'><li>c</li></ol>", ['<ol start="3"><li>c</li></ol>']),
        (
            "<table><tr><td colspan='2' style='x'>a</td></tr></table>",
            ['<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'],
        ),
    ],
)
def test_examples(body: str, expected: list[str]) -> None:
    blocks = blocks_from_tree([document(f"<x>{body}</x>".encode())])
    assert [block.html for block in blocks] == expected


def test_roots_stand_apart_and_names_may_be_others() -> None:
    roots = [document(b"<x>one</x>"), document(b"<x>two<note>no</note>, <w>three</w></x>")]
    meanings = {"note": None, "w": "strong"}
    blocks = blocks_from_tree(roots, lambda _, name: meanings.get(name, ""))
    assert [each.html for each in blocks] == ["<p>one</p>", "<p>two , <strong>three</strong></p>"]


def test_more_than_a_story_is_refused() -> None:
    body = "<p>" + "x" * 700_000 + "</p>"
    with pytest.raises(FormatError, match="characters long"):
        blocks_from_tree([document(f"<x>{body * 3}</x>".encode())])


def test_depth_and_width_take_linear_time() -> None:
    deep = "<b><i>" * 120 + "x" + "</i></b>" * 120
    wide = "<p>a<b>b</b><br/></p>" * 20_000
    assert blocks_from_tree([document(f"<x>{deep}</x>".encode())])
    assert len(blocks_from_tree([document(f"<x>{wide}</x>".encode())])) == 20_000
