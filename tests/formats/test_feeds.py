"""Feeds become items: RSS of every version, RDF, Atom, JSON Feed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from broadsheet.formats import FormatError, Item, detect, read, text_of
from broadsheet.formats.encodings import undoubled
from broadsheet.formats.feeds.dates import parse_date

from .losses import losses

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "feeds"
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.1/"'
)


def rss(inside: str, channel: str = "") -> Item:
    """The item of an RSS feed with this in its item and its channel."""
    data = (
        f'<rss version="2.0" {NAMESPACES}><channel>{channel}<item>{inside}</item></channel></rss>'
    )
    return read(data.encode(), ZoneInfo("Europe/Lisbon"))[0]


def atom(inside: str, version: str = "http://www.w3.org/2005/Atom") -> Item:
    """The item of an Atom feed with this in its entry."""
    data = f'<feed xmlns="{version}"><entry><id>urn:x:1</id>{inside}</entry></feed>'
    return read(data.encode())[0]


#: What became something else, or says nothing that is not said: dates, a form, a role, a list.
SPOKEN = (
    *("isPermaLink: ", "lastBuildDate: ", "pubDate: ", "draft: yes", "link@rel: enclosure"),
    *("@type: ", "credit@role: photographer", "li@", "script: ", "@onclick: ", "duration: "),
)


def unplaced(data: bytes, items: list[Item]) -> list[str]:
    """What the feed in ``data`` says and ``items`` do not."""
    lost = losses(data, items)
    return [
        loss
        for loss in lost
        if not any(word in loss for word in SPOKEN)
        and parse_date(loss.partition(": ")[2]) is None
        and undoubled(loss) == loss
    ]


TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


@pytest.mark.parametrize(
    ("category", "name", "uri", "qcode"),
    [
        (f'<category domain="{TOPICS}">20000065</category>', "", f"{TOPICS}20000065", True),
        (f'<category domain="{TOPICS[:-1]}">20000065</category>', "", f"{TOPICS}20000065", True),
        (f'<category domain="{TOPICS}">Transport</category>', "Transport", None, False),
        (f"<category>{TOPICS}20000065</category>", f"{TOPICS}20000065", f"{TOPICS}20000065", True),
        ("<category>20000065</category>", "20000065", None, False),
    ],
)
def test_categories_of_iptc(category: str, name: str, uri: str | None, qcode: bool) -> None:
    (subject,) = rss(f"<guid>1</guid>{category}").subjects
    assert (subject.name, subject.uri) == (name, uri)
    assert subject.qcode == ("medtop:20000065" if qcode else None)


def test_a_label_is_the_name_of_a_code() -> None:
    (subject,) = atom(f'<category scheme="{TOPICS}" term="20000065" label="Transport"/>').subjects
    assert (subject.name, subject.qcode, subject.literal) == (
        "Transport",
        "medtop:20000065",
        "20000065",
    )


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.*")), ids=lambda path: path.stem)
def test_our_own_samples(path: Path) -> None:
    expected = json.loads((CORPUS / "expected" / f"{path.stem}.json").read_text("utf-8"))
    items = read(path.read_bytes(), ZoneInfo("Europe/Lisbon"), "hill")
    assert [each.as_json() for each in items] == expected
    if path.suffix == ".xml":
        assert unplaced(path.read_bytes(), items) == []


@pytest.mark.parametrize(
    ("inside", "guid", "pages"),
    [
        ("<guid>https://h.example/1</guid>", "https://h.example/1", ["https://h.example/1"]),
        ('<guid isPermaLink="false">https://h.example/1</guid>', "https://h.example/1", []),
        ("<guid>h-1</guid>", "h-1", []),
        (
            "<guid>https://h.example/1</guid><link>https://h.example/2</link>",
            "https://h.example/1",
            ["https://h.example/2"],
        ),
        ("<link>https://h.example/2</link>", "https://h.example/2", ["https://h.example/2"]),
        ("<guid> </guid><link>https://h.example/2</link>", "https://h.example/2",
         ["https://h.example/2"]),
    ],
)  # fmt: skip
def test_identity_and_page(inside: str, guid: str, pages: list[str]) -> None:
    item = rss(inside)
    assert item.guid == guid
    assert [link.href for link in item.links] == pages


def test_an_item_without_identity_has_the_same_one_each_time() -> None:
    first, again = rss("<title>A</title>"), rss("<title>A</title><category>new</category>")
    assert first.guid.startswith("ni:///sha-256;")
    assert first.guid == again.guid != rss("<title>B</title>").guid


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("&lt;b&gt;Bold&lt;/b&gt; words", "Bold words"),
        ("<![CDATA[<i>Bold</i> &eacute;]]>", "Bold é"),
        ("5 &lt; 6", "5 < 6"),
        ("Inside <em>markup</em>", "Inside markup"),
        (" two\n lines ", "two lines"),
    ],
)
def test_titles_of_rss(title: str, headline: str) -> None:
    assert rss(f"<title>{title}</title>").headline == headline


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("<title>&lt;b&gt; is bold</title>", "<b> is bold"),
        ('<title type="html">&lt;b&gt;bold&lt;/b&gt; &amp;amp; more</title>', "bold & more"),
        (
            (
                '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
                "a <b>b</b></div></title>"
            ),
            "a b",
        ),
    ],
)
def test_titles_of_atom(title: str, headline: str) -> None:
    assert atom(title).headline == headline


def test_titles_of_atom_0_3() -> None:
    old = "http://purl.org/atom/ns#"
    assert atom('<title mode="base64">RmlzaA==</title>', old).headline == "Fish"
    assert atom('<title mode="escaped" type="text/html">&lt;i&gt;x&lt;/i&gt;</title>', old
                ).headline == "x"  # fmt: skip


def test_body_and_standfirst() -> None:
    whole = "<content:encoded>&lt;p&gt;Whole&lt;/p&gt;</content:encoded>"
    both = rss(f"<description>Short</description>{whole}")
    assert (both.standfirst, [text_of(block) for block in both.body]) == ("Short", ["Whole"])
    short = rss("<description>One.&lt;p&gt;Two.</description>")
    assert (short.standfirst, [text_of(block) for block in short.body]) == (None, ["One.", "Two."])
    empty = rss("<description>Short</description><content:encoded> </content:encoded>")
    assert [text_of(block) for block in empty.body] == ["Short"]
    shown = rss(f"<description>See &lt;img src='https://h.example/x.jpg'&gt;</description>{whole}")
    assert "https://h.example/x.jpg" in str(shown.extra["description"])


def test_the_longest_of_several_texts_is_the_body_and_the_others_are_kept() -> None:
    item = atom('<content type="html">&lt;p&gt;short&lt;/p&gt;</content>'
                '<content type="html">&lt;p&gt;much longer words&lt;/p&gt;</content>')  # fmt: skip
    assert [text_of(block) for block in item.body] == ["much longer words"]
    assert "short" in str(item.extra["content"])


def test_relative_addresses_are_those_of_the_page() -> None:
    item = rss(
        "<link>https://h.example/a/b</link><enclosure url='c.mp3' type='audio/mpeg' length='0'/>"
        "<description>&lt;a href='/d'&gt;d&lt;/a&gt; &lt;img src='e.png'&gt;</description>"
    )
    assert 'href="https://h.example/d"' in item.body[0].html
    assert item.body[1].src == "https://h.example/a/e.png"
    (audio,) = item.media
    assert (audio.kind, audio.renditions[0].href) == ("audio", "https://h.example/a/c.mp3")
    assert audio.renditions[0].size is None


@pytest.mark.parametrize(
    ("written", "name", "mail"),
    [
        ("<author>ada@h.example (Ada Lo)</author>", "Ada Lo", "ada@h.example"),
        ("<author>Ada Lo &lt;ada@h.example&gt;</author>", "Ada Lo", "ada@h.example"),
        ("<dc:creator>Ada Lo</dc:creator>", "Ada Lo", None),
        ("<dc:creator>Ada Lo</dc:creator><author>ada@h.example (Ada Lo)</author>", "Ada Lo",
         "ada@h.example"),
        ("<author>ada@h.example</author>", None, "ada@h.example"),
        ("<itunes:author>Ada Lo</itunes:author>", "Ada Lo", None),
    ],
)  # fmt: skip
def test_authors(written: str, name: str | None, mail: str | None) -> None:
    item = rss(written)
    (creator,) = item.creators
    assert (item.byline, creator.extra.get("email")) == (name, mail)


def test_media_in_a_group_or_of_one_picture_are_one() -> None:
    grouped = rss(
        "<media:group><media:content url='https://h.example/v.mp4' medium='video'/>"
        "<media:content url='https://h.example/v.webm' medium='video' isDefault='true'/>"
        "<media:thumbnail url='https://h.example/v.jpg'/><media:title>V</media:title></media:group>"
    )
    (video,) = grouped.media
    assert (video.kind, video.headline) == ("video", "V")
    assert [each.name for each in video.renditions] == ["", "", "thumbnail"]
    assert (video.renditions[0].href or "").endswith("webm")
    sizes = rss(
        "<media:content url='https://h.example/p.jpg?w=140' width='140'/>"
        "<media:content url='https://h.example/p.jpg?w=460' width='460'/>"
        "<media:content url='https://h.example/q.jpg' width='460' height='9'/>"
        "<enclosure url='https://h.example/q.jpg' type='image/jpeg' length='7'/>"
    )
    first, second = sizes.media
    assert [each.width for each in first.renditions] == [140, 460]
    assert [(each.size, each.height) for each in second.renditions] == [(7, 9)]


def test_a_picture_may_be_a_bare_address() -> None:
    (picture,) = rss("<image>https://h.example/p.jpg</image>").media
    assert (picture.kind, picture.renditions[0].href) == ("picture", "https://h.example/p.jpg")
    assert rss("<image>A ferry / boat</image>").media == ()


def test_blocked_media_are_withheld() -> None:
    item = rss("<media:content url='https://h.example/p.jpg'><media:status state='blocked'/>"
               "</media:content>")  # fmt: skip
    assert item.media[0].pubstatus == "withheld"


@pytest.mark.parametrize("written", ["soon", "2031-05-05", "2031-02-30T00:00:00Z", ""])
def test_an_embargo_that_names_no_instant_withholds(written: str) -> None:
    item = rss(f"<prism:embargoDate>{written}</prism:embargoDate>")
    assert (item.pubstatus, item.embargo) == ("withheld", None)
    assert item.extra["embargo_unparsed"] == written


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tue, 24 Nov 2020 01:52:56 +0800", (2020, 11, 23, 17, 52, 56)),
        ("Tue, 24 Nov 2020 01:52:56 GMT", (2020, 11, 24, 1, 52, 56)),
        ("24 Nov 20 01:52 EST", (2020, 11, 24, 6, 52)),
        ("Tue, 24 Nov 2020 01:52:56 CET", (2020, 11, 24, 0, 52, 56)),
        ("Tue, 24 Nov 2020 01:52:56", (2020, 11, 23, 16, 52, 56)),
        ("Tue, 24 Nov 2020 01:52:56 IST", (2020, 11, 23, 16, 52, 56)),
        ("2020-11-24T01:52:56+08:00", (2020, 11, 23, 17, 52, 56)),
        ("2020/1/4 14:33:00", (2020, 1, 4, 5, 33)),
        ("Seg, 24 Set 2018 19:42:40 -0300", (2018, 9, 24, 22, 42, 40)),
        ("24 de noviembre de 2020 10:00", (2020, 11, 24, 1, 0)),
        ("24 Kasım 2020 10:00", (2020, 11, 24, 1, 0)),
        ("24 października 2020, 10:00", (2020, 10, 24, 1, 0)),
        ("24. lokakuuta 2020 10:00", (2020, 10, 24, 1, 0)),
        ("24 Οκτωβρίου 2020 10:00", (2020, 10, 24, 1, 0)),
        ("24 أكتوبر 2020 10:00", (2020, 10, 24, 1, 0)),
        ("24. des. 2020 10:00", (2020, 12, 24, 1, 0)),
        ("24 listopada 2020 10:00", None),
        ("24.11.2020 10:00", (2020, 11, 24, 1, 0)),
        ("4.1.2020, kl. 10.05", (2020, 1, 4, 1, 5)),
        ("24.11.2020", (2020, 11, 23, 15)),
        ("24.13.2020 10:00", None),
        ("Tue, 24 Nov 2020 24:00:00 GMT", (2020, 11, 25)),
        ("Tue, 24 Nov 2020 24:01:00 GMT", None),
        ("Tue Nov 24 01:52:56 GMT 2020", (2020, 11, 24, 1, 52, 56)),
        ("2020年11月24日 10:05", (2020, 11, 24, 1, 5)),
        ("2020年11月24日(火)10時5分30秒", (2020, 11, 24, 1, 5, 30)),
        ("2020年1月4日 星期六 10:05:06", (2020, 1, 4, 1, 5, 6)),
        ("2020년 11월 24일 10:05", (2020, 11, 24, 1, 5)),
        ("2020年13月24日 10:05", None),
        ("2020年11月24日 下午10:05", None),
        ("1606182776", (2020, 11, 24, 1, 52, 56)),
        ("1606182776000", (2020, 11, 24, 1, 52, 56)),
        ("2020112401", None),
        ("2020-11-24T24:00:00Z", (2020, 11, 25)),
        ("2020-11-24T24:00:01Z", None),
        ("1/2/2020 3:04:05 PM", None),
        ("Tue, 31 Feb 2020 01:52:56 GMT", None),
        ("yesterday", None),
        ("", None),
        ("9" * 500, None),
    ],
)
def test_dates(written: str, expected: tuple[int, ...] | None) -> None:
    moment = datetime(*expected, tzinfo=UTC) if expected else None  # type: ignore[misc, arg-type]
    assert parse_date(written, ZoneInfo("Asia/Tokyo")) == moment


def test_authors_of_a_feed_are_kept_beside_those_of_an_item() -> None:
    one = {"name": "Ada", "url": "https://h.example/ada", "avatar": "https://h.example/a.png"}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "authors": [one],
        "items": [{"id": "1", "authors": [{"name": "Bo"}]}, {"id": "2"}],
    }
    own, general = read(json.dumps(feed).encode())
    assert (own.byline, own.extra["feed"]["authors"]) == ("Bo", [one])
    assert general.byline == "Ada"
    assert "authors" not in general.extra["feed"]
    person = "<author><name>{}</name><uri>https://h.example/</uri></author>"
    data = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{person.format('Ada')}"
        f"<entry><id>1</id>{person.format('Bo')}</entry><entry><id>2</id></entry></feed>"
    )
    own, general = read(data.encode())
    ada = {"name": "Ada", "uri": "https://h.example/"}
    assert (own.byline, own.extra["feed"]) == ("Bo", {"authors": [ada]})
    assert (general.byline, general.extra) == ("Ada", {})


def test_a_date_that_names_no_instant_is_kept() -> None:
    assert rss("<pubDate>whenever</pubDate>").extra["pubDate"] == ["whenever"]


def test_what_is_fetched_again_is_the_same_item() -> None:
    earlier = rss(
        "<guid>h-1</guid>", "<lastBuildDate>Mon, 05 May 2031 10:00:00 GMT</lastBuildDate>"
    )
    later = rss("<guid>h-1</guid>", "<lastBuildDate>Mon, 05 May 2031 11:00:00 GMT</lastBuildDate>")
    assert earlier == later


@pytest.mark.parametrize(
    "data",
    [
        b'<rss version="2.0"><channel><title>Empty</title></channel></rss>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Empty</title></feed>',
        b'{"version": "https://jsonfeed.org/version/1", "title": "Empty", "items": []}',
    ],
)
def test_a_feed_may_be_empty(data: bytes) -> None:
    assert read(data) == []


def test_undeclared_prefixes_and_lone_ampersands_are_understood() -> None:
    item = "<item><title>A & B</title><dc:creator>Ada</dc:creator></item>"
    data = f"<rss><channel>{item}</channel></rss>".encode()
    (item,) = read(data)
    assert (item.headline, item.byline) == ("A & B", "Ada")


@pytest.mark.parametrize("name", ["dc:", ":b", "my:b", "my:9", "my:a:b"])
def test_names_of_elements_that_no_xml_has_hide_no_words(name: str) -> None:
    item = f"<item><title>The <{name}>ferry</{name}> waits</title></item>"
    (read_item,) = read(f"<rss><channel>{item}</channel></rss>".encode())
    assert read_item.headline == "The ferry waits"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss><channel><item><title>Half a sto", "breaks off"),
        (b"<rss><channel><item><title>One</title></item><item><title><![CDATA[Tw", "breaks off"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>', "entities"),
        (b'<feed><x:entry xmlns:x="urn:other"><x:title>T</x:title></x:entry></feed>', "namespace"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"tags": ["x"]}]}', "neither"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": {}}', "must be a list"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        read(data)


def test_json_feed_beside_ninjs() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "headline": "x"}]}
    assert detect(json.dumps(feed, indent=2).encode()) == "jsonfeed"
    assert detect(json.dumps(feed).replace("/", "\\/").encode("utf-16")) == "jsonfeed"
    assert detect(b'{"uri": "urn:x", "version": "1", "headline": "x"}') == "ninjs"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("KÃ¶ln", "Köln"),
        ("â€œOnceâ€\x9d Ã\xa0 Paris", "“Once” à Paris"),
        ("Köln", "Köln"),
        ("São Paulo", "São Paulo"),
        ("Ã and KÃ¶ln and ü", "Ã and KÃ¶ln and ü"),
        ("日本", "日本"),
    ],
)
def test_what_was_encoded_twice_is_decoded_twice(title: str, headline: str) -> None:
    assert rss(f"<title>{title}</title>").headline == headline
