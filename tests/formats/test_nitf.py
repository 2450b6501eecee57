"""NITF becomes items; nothing a document said disappears, and nothing hostile gets in."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.formats import FormatError, Item, detect, read, text_of

from .allowed import offences
from .losses import losses

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "nitf"
SAMPLE = (CORPUS / "story-3.6.xml").read_bytes()


def item(head: str = "", body: str = "<p>words</p>", above: str = "", **root: str) -> Item:
    """The item of a document with this in its head, its body's content and its body's head."""
    attributes = "".join(f' {name}="{value}"' for name, value in root.items())
    data = (
        f"<nitf{attributes}><head>{head}</head><body><body.head>{above}</body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )
    return read(data.encode(), ZoneInfo("Europe/Lisbon"), "hill")[0]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.xml")), ids=lambda path: path.stem)
def test_our_own_samples(path: Path) -> None:
    expected = json.loads((CORPUS / "expected" / f"{path.stem}.json").read_text("utf-8"))
    items = read(path.read_bytes(), ZoneInfo("Europe/Lisbon"), "hill")
    assert [each.as_json() for each in items] == expected
    assert losses(path.read_bytes(), items) == []


def test_capitals_mean_nothing() -> None:
    (story,) = read(
        b"<NITF><HEAD><DOCDATA MANAGEMENT-STATUS='Canceled'><DOC-ID ID-STRING='x:1'/></DOCDATA>"
        b"</HEAD>"
        b"<BODY><BODY.HEAD><HEDLINE><HL1>Ferry</HL1></HEDLINE></BODY.HEAD>"
        b"<BODY.CONTENT><P>Runs.</P></BODY.CONTENT></BODY></NITF>"
    )
    assert (story.guid, story.headline, story.pubstatus) == ("x:1", "Ferry", "canceled")
    assert [block.html for block in story.body] == ["<p>Runs.</p>"]


def digest(text: str) -> str:
    """The length of ``text`` and enough of its SHA-256 to tell it from another."""
    return f"{len(text)} {hashlib.sha256(text.encode()).hexdigest()[:12]}" if text else ""


def facts(each: Item) -> dict[str, Any]:
    """What the corpus notes of an item: short facts, and a digest of the text."""
    text = "\n".join(text_of(block) for block in each.body)
    told = each.as_json()
    names = ("guid", "version", "type", "language", "urgency", "pubstatus", "place")
    return {name: told[name] for name in (*names, "embargo", "created", "updated", "source")} | {
        "headline": digest(each.headline or ""),
        "blocks": len(each.body),
        "text": digest(text),
        "media": len(each.media),
        "subjects": len(each.subjects),
    }


SAMPLES = json.loads((CORPUS / "real" / "facts.json").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_real_samples(shared: Path, name: str) -> None:
    data = (shared / "nitf" / name).read_bytes()
    if SAMPLES[name] == "refused":
        with pytest.raises(FormatError, match="no format that is understood"):
            read(data)
        return
    items = read(data, ZoneInfo("Australia/Sydney"))
    assert detect(data) == "nitf"
    assert [facts(each) for each in items] == SAMPLES[name]
    assert losses(data, items) == []
    assert [found for each in items for b in each.body for found in offences(b.html)] == []


def test_every_real_sample_is_in_the_corpus(shared: Path) -> None:
    there = {str(path.relative_to(shared / "nitf")) for path in (shared / "nitf").glob("*/*.xml")}
    assert there == set(SAMPLES)


@pytest.mark.parametrize(
    ("docdata", "status", "embargo"),
    [
        ("<docdata/>", "usable", None),
        ('<docdata management-status="Usable"/>', "usable", None),
        ('<docdata management-status="canceled"/>', "canceled", None),
        ('<docdata management-status="cancelled"/>', "canceled", None),
        ('<docdata management-status="withheld"/>', "withheld", None),
        ('<docdata management-status="pending"/>', "withheld", None),
        ('<docdata><ed-msg info="Mandatory Kill"/></docdata>', "canceled", None),
        ('<docdata><ed-msg info="KILL"/></docdata>', "canceled", None),
        ('<docdata><ed-msg info="Kill Devil Hills: map to follow"/></docdata>', "usable", None),
        ('<docdata><doc-scope scope="Withhold"/></docdata>', "withheld", None),
        ('<docdata><ed-msg info="EMBARGO LIFTED"/></docdata>', "usable", None),
        (
            (
                '<docdata><date.issue norm="20310101T100000Z"/>'
                '<date.release norm="20310101T120000Z"/></docdata>'
            ),
            "usable",
            datetime(2031, 1, 1, 12, tzinfo=UTC),
        ),
        (
            (
                '<docdata><date.issue norm="20310101T100000Z"/>'
                '<date.release norm="20310101T100000Z"/></docdata>'
            ),
            "usable",
            None,
        ),
        (
            (
                '<docdata management-status="embargoed"><date.issue norm="20310101T100000Z"/>'
                '<date.release norm="20310701T000100"/></docdata>'
            ),
            "usable",
            datetime(2031, 6, 30, 23, 1, tzinfo=UTC),
        ),
        (
            '<docdata><date.release norm="20310701120000+0200"/></docdata>',
            "usable",
            datetime(2031, 7, 1, 10, tzinfo=UTC),
        ),
        ('<docdata><date.release norm="YYYYMMDD000000-HHMM"/></docdata>', "usable", None),
        (
            (
                '<docdata><date.issue norm="20310101T100000Z"/>'
                '<date.release norm="20310101"/></docdata>'
            ),
            "usable",
            None,
        ),
    ],
)
def test_status_and_embargo(docdata: str, status: str, embargo: datetime | None) -> None:
    story = item(docdata)
    assert (story.pubstatus, story.embargo) == (status, embargo)
    assert "embargo_unparsed" not in story.extra


@pytest.mark.parametrize(
    ("docdata", "unparsed"),
    [
        ('<docdata management-status="embargoed"/>', "embargoed"),
        ('<docdata><date.release norm="Friday"/></docdata>', "Friday"),
        ('<docdata><date.release norm="20310108"/></docdata>', "20310108"),
        ('<docdata><date.release norm=""/></docdata>', ""),
        ("<docdata><date.release/></docdata>", ""),
        ("<docdata><date.release>on Friday</date.release></docdata>", "on Friday"),
        ('<docdata><ed-msg info="Embargoed to Friday"/></docdata>', "Embargoed to Friday"),
        (
            ('<docdata management-status="embargoed">'
            '<date.release norm="YYYYMMDD000000-HHMM"/></docdata>'),
            "embargoed",
        ),
    ],
)  # fmt: skip
def test_an_embargo_that_names_no_instant_withholds(docdata: str, unparsed: str) -> None:
    held = item(docdata)
    assert (held.pubstatus, held.embargo) == ("withheld", None)
    assert held.extra["embargo_unparsed"] == unparsed


def test_of_two_releases_the_later_binds() -> None:
    early, late = (f'<date.release norm="2031010{day}T120000Z"/>' for day in (5, 7))
    for docdata in (f"<docdata>{early}{late}</docdata>", f"<docdata>{late}{early}</docdata>"):
        story = item(docdata)
        assert story.embargo == datetime(2031, 1, 7, 12, tzinfo=UTC)
        assert story.extra["head/docdata/date.release"] == [{"norm": "20310105T120000Z"}]
    held = item(f"<docdata>{early}<date.release norm=''/></docdata>")
    assert (held.pubstatus, held.embargo) == ("withheld", datetime(2031, 1, 5, 12, tzinfo=UTC))


def test_a_kill_is_not_softened_by_an_embargo() -> None:
    assert item('<docdata management-status="canceled"><date.release norm="x"/></docdata>'
                ).pubstatus == "canceled"  # fmt: skip


@pytest.mark.parametrize(
    ("above", "byline", "names"),
    [
        ("<byline>By Ada Lo</byline>", "By Ada Lo", []),
        ("<byline><person>Ada Lo</person><byttl>Hill</byttl></byline>", "Ada Lo, Hill", ["Ada Lo"]),
        ("<byline>A</byline><byline>B</byline>", "A; B", []),
        ("<byline> </byline>", None, []),
    ],
)
def test_bylines(above: str, byline: str | None, names: list[str]) -> None:
    story = item(above=above)
    assert story.byline == byline
    assert [each.name for each in story.creators] == names


@pytest.mark.parametrize(
    ("dateline", "line", "place"),
    [
        ("<location>LOWGATE</location>", "LOWGATE", "LOWGATE"),
        ("<location><city>Lowgate</city><country>Hill</country></location>", "Lowgate, Hill",
         "Lowgate"),
        ("<location>LOWGATE</location><story.date>Jan 5</story.date>", "LOWGATE, Jan 5", "LOWGATE"),
        ("<location><city>Lowgate</city>, Hill</location>, <story.date>Jan 5</story.date>",
         "Lowgate, Hill, Jan 5", "Lowgate"),
        ("<story.date norm='20310101T100000Z'>20310101T100000Z</story.date>", None, None),
        ("LOWGATE, Jan 5 Hill -", "LOWGATE, Jan 5 Hill -", None),
    ],
)  # fmt: skip
def test_datelines(dateline: str, line: str | None, place: str | None) -> None:
    story = item(above=f"<dateline>{dateline}</dateline>")
    assert (story.dateline, story.place) == (line, place)


def test_headlines() -> None:
    assert item("<title>T</title>").headline == "T"
    story = item("<title>T</title>", above="<hedline><hl1>H <em>1</em></hl1><hl2>2</hl2></hedline>")
    assert story.headline == "H 1"
    assert story.extra["head/title"] == ["T"]
    assert story.extra["body/body.head/hedline/hl2"] == ["2"]
    assert item(above="<hedline>loose</hedline>").headline == "loose"
    assert item().headline is None


def test_a_document_without_an_identifier_is_known_again() -> None:
    first, again, other = item(), item(), item(body="<p>other</p>")
    assert first.guid == again.guid != other.guid
    assert first.guid.startswith("ni:///sha-256;")


@pytest.mark.parametrize(
    ("docdata", "guid", "version"),
    [
        ('<doc-id id-string="7f_47"/><du-key key="7f" version="48"/>', "7f", "48"),
        ('<doc-id id-string="7f-v2"/><du-key key="7f" version="2"/>', "7f", "2"),
        ('<doc-id id-string="7f"/><du-key key="7f" version="2"/>', "7f", "2"),
        # A topic, under which many stories are filed.
        ('<doc-id id-string="7f_47"/><du-key key="7f"/>', "7f_47", ""),
        ('<doc-id id-string="SPORT-ferry"/><du-key key="SPORT" version="2"/>', "SPORT-ferry", "2"),
        ('<doc-id id-string="a_1"/><du-key key="7f" version="2"/>', "a_1", "2"),
        ('<doc-id id-string="a"/><du-key version="2"/>', "a", "2"),
        ('<doc-id regsrc="AP"/><du-key key="7f" version="2"/>', "7f", "2"),
        ('<du-key key="7f" part="3" version="2"/>', "7f#3", "2"),
    ],
)
def test_identity(docdata: str, guid: str, version: str) -> None:
    story = item(f"<docdata>{docdata}</docdata>")
    assert (story.guid, story.version) == (guid, version)


def test_identity_without_docdata() -> None:
    assert item(uno="hill:1").guid == "hill:1"
    assert item('<pubdata ex-ref="https://hill.example/1"/>').guid == "https://hill.example/1"
    key = '<docdata><du-key key="SPORT"/></docdata>'
    assert item(key).guid.startswith("ni:///")


@pytest.mark.parametrize(
    ("headline", "status", "is_news"),
    [
        ("BC-US--Smith, KILL", "canceled", True),
        ("AP-Smith, Mandatory Kill", "canceled", True),
        ("BC-US--Smith, 1st Ld-Writethru", "usable", True),
        ("BC-Road Kill", "usable", True),
        ("Floods in BC-Alberta, kill", "usable", True),
        ("Smith, KILL", "usable", True),
        ("BC-AP News Coverage Advisory,ADVISORY", "usable", False),
        ("BC-AP News Coverage Advisory", "usable", False),
        ("Storm advisory", "usable", True),
        ("BC-US--Storm Advisory", "usable", True),
    ],
)
def test_slugs_for_headlines(headline: str, status: str, is_news: bool) -> None:
    story = item(above=f"<hedline><hl1>{headline}</hl1></hedline>")
    assert (story.pubstatus, story.is_news) == (status, is_news)
    slugged = item(f'<meta name="anpa-keyword" content="{headline}"/>')
    assert (slugged.pubstatus, slugged.is_news) == (status, is_news)


def test_the_version_of_a_slug_has_a_field_of_its_own() -> None:
    assert item('<meta name="anpa-takekey" content="KILL"/>').pubstatus == "canceled"
    assert item('<meta name="anpa-takekey" content="(SYDNEY)"/>').pubstatus == "usable"


def test_the_category_of_advisories() -> None:
    category = '<identified-content><classifier type="apcategorycode" value="{}"/>'
    told = [item(category.format(code) + "</identified-content>") for code in ("v", "a")]
    assert [each.is_news for each in told] == [False, True]


def test_the_time_of_publication_is_better_than_none() -> None:
    published = '<pubdata date.publication="20310105T120000Z"/>'
    assert item(published).updated == datetime(2031, 1, 5, 12, tzinfo=UTC)
    issued = '<docdata><date.issue norm="20310104T120000Z"/></docdata>'
    both = item(issued + published)
    assert both.updated == datetime(2031, 1, 4, 12, tzinfo=UTC)
    assert both.extra["head/pubdata"] == [{"date.publication": "20310105T120000Z"}]
    # An embargo is one, whatever is said of the publication.
    release = '<docdata><date.release norm="20310105T120000Z"/></docdata>'
    assert item(release + published).embargo == datetime(2031, 1, 5, 12, tzinfo=UTC)


def test_codes_in_the_head() -> None:
    metas = (
        '<meta name="category_iptc" content="04000000, 20000065 POL"/>'
        '<meta name="code" content="04000000"/>'
    )
    assert [each.qcode for each in item(metas).subjects] == ["subj:04000000", "medtop:20000065"]
    named = (
        '<tobject><tobject.subject tobject.subject.refnum="04000000"'
        ' tobject.subject.type="Economy"/></tobject>'
    )
    assert [each.name for each in item(metas + named).subjects] == ["Economy", ""]


def test_marks_and_languages_as_ansa_sets_them() -> None:
    marked = item(
        above="<hedline><hl1>&gt;&gt;&gt; Ferry &gt;&gt; runs</hl1></hedline>",
        body='<lang lang="it"/><p>a <lang lang="fr">mot</lang> b</p><p><img source="a.jpg"/></p>',
    )
    assert (marked.headline, marked.language) == ("Ferry >> runs", "it")
    assert [text_of(block) or block.src for block in marked.body] == ["a mot b", "a.jpg"]
    assert item(body='<p>a <lang lang="fr">mot</lang></p>', baselang="en").language == "en"


def test_a_kill_of_another_document() -> None:
    data = (
        b'<nitf><head><docdata management-doc-idref="a" management-idref-status="%s">'
        b'<doc-id id-string="b"/></docdata></head><body/></nitf>'
    )
    assert [(each.guid, each.pubstatus) for each in read(data % b"canceled")] == [
        ("b", "usable"),
        ("a", "canceled"),
    ]
    assert [each.guid for each in read(data % b"usable")] == ["b"]


def test_language_and_urgency() -> None:
    assert item(baselang="pt-br").language == "pt-BR"
    odd = item('<docdata><urgency ed-urg="0"/></docdata>', baselang="Portugooes")
    assert (odd.language, odd.urgency) == (None, None)
    assert odd.extra["head/docdata/urgency"] == [{"ed-urg": "0"}]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<nitf><head></nitf>", "not well-formed"),
        (b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf><body>&a;</body></nitf>', "entities"),
        (b'<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]><nitf>&a;</nitf>', "entities"),
        (b"<nitf>" + b"<block>" * 5000 + b"</nitf>", "not well-formed"),
        (b"<nitf><body><p>" + b"words " * 400_000 + b"</p></body></nitf>", "characters long"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as error:
        read(data)
    assert error.value.remedy


@pytest.mark.parametrize(
    "abstract",
    [
        "<p>&lt;p&gt;A &lt;b&gt;new&lt;/b&gt; ferry&lt;/p&gt;</p>",
        "A &lt;strong&gt;new&lt;/strong&gt; ferry",
        "<p><![CDATA[A <em>new</em> ferry]]></p>",
    ],
)
def test_tags_that_are_characters_are_not_printed_above_the_story(abstract: str) -> None:
    found = item(above=f"<abstract>{abstract}</abstract>")
    assert found.standfirst == "A new ferry"
    headline = "<hedline><hl1>The &lt;i&gt;Kai&lt;/i&gt; sails</hl1></hedline>"
    assert item(above=headline).headline == "The Kai sails"
    assert item(above="<hedline><hl1>1 &lt; 2</hl1></hedline>").headline == "1 < 2"


def test_the_code_of_an_embed_is_kept_and_not_printed() -> None:
    code = "&lt;div data-id='a0'&gt;&lt;/div&gt;&lt;script src='https://e.example/e.js'&gt;&lt;/script&gt;"
    found = item(body=f"<p>words</p><p>{code}</p>")
    assert [text_of(each) for each in found.body] == ["words"]
    assert found.extra["markup"]["script@src"] == ["https://e.example/e.js"]
    assert found.extra["markup"]["div@data-id"] == ["a0"]


@pytest.mark.parametrize(
    ("written", "pubstatus"),
    [
        ("Killed", "canceled"),
        ("withdrawn", "canceled"),
        ("published", "usable"),
        ("odd", "withheld"),
    ],
)
def test_words_for_a_status_that_the_specification_does_not_have(
    written: str, pubstatus: str
) -> None:
    assert item(f"<docdata management-status='{written}'/>").pubstatus == pubstatus


def test_a_line_break_parts_words_above_the_story() -> None:
    above = "<hedline><hl1>Ferry<br/>runs</hl1></hedline><byline>BY ADA LO<br/>Staff</byline>"
    assert (item(above=above).headline, item(above=above).byline) == (
        "Ferry runs",
        "BY ADA LO Staff",
    )


@pytest.mark.parametrize(
    ("message", "pubstatus"),
    [
        ("For use Sunday, June 8, and thereafter", "withheld"),
        ("For release Sunday, June 8", "withheld"),
        ("For use by all", "usable"),
    ],
)
def test_messages_that_say_when_a_story_may_be_used_hold_it(message: str, pubstatus: str) -> None:
    found = item(f"<docdata><ed-msg info='{message}'/></docdata>")
    assert (found.pubstatus, found.ednote) == (pubstatus, message)


def test_names_stand_apart_from_the_words_before_them() -> None:
    byline = "<byline>By<person>Ada Lo</person><byttl>Staff</byttl></byline>"
    assert item(above=byline).byline == "By Ada Lo, Staff"
    assert item(above=byline.replace("</person>", "</person>, ")).byline == "By Ada Lo, Staff"
    place = "<location><sublocation>Quay 4</sublocation><city>Lowgate</city></location>"
    (subject,) = item(
        f"<docdata><identified-content>{place}</identified-content></docdata>"
    ).subjects
    assert subject.name == "Quay 4, Lowgate"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_is_an_item_or_an_error(data: st.DataObject) -> None:
    broken = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(broken)))
        length = data.draw(st.integers(0, 40))
        broken[place : place + length] = data.draw(
            st.one_of(
                st.binary(max_size=6), st.sampled_from([b"<p>", b"&#0;", b"\xff\xfe", b"]]>"])
            )
        )
    try:
        items = read(bytes(broken))
    except FormatError:
        return
    for each in items:
        json.dumps(each.as_json(), allow_nan=False, ensure_ascii=False).encode()
        assert [found for block in each.body for found in offences(block.html)] == []
