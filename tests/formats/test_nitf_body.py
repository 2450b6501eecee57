"""Bodies in NITF become clean blocks; media and notes to editors stand apart."""

from __future__ import annotations

import pytest

from broadsheet.formats import Rendition
from broadsheet.formats.nitf import blocks_from_nitf, media_from_nitf, notes_from_nitf
from broadsheet.formats.xml import document

from .allowed import offences


def blocks(inner: str) -> list[str]:
    """The HTML of the blocks of a body.content with this inside."""
    root = document(f"<body.content>{inner}</body.content>".encode())
    return [block.html for block in blocks_from_nitf(root)]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("<p>One</p><p/><p>Two</p>", ["<p>One</p>", "<p>Two</p>"]),
        ("<![CDATA[<p>1 &amp; <b>2</b></p><p>3</p>]]>", ["<p>1 &amp; <b>2</b></p>", "<p>3</p>"]),
        ("<block> <![CDATA[One<br/><br/>Two]]> </block>", ["<p>One</p>", "<p>Two</p>"]),
        ("<p>1 &lt;p&gt; 2</p>", ["<p>1 &lt;p&gt; 2</p>"]),
        ("1 &lt; 2", ["<p>1 &lt; 2</p>"]),
        ("<p>a</p><p>&lt;div&gt;&lt;/div&gt;&lt;script src='/e'&gt;&lt;/script&gt;</p><p>b</p>",
         ["<p>a</p>", "<p>b</p>"]),
        ("<p>&lt;blockquote&gt;&lt;p&gt;Ada&lt;/p&gt;&lt;/blockquote&gt;</p> ",
         ["<blockquote><p>Ada</p></blockquote>"]),
        ("<p>From\n<chron>1 to 5</chron>\n.\n</p>", ["<p>From 1 to 5.</p>"]),
        ("<p><org>Lo</org>\n, <em>a</em>\n) and\n...</p>", ["<p>Lo, <em>a</em>) and ...</p>"]),
        ("<hl2>Head</hl2><p>x</p>", ["<h2>Head</h2>", "<p>x</p>"]),
        ("<block><p>a</p><block><p>b</p></block></block>", ["<p>a</p>", "<p>b</p>"]),
        ("<p>By <person><name.given>Ada</name.given> <name.family>Lo</name.family></person>.</p>",
         ["<p>By Ada Lo.</p>"]),
        ("<p>a <em>b</em> <a href='http://a.example/'>c</a></p>",
         ['<p>a <em>b</em> <a href="http://a.example/">c</a></p>']),
        ("<p><addressee>Ada</addressee><delivery.point>Quay</delivery.point>, <city>L</city>’s</p>",
         ["<p>Ada Quay, L’s</p>"]),
        ("<p><q>Yes</q></p>", ["<p>“Yes”</p>"]),
        ("<p><num>3<frac><numer>1</numer><frac-sep>/</frac-sep><denom>2</denom></frac></num></p>",
         ["<p>3<sup>1</sup>/<sub>2</sub></p>"]),
        ("<bq><block><p>Quoted</p></block><credit>Someone</credit></bq>",
         ["<blockquote><p>Quoted</p><p>Someone</p></blockquote>"]),
        ("<ol seqnum='3'><li>a</li><li>b</li></ol>", ['<ol start="3"><li>a</li><li>b</li></ol>']),
        ("<table><tr><th/><td colspan='2'>1</td></tr></table>",
         ["<table><tbody><tr><th></th><td colspan=\"2\">1</td></tr></tbody></table>"]),
        ("<nitf-table><nitf-table-metadata/><table><tr><td>1</td></tr></table></nitf-table>",
         ["<table><tbody><tr><td>1</td></tr></tbody></table>"]),
        ("<pre>a\n  b</pre>", ["<p>a<br>b</p>"]),
        ("<fn><body.content><p>note</p></body.content></fn>", ["<p>note</p>"]),
        ("<unheard-of>words<p>p</p></unheard-of>", ["<p>words</p>", "<p>p</p>"]),
        ("<p>1 &lt; 2 &amp;amp; 3</p>", ["<p>1 &lt; 2 &amp;amp; 3</p>"]),
        ("loose words", ["<p>loose words</p>"]),
        ("<p> </p>", []),
    ],
)  # fmt: skip
def test_elements(written: str, made: list[str]) -> None:
    assert blocks(written) == made


def test_lines_of_a_typewriter_are_joined_and_lines_of_verse_are_not() -> None:
    wrapped = (
        "Twelve ferries will cross the harbour on Sunday, the <br/>"
        "company says, two more than on any Sunday since the <br/>summer."
    )
    assert blocks(f"<p>{wrapped}</p>") == [f"<p>{wrapped.replace('<br/>', '')}</p>"]
    verse = "Hillside 2, Harbour 1<br/>Lowgate 0, Mill End 0"
    assert blocks(f"<p>{verse}</p>") == [f"<p>{verse.replace('/>', '>')}</p>"]


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://iptc.org/std/NITF/2006-10-18/"'])
@pytest.mark.parametrize(
    "form", ["<nitf{}><head><title>t</title></head><body>{}</body></nitf>", "<body{}>{}</body>"]
)
def test_any_namespace_and_any_container(namespace: str, form: str) -> None:
    inner = (
        "<body.head><hedline><hl1>Not here</hl1></hedline></body.head>"
        "<body.content><p>First</p></body.content>"
        "<body.end><tagline>Last</tagline><tagline type='npa'>secret</tagline></body.end>"
    )
    root = document(form.format(namespace, inner).encode())
    assert [block.html for block in blocks_from_nitf(root)] == ["<p>First</p>", "<p>Last</p>"]
    assert notes_from_nitf(root) == ("secret",)


def test_a_body_without_its_containers() -> None:
    root = document(b"<body><body.head><note><p>n</p></note></body.head><p>words</p></body>")
    assert [block.html for block in blocks_from_nitf(root)] == ["<p>words</p>"]
    assert notes_from_nitf(root) == ("n",)


def test_advisories_are_for_editors() -> None:
    inner = (
        "<p>news</p><note noteclass='editorsnote'><body.content><p>ring <em>Ada</em></p>"
        "<p>at noon</p></body.content></note><note type='pa'><body.content><p>said publicly</p>"
        "</body.content></note>"
    )
    assert blocks(inner) == ["<p>news</p>", "<p>said publicly</p>"]
    root = document(f"<body.content>{inner}</body.content>".encode())
    assert notes_from_nitf(root) == ("ring Ada\nat noon",)


def test_media() -> None:
    root = document(
        b"""<body.content><p>words</p><media id="m1" media-type="image">
        <media-metadata name="photo-id" value="77"/>
        <media-reference source="a/large.jpg" mime-type="image/jpg" width="1200" height="800"
          alternate-text="A ferry" source-credit="Hill News" copyright="Hill" units="pixels"/>
        <media-reference source="javascript:x" mime-type="image/jpeg" width="wide"/>
        <media-caption><p>A ferry leaves</p><p>at dawn.</p></media-caption>
        <media-producer>Ada Lo</media-producer></media>
        <media media-type="audio"><media-reference source="https://a.example/s.mp3"
          mime-type="audio/mpeg" time="2" time-unit-of-measure="minutes" outcue="ends"/></media>
        <media media-type="other"><media-metadata name="ref" value="1"/></media></body.content>"""
    )
    assert [block.html for block in blocks_from_nitf(root)] == ["<p>words</p>"]
    picture, sound = media_from_nitf(root)
    assert (picture.kind, picture.name, picture.caption) == (
        "picture",
        "m1",
        "A ferry leaves at dawn.",
    )
    assert (picture.credit, picture.byline, picture.rights) == ("Hill News", "Ada Lo", "Hill")
    assert (picture.alt, picture.extra) == ("A ferry", {"metadata": {"photo-id": ["77"]}})
    large, broken = picture.renditions
    assert large == Rendition(
        href="a/large.jpg",
        mimetype="image/jpeg",
        width=1200,
        height=800,
        extra={"units": "pixels"},
    )
    assert (broken.href, broken.extra) == (None, {"source": "javascript:x", "width": "wide"})
    assert (sound.kind, sound.renditions[0].duration) == ("audio", 120.0)
    assert sound.renditions[0].extra == {"outcue": "ends"}


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<p onclick='x()'>a</p>",
        "<p><a href='javascript:alert(1)'>a</a></p>",
        "<p><a href='&#1;javascript:alert(1)'>a</a></p>",
        "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
        "<img src='x' onerror='alert(1)'/>",
        "<iframe src='http://a.example/'>x</iframe>",
        "<p><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg></p>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
        "<style>@import 'http://a.example'</style>",
        "<td colspan='2\" onclick=\"x()'>a</td>",
        "<media-caption><object data='http://a.example/'/></media-caption>",
    ],
)
def test_nothing_hostile_survives(attack: str) -> None:
    for html in blocks(attack + "<p>after</p>"):
        assert offences(html) == []
        assert "alert" not in html or "&lt;img" in html
    assert blocks(attack + "<p>after</p>")[-1] == "<p>after</p>"


def test_a_tagline_that_repeats_a_message_to_the_editors_is_not_printed() -> None:
    said = "<head><docdata><ed-msg info='Updated.'/></docdata></head>"
    body = "<body.content><p>x</p></body.content><body.end><tagline>{}</tagline></body.end>"
    for tagline, shown in (("Updated.", ["<p>x</p>"]), ("hp", ["<p>x</p>", "<p>hp</p>"])):
        root = document(f"<nitf>{said}<body>{body.format(tagline)}</body></nitf>".encode())
        assert [block.html for block in blocks_from_nitf(root)] == shown
