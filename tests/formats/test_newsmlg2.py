"""NewsML-G2 becomes items: what the specification says, and what agencies do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.formats import FormatError, Item, PartlyRead, detect, read, text_of
from broadsheet.formats.newsmlg2 import read_newsmlg2, recognise_newsmlg2

from .allowed import offences
from .losses import losses

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "newsmlg2"
XMLNS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
NITF = "<inlineXML><nitf><body><body.content>{}</body.content></body></nitf></inlineXML>"
PACKAGE = f'<packageItem {XMLNS} guid="1"><groupSet>{{}}</groupSet></packageItem>'
RIGHTS = (
    '<rightsInfo {}><copyrightHolder literal="Hill"/><usageTerms>Ask.</usageTerms></rightsInfo>'
)
NOON = datetime(2031, 4, 5, 12, 0, tzinfo=UTC)


def item(meta: str = "", content: str = "", rest: str = "", kind: str = "text") -> Item:
    """A news item of ``kind`` with these parts of itemMeta, contentMeta and the rest."""
    document = (
        f'<newsItem {XMLNS} guid="urn:x:1" xml:lang="en">'
        f'<itemMeta><itemClass qcode="ninat:{kind}"/>'
        f"{meta}</itemMeta><contentMeta>{content}</contentMeta>{rest}</newsItem>"
    )
    (only,) = read(document.encode())
    assert [
        loss
        for loss in losses(document.encode(), [only])
        if "@qcode" not in loss and "@rel" not in loss
    ] == []
    return only


def body(*children: str) -> Item:
    """A text item with this contentSet."""
    document = (
        f'<newsItem {XMLNS} guid="urn:x:1"><contentSet>{"".join(children)}</contentSet></newsItem>'
    )
    return read_newsmlg2(document.encode())[0]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.xml")), ids=lambda path: path.stem)
def test_our_own_samples(path: Path) -> None:
    expected = json.loads((CORPUS / "expected" / f"{path.stem}.json").read_text())
    assert detect(path.read_bytes()) == "newsmlg2"
    items = read(path.read_bytes(), ZoneInfo("Europe/Lisbon"), "hill")
    assert [each.as_json() for each in items] == expected


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("", "usable"),
        ('<pubStatus qcode="stat:usable"/>', "usable"),
        ('<pubStatus qcode="stat:withheld"/>', "withheld"),
        ('<pubStatus qcode="stat:canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:Cancelled"/>', "canceled"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:resting"/>', "withheld"),
        ("<pubStatus/>", "withheld"),
    ],
)
def test_status(written: str, status: str) -> None:
    assert item(written).pubstatus == status


@pytest.mark.parametrize(
    ("written", "status", "embargo", "unparsed"),
    [
        ("<embargoed>2031-04-05T14:00:00+02:00</embargoed>", "usable", NOON, None),
        ("<embargoed> 2031-04-05T12:00:00 </embargoed>", "usable", NOON, None),
        ("<embargoed/>", "withheld", None, ""),
        ("<embargoed>2031-04-05</embargoed>", "withheld", None, "2031-04-05"),
        ('<embargoed>Noon</embargoed><pubStatus qcode="stat:usable"/>', "withheld", None, "Noon"),
        ('<pubStatus qcode="stat:canceled"/><embargoed/>', "canceled", None, ""),
    ],
)
def test_embargo(written: str, status: str, embargo: datetime | None, unparsed: str | None) -> None:
    read_item = item(written)
    assert (read_item.pubstatus, read_item.embargo) == (status, embargo)
    assert read_item.extra.get("embargo_unparsed") == unparsed


def test_times_without_an_offset_are_the_providers() -> None:
    data = f'<newsItem {XMLNS} guid="1"><itemMeta><versionCreated>2031-04-05T21:00:00'
    data += "</versionCreated><firstCreated>lately</firstCreated></itemMeta></newsItem>"
    (only,) = read(data.encode(), ZoneInfo("Asia/Tokyo"))
    assert (only.updated, only.created) == (NOON, None)
    assert only.extra["itemMeta/firstCreated"] == "lately"


@pytest.mark.parametrize("written", ["0", "10", "high", "", "3.0"])
def test_what_is_no_urgency(written: str) -> None:
    assert item(content=f"<urgency>{written}</urgency>").urgency is None


def test_names_are_in_the_language_of_the_item() -> None:
    names = '<name xml:lang="fr">Sport</name><name xml:lang="en">sports</name>'
    (subject,) = item(content=f'<subject qcode="medtop:15000000">{names}</subject>').subjects
    assert subject.name == "sports"
    assert subject.extra["names"] == {"fr": "Sport", "en": "sports"}


def test_headlines_and_descriptions_by_role_and_language() -> None:
    read_item = item(
        content='<headline role="hl:short">Short</headline><headline xml:lang="fr">Titre</headline>'
        '<headline>Title</headline><description role="dr:shotlist">0:01 dog</description>'
        '<description role="drol:summary">What <b>happened</b></description>'
    )
    assert (read_item.headline, read_item.standfirst) == ("Title", "What happened")
    assert item("<title>Only this</title>").headline == "Only this"
    clip = item(content='<description role="dr:script">a<br/>b</description>', kind="video")
    assert (clip.standfirst, clip.media[0].caption) == (None, "a b")


def test_the_source_that_is_printed() -> None:
    credit, provider = "<creditline>Hill/AB</creditline>", '<provider qcode="nprov:HILL"/>'
    infos = "<infoSource literal='Quay Post'/>"
    assert item(provider, credit + infos).source == "Hill/AB"
    assert item(provider, infos).source == "HILL"
    assert item("", infos).source == "Quay Post"


@pytest.mark.parametrize(
    "attribute", ['id="r1"', 'creator="hill:ada"', 'xml:lang="en"', 'scope="riscope:content"']
)
def test_rights_of_all_may_be_named_and_signed(attribute: str) -> None:
    found = item(rest=RIGHTS.format(attribute))
    assert (found.usage_terms, found.rights_holder) == ("Ask.", "Hill")


@pytest.mark.parametrize("attribute", ['idrefs="p1"', 'scope="s:web"', 'validto="2031-05-05"'])
def test_rights_of_a_part_are_kept_aside(attribute: str) -> None:
    found = item(rest=RIGHTS.format(f'id="r1" {attribute}'))
    assert (found.usage_terms, found.rights_holder) == (None, None)
    assert found.extra["rightsInfo"][0]["usageTerms"] == ["Ask."]


def test_who_wrote_and_contributed_is_named_twice() -> None:
    ada = "<name>Ada Lo</name>"
    written = item(content=f"<creator>{ada}</creator><contributor>{ada}</contributor>")
    assert [(each.name, each.role) for each in written.creators] == [
        ("Ada Lo", None),
        ("Ada Lo", "contributor"),
    ]


def test_links() -> None:
    read_item = item(
        '<link rel="irel:previousVersion" residref="urn:x:0"/>'
        '<link reluri="http://cv.iptc.org/newscodes/itemrelation/seeAlso" href="https://x.example"/>'
        '<link rel="hill:mood" residref="javascript:alert(1)"/>'
        '<link rel="irel:dependsOn" guidref="urn:x:pic"><remoteContent contenttype="image/jpeg"'
        ' href="https://x.example/1.jpg"/></link>'
    )
    assert [(each.rel, each.href) for each in read_item.links] == [
        ("previousVersion", "urn:x:0"),
        ("seeAlso", "https://x.example"),
        ("dependsOn", "urn:x:pic"),
    ]
    (picture,) = read_item.media
    assert (picture.kind, picture.guid) == ("picture", "urn:x:pic")
    assert picture.renditions[0].href == "https://x.example/1.jpg"


def test_signals_carry_their_uris() -> None:
    (signal,) = item('<signal qcode="sig:update"/>').extra["signals"]
    assert signal == {"qcode": "sig:update", "uri": "http://cv.iptc.org/newscodes/signal/update"}


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        (["<inlineData>One.\n\nTwo &lt;b&gt;.</inlineData>"], ["One.", "Two <b>."]),
        (
            ['<inlineData contenttype="text/plain">&lt;p&gt;One&lt;/p&gt;two</inlineData>'],
            ["One", "two"],
        ),
        (['<inlineData contenttype="text/html">A &lt;b&gt;b&lt;/b&gt;</inlineData>'], ["A b"]),
        (
            [
                "<inlineData>Plain</inlineData>",
                f"<inlineXML><html {XHTML}><body><p>X</p></body></html></inlineXML>",
            ],
            ["X"],
        ),
        (
            [
                NITF.format("<p>N</p><note type='npa'>no</note>"),
                "<inlineXML><div>H</div></inlineXML>",
            ],
            ["N"],
        ),
        (["<inlineXML>&lt;p>a&lt;/p>&lt;p>b &amp;amp; c&lt;/p></inlineXML>"], ["a", "b & c"]),
        (["<inlineXML>  </inlineXML>", "<inlineData>Rest</inlineData>"], ["Rest"]),
        (["<inlineXML><HUS><RUBRIK>A</RUBRIK><P>b</P>c</HUS></inlineXML>"], ["A", "b", "c"]),
        (["<inlineXML><sports><score>3</score></sports></inlineXML>"], []),
        (["<inlineXML><p>a</p>b<script>c</script></inlineXML>"], ["a", "b"]),
        (['<inlineData encoding="base64">aGk=</inlineData>'], []),
        (
            ['<inlineData contenttype="text/plain" encoding="encd:base64">w4Egb25l\n</inlineData>'],
            ["Á one"],
        ),
        (['<inlineData contenttype="text/plain" encoding="base64">%%</inlineData>'], []),
    ],
)
def test_bodies(children: list[str], expected: list[str]) -> None:
    read_item = body(*children)
    assert [text_of(block) for block in read_item.body] == expected


@pytest.mark.parametrize("kind", ["inlineData", "inlineXML"])
def test_of_two_languages_the_items_own_is_read(kind: str) -> None:
    french = f'<inlineXML xml:lang="fr"><html {XHTML}><body><p>Un</p></body></html></inlineXML>'
    english = "<p>One</p>" if kind == "inlineXML" else "One"
    bodies = f'{french}<{kind} xml:lang="en-GB">{english}</{kind}>'
    read_item = item(rest=f"<contentSet>{bodies}</contentSet>")
    assert [text_of(block) for block in read_item.body] == ["One"]
    assert read_item.extra["contentSet/inlineXML"]


def test_bodies_that_were_not_chosen_are_kept() -> None:
    read_item = body("<inlineData>Plain</inlineData>", "<inlineXML><p>Marked</p></inlineXML>")
    assert read_item.extra["contentSet/inlineData"] == ["Plain"]


def test_the_header_of_a_page_is_no_part_of_the_body() -> None:
    header = (
        "<header><ul class='slugline'><li>Ferries</li></ul><time>5.4.2031 14:00</time>"
        "<h1>Ferries stop</h1></header>"
    )
    page = f"<inlineXML><html {XHTML}><body>{{}}</body></html></inlineXML>"
    read_item = body(page.format(f"{header}<section class='main'><p>No boat left.</p></section>"))
    assert [text_of(block) for block in read_item.body] == ["No boat left."]
    assert read_item.headline == "Ferries stop"
    assert read_item.extra["html/header"]["ul"] == [{"class": "slugline", "li": ["Ferries"]}]
    only = body(page.format(header))
    assert [text_of(block) for block in only.body] == ["Ferries", "5.4.2031 14:00", "Ferries stop"]


def test_a_namespace_without_its_last_slash_is_the_same() -> None:
    data = (
        '<n:newsItem xmlns:n="http://iptc.org/std/nar/2006-10-01" guid="g"><n:contentMeta>'
        '<n:subject qcode="medtop:20000065"><n:name>Transport</n:name></n:subject>'
        f"</n:contentMeta><n:contentSet><n:inlineXML><html {XHTML}><body><p>A</p></body></html>"
        "</n:inlineXML></n:contentSet></n:newsItem>"
    ).encode()
    (read_item,) = read(data)
    assert detect(data) == "newsmlg2"
    assert [each.name for each in read_item.subjects] == ["Transport"]
    assert [text_of(block) for block in read_item.body] == ["A"]


def test_a_note_in_paragraphs_is_one_line() -> None:
    note = f"<edNote><div {XHTML}><h3>Notes</h3><p>Call <b>the</b> desk</p></div></edNote>"
    assert item(note).ednote == "Notes Call the desk"


def test_nitf_fills_what_the_envelope_leaves_open() -> None:
    head = "<hedline><hl1>Race drawn</hl1></hedline><byline>By A</byline><dateline>PORT</dateline>"
    read_item = body(
        f"<inlineXML><nitf><body><body.head>{head}</body.head><body.content><p>x</p>"
        '<media media-type="image"><media-reference source="https://x.example/1.jpg"/></media>'
        '<note noteclass="editorsnote"><p>Mind the gap</p></note></body.content></body></nitf>'
        "</inlineXML>"
    )
    assert (read_item.headline, read_item.byline, read_item.dateline) == (
        "Race drawn",
        "By A",
        "PORT",
    )
    assert [medium.kind for medium in read_item.media] == ["picture"]
    assert read_item.ednote == "Mind the gap"


@pytest.mark.parametrize(
    ("docdata", "status", "embargo"),
    [
        ('<date.issue norm="20310405T120000Z"/>', "usable", None),
        ('<date.issue norm="20310405T100000Z"/><date.release norm="20310405T120000Z"/>', "usable",
         NOON),
        ('<date.release norm="soon"/>', "withheld", None),
        ('<ed-msg info="MANDATORY KILL"/>', "canceled", None),
    ],
)  # fmt: skip
def test_the_graver_status_of_envelope_and_nitf_holds(
    docdata: str, status: str, embargo: datetime | None
) -> None:
    read_item = body(
        f"<inlineXML><nitf><head><docdata>{docdata}</docdata></head><body><body.content><p>x</p>"
        "</body.content></body></nitf></inlineXML>"
    )
    assert (read_item.pubstatus, read_item.embargo) == (status, embargo)
    assert "embargo_unparsed" in read_item.extra or status != "withheld"


def test_who_wrote_the_caption_did_not_take_the_picture() -> None:
    read_item = item(
        content='<creator role="crol:photographer"><name>Ada Lo</name></creator>'
        '<contributor role="ctrol:descrWriter"><name>Sam Po</name></contributor>'
        "<headline>Ferry</headline><creditline>Hill</creditline>",
        kind="picture",
    )
    assert read_item.media[0].byline == "Ada Lo"
    assert [each.name for each in read_item.creators] == ["Ada Lo", "Sam Po"]


def test_a_picture_that_is_only_in_its_own_body() -> None:
    html = '<inlineXML><div><img src="https://x.example/1.jpg" alt="Pier"/></div></inlineXML>'
    picture = item(rest=f"<contentSet>{html}</contentSet>", kind="picture")
    assert [each.href for each in picture.media[0].renditions] == ["https://x.example/1.jpg"]


@pytest.mark.parametrize("name", ["conceptItem", "knowledgeItem", "planningItem", "catalogItem"])
def test_what_is_no_news(name: str) -> None:
    (only,) = read(f'<{name} {XMLNS} guid="urn:x:1"/>'.encode())
    assert (only.type, only.is_news) == (name.removesuffix("Item"), False)


def test_events_in_a_news_item_are_no_news() -> None:
    read_item = body("<inlineXML><events><event><name>Fair</name></event></events></inlineXML>")
    assert (read_item.type, read_item.is_news) == ("event", False)


SOAP = ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"]


def by_soap(body: str, namespace: str = SOAP[1]) -> bytes:
    """The answer to some call, which holds ``body``."""
    return (
        f'<s:Envelope xmlns:s="{namespace}"><s:Header><Token>7</Token></s:Header>'
        f"<s:Body><GetItemsResponse>{body}</GetItemsResponse></s:Body></s:Envelope>"
    ).encode()


@pytest.mark.parametrize("namespace", SOAP)
def test_an_answer_by_soap_holds_a_message(namespace: str) -> None:
    items = "".join(f'<newsItem guid="{number}"/>' for number in (1, 2))
    message = f"<newsMessage {XMLNS}><header><sender>T</sender></header><itemSet>{items}</itemSet>"
    data = by_soap(f"{message}</newsMessage>", namespace)
    first, second = read(data)
    assert (detect(data), first.guid, second.guid) == ("newsmlg2", "1", "2")
    assert first.extra["newsMessage/header"] == {"sender": ["T"]}
    assert first.extra["Envelope/Header"] == {"Token": ["7"]}


def test_an_answer_by_soap_holds_items_or_messages() -> None:
    message = f'<newsMessage {XMLNS}><itemSet><newsItem guid="1"/><p/></itemSet></newsMessage>'
    with pytest.raises(PartlyRead, match="holds a p") as refused:
        read(by_soap(f'{message}<newsItem {XMLNS} guid="2"/>'))
    assert [one.guid for one in refused.value.items] == ["1", "2"]


def test_an_answer_by_soap_may_hold_nothing() -> None:
    with pytest.raises(FormatError, match="holds no item"):
        read(by_soap(f"<fault>{XMLNS}</fault>"))
    assert not recognise_newsmlg2(by_soap("<fault/>"))


def test_a_set_of_items_alone_is_a_message() -> None:
    (only,) = read(f'<itemSet {XMLNS}><newsItem guid="1"/></itemSet>'.encode())
    assert only.guid == "1"


def test_an_empty_message_holds_nothing() -> None:
    data = f"<newsMessage {XMLNS}><header><sent>2031-04-05T12:00:00Z</sent></header><itemSet/>"
    assert read(f"{data}</newsMessage>".encode()) == []


def test_a_concept_in_a_group_refuses_no_package() -> None:
    (package,) = read(
        PACKAGE.format(
            '<group id="a"><itemRef residref="urn:x:2"/><conceptRef qcode="x:y"/></group>'
        ).encode()
    )
    assert [each.item.guid for each in package.associations] == ["urn:x:2"]
    assert package.extra["groups"][0]["conceptRef"] == [{"qcode": "x:y"}]


@pytest.mark.parametrize(
    ("data", "reason", "where"),
    [
        (f"<newsItem {XMLNS}/>", "no “guid”", "line 1"),
        (f"<groupSet {XMLNS}/>", "only a part of an item (groupSet)", "line 1"),
        (f"<newsMessage {XMLNS}><itemSet>\n<p/></itemSet></newsMessage>", "holds a p", "line 2"),
        (
            PACKAGE.format("<group><itemRef/></group>"),
            "neither “residref” nor “href”",
            "line 1",
        ),
        (f'<newsItem {XMLNS} guid="1">', "not well-formed", "line 1"),
    ],
)
def test_what_is_refused(data: str, reason: str, where: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(data.encode())
    assert reason in refused.value.reason
    assert refused.value.where.startswith(where)
    assert refused.value.remedy


def test_it_is_told_from_its_relatives() -> None:
    assert recognise_newsmlg2(b"<newsItem guid='1'/>")
    assert recognise_newsmlg2(f"\n<!-- x --><n:planningItem {XMLNS.replace('=', ':n=')}/>".encode())
    for other in (b"<NewsML/>", b"<nitf/>", b"<rss/>", b"{}", b"", b"<newsItem xmlns='urn:x'/>"):
        assert not recognise_newsmlg2(other)


def test_hostile_bodies(shared: Path) -> None:
    count = 0
    for path in sorted((shared / "hostile" / "xss-lists").glob("*")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()[:400]:
            data = "".join(each if each.isprintable() else " " for each in line)
            escaped = data.replace("&", "&amp;").replace("<", "&lt;")
            for each in (
                body(f'<inlineData contenttype="text/html">{escaped}</inlineData>'),
                _parsed(f"<inlineXML><p>{line}</p></inlineXML>"),
                _parsed(NITF.format(line)),
            ):
                count += each is not None
                blocks = each.body if each else ()
                assert [found for block in blocks for found in offences(block.html)] == []
                assert not any(block.src.startswith(("javascript:", "data:")) for block in blocks)
    assert count > 400


def _parsed(child: str) -> Item | None:
    try:
        return body(child)
    except FormatError:
        return None


def test_deep_and_wide_groups_are_bounded() -> None:
    groups = "".join(
        f'<group id="g{n}"><groupRef idref="g{n + 1}"/><groupRef idref="g0"/></group>'
        for n in range(5_000)
    )
    (package,) = read(PACKAGE.format(groups).encode())
    assert len(package.extra["groups"]) == 5_000


SAMPLE = (CORPUS / "story.xml").read_bytes()


@given(st.data())
@settings(max_examples=150)
def test_mutations_are_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SAMPLE)))
    end = data.draw(st.integers(start, min(len(SAMPLE), start + 80)))
    middle = data.draw(
        st.one_of(st.binary(max_size=20), st.sampled_from([b"<p>", b"</p>", b"&#0;", b'"', b"&x;"]))
    )
    for mutated in (SAMPLE[:start] + middle + SAMPLE[end:], SAMPLE[:end] + SAMPLE[start:]):
        recognise_newsmlg2(mutated)
        try:
            items = read_newsmlg2(mutated)
        except FormatError as refused:
            reason = refused.reason
        else:
            reason = json.dumps([each.as_json() for each in items])
        assert reason


NAMES = """
    itemMeta contentMeta contentSet rightsInfo groupSet group catalog scheme subject name title
    inlineXML inlineData remoteContent nitf body body.content head html p link edNote embargoed
    pubStatus versionCreated language headline description creator type role signals standard
    groups item mainConcept facetConcept icon located itemRef groupRef provider qcode href events
"""
ATTRIBUTES = """
    qcode uri type role rel href residref width size duration contenttype id idref mode name title
    tag literal alias encoding root
"""
WORDS = st.sampled_from(["", " ", "a", "1", "stat:usable", "x:y:z", "javascript:x", "cpnat:poi"])
TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda name, attributes, children: (
            f"<{name}{''.join(f' {k}={chr(34)}{v}{chr(34)}' for k, v in attributes.items())}>"
            f"{''.join(children)}</{name}>"
        ),
        st.sampled_from(NAMES.split()),
        st.dictionaries(st.sampled_from(ATTRIBUTES.split()), WORDS, max_size=3),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=5), st.sampled_from(["newsItem", "packageItem", "conceptItem"]))
@settings(max_examples=300)
def test_elements_where_they_do_not_belong(children: list[str], name: str) -> None:
    data = f'<{name} {XMLNS} guid="1" standard="NewsML-G2">{"".join(children)}</{name}>'.encode()
    try:
        items = read_newsmlg2(data)
    except FormatError as refused:
        said = refused.remedy
    else:
        said = json.dumps([each.as_json() for each in items])
    assert said


def test_a_party_that_was_named_before_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = '<provider qcode="nprov:HILL"><name>Hill Wire</name></provider>'
    once = item(provider)
    read_again = []
    concepts = "broadsheet.formats.newsmlg2.concepts._concept"
    monkeypatch.setattr(concepts, lambda *given: read_again.append(given))
    again = item(provider)
    assert again == once
    assert again.source == "Hill Wire"
    assert not read_again
