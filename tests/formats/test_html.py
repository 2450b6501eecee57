"""Bodies become clean blocks, whatever they are made of."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from html import escape, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.formats import FormatError
from broadsheet.formats.html import (
    blocks_from_html,
    blocks_from_text,
    clean_inline,
    html_of,
    text_of,
    visible_text,
)
from broadsheet.formats.html.sanitise import MAX_LENGTH
from broadsheet.formats.item import Block
from broadsheet.formats.text import clean_text

from .allowed import offences


def shapes(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.html or block.src) for block in blocks_from_html(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain", ["<p>plain</p>"]),
        ("one<p>two</p>three", ["<p>one</p>", "<p>two</p>", "<p>three</p>"]),
        ("<div><section>a<div>b</div></section>c</div>", ["<p>a</p>", "<p>b</p>", "<p>c</p>"]),
        ("<p>a<br> <br/>b<br>c</p>", ["<p>a</p>", "<p>b<br>c</p>"]),
        ("<b>a<br><br>b</b>", ["<p><b>a</b></p>", "<p><b>b</b></p>"]),
        ("<b><p>a</p><p>b</p></b>", ["<p><b>a</b></p>", "<p><b>b</b></p>"]),
        ("<p> a  \n <b> b</b> </p><p>&nbsp;</p>", ["<p>a <b>b</b></p>"]),
        ("<p>\u3000\u3000中文</p>", ["<p>中文</p>"]),
        ('<p title="1>0">a &lt;b class="c"&gt; d</p>', ['<p>a &lt;b class="c"&gt; d</p>']),
        ("<p>1&nbsp;000 &lt; 2 &amp; more", ["<p>1\u00a0000 &lt; 2 &amp; more</p>"]),
        ("<h1>a</h1><h4>b</h4><h2>c<br>d</h2>", ["<h2>a</h2>", "<h3>b</h3>", "<h2>c<br>d</h2>"]),
        ("<ul><li>a<li><p>b</p><p>c</ul>", ["<ul><li>a</li><li>b<br>c</li></ul>"]),
        ("<ol start=4><li>a<ul><li>b</ul>c</ol>",
         ['<ol start="4"><li>a<ul><li>b</li></ul>c</li></ol>']),
        ("<ul><li> </li></ul>", []),
        ("<dl><dt>a<dd>b</dl>", ["<p>a</p>", "<p>b</p>"]),
        ("<blockquote>a<p>b</p></blockquote>", ["<blockquote><p>a</p><p>b</p></blockquote>"]),
        ("<blockquote>a<blockquote>b</blockquote>c<h2>d</h2></blockquote>e",
         ["<blockquote><p>a</p><p>b</p><p>c</p><p>d</p></blockquote>", "<p>e</p>"]),
        ("<pre>a\n  b\n\nc</pre>", ["<p>a<br>b</p>", "<p>c</p>"]),
        ("<table><tr><th rowspan=2>a<td>b</table>",
         ['<table><tbody><tr><th rowspan="2">a</th><td>b</td></tr></tbody></table>']),
        ("<table><tr><td>a<table><tr><td>b<td>c</table>d</table>",
         ["<table><tbody><tr><td>a<br>b<br>c<br>d</td></tr></tbody></table>"]),
        ("<p>he said <q>yes</q></p>", ["<p>he said “yes”</p>"]),
        ("<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby>",
         ["<p><ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby></p>"]),
        ("<ruby>a<rt>b<rt>c</ruby> d<rt>e", ["<p><ruby>a<rt>b</rt><rt>c</rt></ruby> de</p>"]),
        ("a<script>b</script><style>c</style><!-- d --><title>e</title><iframe>f</iframe>",
         ["<p>a</p>"]),
        ("<p>e<b></b>\u0301</p>", ["<p>é</p>"]),
        ("<p><b>\u0338x</b></p>", ["<p><b>&#824;x</b></p>"]),
        ("<p>a\x00b\x1b&#1;c&#xD800;</p>", ["<p>abc\ufffd</p>"]),
        ("<html><head><title>t</title></head><body><main>x</main></body></html>", ["<p>x</p>"]),
        ("<svg><text>a</text><script>b</script></svg><noscript>c</noscript>", ["<p>ac</p>"]),
        ("<p><person>A</person>, <o:p>b</o:p> <math><mi>c</mi></math> <list>d</list></p>",
         ["<p>A, b c d</p>"]),
    ],
)  # fmt: skip
def test_structure(html: str, expected: list[str]) -> None:
    assert [block.html for block in blocks_from_html(html)] == expected


def test_a_table_in_a_quotation_stands_between_its_halves() -> None:
    kinds = [kind for kind, _ in shapes("<blockquote>a<table><tr><td>b</table>c</blockquote>")]
    assert kinds == ["quote", "table", "quote"]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://example.org/a?b=1&amp;c=2", "https://example.org/a?b=1&amp;c=2"),
        ("/politics/", "/politics/"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("http://example.org/e\u0301", "http://example.org/e%CC%81"),
        ("//x.example/a", "https://x.example/a"),
        ("///x.example", None),
        ("/\\evil.example", None),
        ("page.html", None),
        ("javascript:alert(1)", None),
        ("java&#x0A;script:alert(1)", None),
        ("&#1;javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("http:evil", None),
        ("http://[::1", None),
        ("mailto:", None),
    ],
)
def test_links(href: str, expected: str | None) -> None:
    html = "<p>x</p>" if expected is None else f'<p><a href="{expected}">x</a></p>'
    assert blocks_from_html(f'<a href="{href}" onclick="y" target="_top">x</a>')[0].html == html


def test_a_picture_keeps_its_address_and_words_and_stands_after_its_sentence() -> None:
    html = (
        "<p>before <img src='https://p.example/a.jpg' alt='A &amp; B' onerror=x> after</p>"
        "<figure><img src='b.jpg'><figcaption>The <i>caption</i></figcaption></figure>"
        "<img src='data:image/png;base64,AA'><img src='https://t.example/t.gif' width=1 height=1>"
    )
    assert blocks_from_html(html) == (
        Block("paragraph", "<p>before after</p>"),
        Block("picture", src="https://p.example/a.jpg", alt="A & B"),
        Block("picture", src="b.jpg", caption="The caption"),
    )


def test_the_caption_of_a_figure_without_a_picture_is_not_lost() -> None:
    html = "<figure><video src=x></video><figcaption>Words</figcaption></figure>"
    assert blocks_from_html(html) == (Block("paragraph", "<p>Words</p>"),)


def test_pictures_in_a_list_follow_it() -> None:
    assert shapes("<ul><li><img src=a.jpg>one</ul>") == [
        ("list", "<ul><li>one</li></ul>"),
        ("picture", "a.jpg"),
    ]


def test_plain_text() -> None:
    wrapped = "The council met on Tuesday evening in the old town\nhall and adjourned."
    assert [b.html for b in blocks_from_text(f"{wrapped}\n\n<b> & co")] == [
        "<p>The council met on Tuesday evening in the old town hall and adjourned.</p>",
        "<p>&lt;b&gt; &amp; co</p>",
    ]
    assert [text_of(b) for b in blocks_from_text("one\ntwo")] == ["one", "two"]
    assert [text_of(b) for b in blocks_from_text("one\n\ntwo\nthree")] == ["one", "two\nthree"]
    assert [text_of(b) for b in blocks_from_text("\u3000\u3000一\n\u3000\u3000二")] == ["一", "二"]
    assert blocks_from_text(" \n ") == ()


def test_text_of() -> None:
    table = blocks_from_html("<table><tr><td>a<td>b<tr><td>c<td>d</table>")[0]
    assert text_of(table) == "a\tb\nc\td"
    assert text_of(blocks_from_html("<ul><li>a<br>b<li>&lt;c")[0]) == "a\nb\n<c"
    assert text_of(Block("picture", src="a.jpg", caption="words")) == "words"


def test_a_headline_given_as_html() -> None:
    assert clean_inline("<p>Fish &amp; <b>chips</b><br>again</p><script>x</script>") == (
        "Fish & chips again"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000 + "x",
        "<ul><li>" * 50_000 + "x",
        "<b>" * 100_000 + "x",
        "<b><p>" * 50_000 + "x",
        "<b>" + "<i></b>" * 50_000 + "x",
        "<table><tr><td>" * 30_000 + "x",
        "<blockquote><figure><figcaption>" * 20_000 + "x",
        "<svg><math>" * 30_000 + "x",
        "<<svg>div>" * 30_000 + "x",
        "<<svg><svg>ul>" * 30_000 + "x",
        "<rt>" * 100_000 + "x",
        "<rb><rtc>" * 50_000 + "x",
        "<optgroup><option>" * 20_000 + "x",
        "<" * 200_000 + "x",
        "<a" * 100_000 + "x",
        "&" * 200_000 + "x",
        "<p " + "a=1 " * 50_000 + ">x",
    ],
    ids=lambda html: html[:12],
)
def test_depth_costs_no_time(hostile: str) -> None:
    start = time.process_time()
    blocks_from_html(hostile)
    assert time.process_time() - start < 10


def test_a_body_beyond_reason_is_refused() -> None:
    with pytest.raises(FormatError, match="characters long"):
        blocks_from_html("x" * (MAX_LENGTH + 1))


_NAMES = (
    "p div b i a em strong sub sup h1 h2 h4 ul ol li blockquote table tr td th tbody thead caption "
    "figure figcaption img br hr ruby rt rp pre span font script style svg math mtext title "
    "textarea select option noscript iframe template section dl dt dd center form button nobr "
    "plaintext xmp foreignObject annotation-xml body html frameset video"
)
_TAGS = _NAMES.split()
_ATTRIBUTES = (
    "", " href=http://x.example/", " href='javascript:x'", " src=a.jpg", " alt='z'", " onload=x",
    " style=x", " colspan=2", " start=7", " width=1", " encoding='text/html'", " <", ' "',
)  # fmt: skip
_TEXTS = st.one_of(
    st.sampled_from(
        ("word", " ", "\n", "\u00a0", "é", "\u0301", "\u0338", "<", "&lt;", "&", "&#0;", "&amp;",
         "中文", "\u200b", "<!--", "-->", "]]>", "<![CDATA[", "\ud800", "\x00", "]", ">")
    ),
    st.text(max_size=8),
)  # fmt: skip
_PIECES = st.one_of(
    _TEXTS,
    st.builds(lambda t, a: f"<{t}{a}>", st.sampled_from(_TAGS), st.sampled_from(_ATTRIBUTES)),
    st.builds(lambda t: f"</{t}>", st.sampled_from(_TAGS)),
)
_HTML = st.lists(_PIECES, max_size=40).map("".join)


def letters(text: str) -> Counter[str]:
    """What is visible: no white space, nothing that only joins or directs."""
    plain = unicodedata.normalize("NFD", clean_text(text))
    return Counter(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


@settings(max_examples=400, deadline=None)
@given(_HTML)
def test_any_html_becomes_clean_and_stays_the_same(html: str) -> None:
    blocks = blocks_from_html(html)
    assert blocks_from_html(html_of(blocks)) == blocks
    for block in blocks:
        assert offences(block.html) == []
        assert unicodedata.is_normalized("NFC", block.html)
        assert block.kind == "picture" or text_of(block).strip()


@settings(max_examples=400, deadline=None)
@given(_HTML)
def test_no_visible_text_is_lost(html: str) -> None:
    kept = letters("\n".join(text_of(block) for block in blocks_from_html(html)))
    assert kept == letters(unescape(visible_text(html)))


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_a_paragraph_of_text_alone_is_what_any_other_would_be(text: str) -> None:
    written = escape(text)
    assert blocks_from_html(f"<p>{written}</p>") == blocks_from_html(f"<p><b></b>{written}</p>")


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_plain_text_keeps_every_letter(text: str) -> None:
    kept = letters("\n".join(text_of(block) for block in blocks_from_text(text)))
    assert kept == letters(text)
