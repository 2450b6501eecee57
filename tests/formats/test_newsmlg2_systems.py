"""NewsML-G2 as particular systems write it: Reuters, dpa, STT, Infomaker, BusinessDesk."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.formats import Item, read, text_of

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def item(content: str, item_meta: str = "", content_meta: str = "") -> Item:
    """The item with this in its contentSet and its metadata."""
    data = (
        f'<newsItem {NAR} guid="urn:x:1" version="1"><itemMeta><itemClass qcode="ninat:text"/>'
        f"{item_meta}</itemMeta><contentMeta>{content_meta}</contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )
    return read(data.encode())[0]


def page(body: str) -> str:
    return f"<inlineXML><html {XHTML}><body>{body}</body></html></inlineXML>"


def texts(found: Item) -> list[str]:
    return [text_of(each) for each in found.body]


def test_paragraphs_of_a_typewriter_stand_apart() -> None:
    written = (
        "<p>(Adds detail)\n    * Ferries sail\n    * Quays full\n\n    By Ann Reed\n"
        "    Jan 30 (Hill) - Ferries sailed on Tuesday as the\nharbour master had said.\n"
        "    More follow.\n\n (Reporting by Ann Reed)</p><p>Below.</p>"
    )
    assert texts(item(page(written))) == [
        *("(Adds detail)", "* Ferries sail", "* Quays full", "By Ann Reed"),
        "Jan 30 (Hill) - Ferries sailed on Tuesday as the harbour master had said.",
        *("More follow.", "(Reporting by Ann Reed)", "Below."),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "<p>\n      One sentence\n      on two lines.\n    </p>",
        "<p>One sentence\non two lines.</p>",
        "<p>One sentence\n\n on two lines.</p>",
    ],
)
def test_a_document_that_was_indented_is_read_as_a_browser_reads_it(written: str) -> None:
    assert texts(item(page(written))) == ["One sentence on two lines."]


def test_blank_lines_part_a_body_without_markup() -> None:
    assert texts(item(page("Jan 3 (Hill) - Results\n on Wednesday\n  \n Hill 1 Dale 2\n"))) == [
        "Jan 3 (Hill) - Results on Wednesday",
        "Hill 1 Dale 2",
    ]


def test_references_that_were_escaped_once_more_are_characters() -> None:
    found = item(
        page("<p>&amp;quot;Nine o&amp;#39;clock&amp;quot; <b>A&amp;amp;B</b>&amp;#8230;</p>")
    )
    assert texts(found) == ['"Nine o\'clock" A&B…']
    assert texts(item(page("<p>1 &amp;lt; 2 &amp;copy;</p>"))) == ["1 &lt; 2 &copy;"]


def test_players_in_elements_of_a_system_s_own_are_kept() -> None:
    found = item(page('<p>words</p><dnl-youtubeembed src="https://tube.example/embed/1"/>'))
    assert texts(found) == ["words"]
    assert found.extra["markup"] == {"dnl-youtubeembed@src": ["https://tube.example/embed/1"]}


def test_a_teaser_is_the_standfirst_where_nothing_is_better() -> None:
    teaser = '<description role="drol:teaser">Ferries!</description>'
    summary = '<description role="drol:summary">They sail.</description>'
    assert item(page("<p>x</p>"), content_meta=teaser).standfirst == "Ferries!"
    assert item(page("<p>x</p>"), content_meta=teaser + summary).standfirst == "They sail."


def test_what_stands_above_inline_nitf_fills_what_the_envelope_leaves_open() -> None:
    nitf = (
        '<inlineXML><nitf xmlns=""><head><title>Ferry for sale</title></head><body><body.head>'
        "<byline>By<person>Ann Reed</person><byttl>Hill Desk</byttl></byline>"
        "<dateline><location>LOWGATE</location><story.date>Jan 12</story.date></dateline>"
        "<abstract>It is &lt;b&gt;old&lt;/b&gt;.</abstract></body.head>"
        "<body.content><p>It sailed.</p></body.content></body></nitf></inlineXML>"
    )
    found = item(nitf)
    assert (found.headline, found.byline) == ("Ferry for sale", "By Ann Reed, Hill Desk")
    assert (found.dateline, found.standfirst) == ("LOWGATE, Jan 12", "It is old.")
    told = "<headline>Ours</headline><by>Bo</by><description>Short</description>"
    found = item(nitf, content_meta=told)
    assert (found.headline, found.byline, found.standfirst) == ("Ours", "Bo", "Short")


def test_a_note_in_small_letters_is_for_the_desk() -> None:
    assert item(page("<p>x</p>"), item_meta="<ednote>Call Ann</ednote>").ednote == "Call Ann"


def test_a_file_is_found_where_else_it_lies() -> None:
    found = item(
        '<remoteContent residref="urn:x:p" contenttype="image/jpeg">'
        "<altLoc>https://cdn.example/p.jpg</altLoc></remoteContent>"
    )
    (rendition,) = found.media[0].renditions
    assert rendition.href == "https://cdn.example/p.jpg"
    assert rendition.extra == {"residref": "urn:x:p", "altLoc": ["https://cdn.example/p.jpg"]}


def test_idf_is_read() -> None:
    found = item(
        '<inlineXML><idf xmlns="http://www.infomaker.se/idf/1.0" xml:lang="sv_SE">'
        '<group type="body"><element type="headline">Bron öppnar på fredag</element>'
        '<element type="preamble">Efter två år.</element>'
        '<element type="body">Den <strong>håller</strong>.<br/>Än.</element>'
        '<element type="subheadline1">Avgift</element>'
        '<element type="blockquote">Fin.</element>'
        '<object type="x-im/image" uuid="9"><data><text>Bron</text></data></object>'
        "</group></idf></inlineXML>",
        item_meta="<title>Bron</title>",
    )
    assert found.headline == "Bron öppnar på fredag"
    assert found.extra["title"] == "Bron"
    assert found.language == "sv-SE"
    assert [each.html for each in found.body] == [
        "<p>Efter två år.</p>",
        "<p>Den <strong>håller</strong>.<br>Än.</p>",
        "<h3>Avgift</h3>",
        "<blockquote><p>Fin.</p></blockquote>",
    ]
    assert "x-im/image" in str(found.extra["contentSet/inlineXML"])


def test_tags_that_are_characters_are_not_printed_in_labels() -> None:
    told = (
        "<headline>The &lt;i&gt;Kai&lt;/i&gt; sails &amp;amp; more</headline>"
        '<description role="drol:summary">&lt;p&gt;It sails.&lt;/p&gt;</description>'
        "<by>&lt;b&gt;Ann Reed&lt;/b&gt;</by>"
    )
    found = item(page("<p>x</p>"), "<edNote>1 &lt; 2, &lt;ann@hill.example&gt;</edNote>", told)
    assert (found.headline, found.standfirst) == ("The Kai sails & more", "It sails.")
    assert (found.byline, found.ednote) == ("Ann Reed", "1 < 2, <ann@hill.example>")


@pytest.mark.parametrize(
    ("item_meta", "pubstatus"),
    [
        ('<pubStatus qcode="stat:canceled"/><pubStatus qcode="stat:usable"/>', "canceled"),
        ('<pubStatus qcode="stat:usable"/><pubStatus qcode="stat:withheld"/>', "withheld"),
        ('<embargoed/><pubStatus qcode="stat:usable"/>', "withheld"),
        ('<pubStatus qcode="stat:usable"/><embargoed/>', "withheld"),
        ('<pubstatus qcode="stat:canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:withdrawn"/>', "canceled"),
        ('<pubStatus qcode="stat:usable"/>', "usable"),
    ],
)
def test_of_several_statuses_the_gravest_counts_however_it_is_spelt(
    item_meta: str, pubstatus: str
) -> None:
    assert item(page("<p>x</p>"), item_meta).pubstatus == pubstatus


def test_an_embargo_counts_however_it_is_spelt() -> None:
    found = item(page("<p>x</p>"), "<Embargoed>2031-05-03T10:00:00Z</Embargoed>")
    assert found.embargo == datetime(2031, 5, 3, 10, tzinfo=UTC)


def test_the_words_in_place_of_a_picture_are_no_caption() -> None:
    data = (
        f'<newsItem {NAR} guid="urn:x:p"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta>'
        '<contentMeta><description role="drol:altText">A ferry</description>'
        '<description role="drol:caption">The ferry at noon</description></contentMeta>'
        '<contentSet><remoteContent href="f.jpg"/></contentSet></newsItem>'
    )
    (medium,) = read(data.encode())[0].media
    assert (medium.caption, medium.alt) == ("The ferry at noon", "A ferry")
