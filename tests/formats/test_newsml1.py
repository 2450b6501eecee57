"""NewsML 1.0 to 1.2 becomes items; nothing a delivery said disappears."""

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

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "newsml1"
#: Names of numbers, which stand in renditions under a name of ours.
RENAMED = ("PixelWidth", "PixelHeight")
IDENTIFICATION = (
    "<Identification><NewsIdentifier><ProviderId>hill</ProviderId><DateId>20310105</DateId>"
    "<NewsItemId>7</NewsItemId><RevisionId PreviousRevision='0' Update='N'>1</RevisionId>"
    "<PublicIdentifier>urn:newsml:hill:20310105:7:1</PublicIdentifier></NewsIdentifier>"
    "</Identification>"
)
TEXT = "<ContentItem><DataContent><p>words</p></DataContent></ContentItem>"


def document(
    component: str = TEXT, management: str = "", identification: str = IDENTIFICATION
) -> bytes:
    """A delivery with one item."""
    return (
        f"<NewsML><NewsEnvelope/><NewsItem>{identification}"
        f"<NewsManagement>{management}</NewsManagement>"
        f"<NewsComponent>{component}</NewsComponent></NewsItem></NewsML>"
    ).encode()


def item(component: str = TEXT, management: str = "") -> Item:
    """The item of a delivery with this component and management."""
    (found,) = read(document(component, management), ZoneInfo("Europe/Lisbon"), "hill")
    return found


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.xml")), ids=lambda path: path.stem)
def test_our_own_samples(path: Path) -> None:
    expected = json.loads((CORPUS / "expected" / f"{path.stem}.json").read_text("utf-8"))
    items = read(path.read_bytes(), ZoneInfo("Europe/Lisbon"), "hill")
    assert [each.as_json() for each in items] == expected
    assert losses(path.read_bytes(), items) == []


def digest(text: str) -> str:
    """The length of ``text`` and enough of its SHA-256 to tell it from another."""
    return f"{len(text)} {hashlib.sha256(text.encode()).hexdigest()[:12]}" if text else ""


def facts(each: Item) -> dict[str, Any]:
    """What the corpus notes of an item: short facts, and digests of the texts."""
    told = each.as_json()
    names = ("guid", "version", "type", "is_news", "language", "urgency", "pubstatus", "place")
    return {name: told[name] for name in (*names, "embargo", "created", "updated", "source")} | {
        "headline": digest(each.headline or ""),
        "standfirst": digest(each.standfirst or ""),
        "blocks": len(each.body),
        "text": digest("\n".join(text_of(block) for block in each.body)),
        "subjects": len(each.subjects),
        "media": [
            [medium.kind, medium.credit, digest(medium.caption or "")]
            + [f"{r.name} {r.href} {r.mimetype} {r.width}x{r.height}" for r in medium.renditions]
            for medium in each.media
        ],
    }


SAMPLES = json.loads((CORPUS / "real" / "facts.json").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_real_samples(shared: Path, name: str) -> None:
    data = (shared / "newsml1" / name).read_bytes()
    if SAMPLES[name] == "refused":
        with pytest.raises(FormatError, match="no format that is understood"):
            read(data)
        return
    items = read(data, ZoneInfo("Europe/Brussels"))
    assert detect(data) == "newsml1"
    assert [facts(each) for each in items] == SAMPLES[name]
    assert losses(data, items, RENAMED) == []
    assert [found for each in items for b in each.body for found in offences(b.html)] == []


def test_every_real_sample_is_in_the_corpus(shared: Path) -> None:
    folder = shared / "newsml1"
    there = {str(path.relative_to(folder)) for path in folder.glob("*/*")}
    assert {name for name in there if not name.endswith(("jpg", "jpeg"))} == set(SAMPLES)


@pytest.mark.parametrize(
    ("management", "status"),
    [
        ("", "usable"),
        ('<Status FormalName="usable"/>', "usable"),
        ("<Status>Usable</Status>", "usable"),
        ('<Status FormalName="OPEN"/>', "usable"),
        ('<Status FormalName="Withheld"/>', "withheld"),
        ('<Status FormalName="Canceled"/>', "canceled"),
        ('<Status FormalName="Cancelled"/>', "canceled"),
        ('<Status FormalName="Unheard-of"/>', "withheld"),
        ('<Status FormalName="Usable"/><Instruction FormalName="Delete"/>', "canceled"),
        ('<Status FormalName="Usable"/><Instruction FormalName="Update"/>', "usable"),
    ],
)
def test_status(management: str, status: str) -> None:
    assert item(management=management).pubstatus == status


CHANGE = (
    "<StatusWillChange><FutureStatus FormalName='{}'/><DateAndTime>{}</DateAndTime>"
    "</StatusWillChange>"
)


@pytest.mark.parametrize("status", ["Embargoed", "Withheld"])
def test_an_embargo_ends_when_the_status_will_change(status: str) -> None:
    change = CHANGE.format("Usable", "20310701T060000")
    held = item(management=f"<Status FormalName='{status}'/>{change}")
    assert (held.pubstatus, held.embargo) == ("usable", datetime(2031, 7, 1, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("management", "unparsed"),
    [
        ("<Status FormalName='Embargoed'/>", "Embargoed"),
        ("<Status FormalName='Embargoed'/>" + CHANGE.format("Usable", "Friday"), "Friday"),
        ("<Status FormalName='Embargoed'/>" + CHANGE.format("Usable", "20310701"), "20310701"),
        ("<Status FormalName='Embargoed'/>" + CHANGE.format("Canceled", "20310701T06"),
         "20310701T06"),
    ],
)  # fmt: skip
def test_an_embargo_that_names_no_instant_withholds(management: str, unparsed: str) -> None:
    held = item(management=management)
    assert (held.pubstatus, held.embargo) == ("withheld", None)
    assert held.extra["embargo_unparsed"] == unparsed


def test_an_embargo_line_withholds() -> None:
    line = (
        "<NewsLines><NewsLine><NewsLineType FormalName='EmbargoLine'/>"
        "<NewsLineText>Not before Friday</NewsLineText></NewsLine></NewsLines>"
    )
    held = item(line + TEXT)
    assert (held.pubstatus, held.ednote) == ("withheld", "Not before Friday")
    assert item(line + TEXT, "<Status FormalName='Canceled'/>").pubstatus == "canceled"


def test_what_will_be_withdrawn_expires() -> None:
    change = CHANGE.format("Canceled", "20310701T060000Z")
    story = item(management=f"<Status FormalName='Usable'/>{change}")
    assert (story.pubstatus, story.extra["expires"]) == ("usable", "2031-07-01T06:00:00Z")


def test_instructions_are_signals() -> None:
    corrected = item(management="<Instruction FormalName='Rectify'/>")
    assert [each["qcode"] for each in corrected.extra["signals"]] == ["sig:correction"]


@pytest.mark.parametrize(
    ("inside", "guid", "version"),
    [
        (("<PublicIdentifier>urn:newsml:h:20310105:a:7:2</PublicIdentifier>"
         "<RevisionId Update='N'>2</RevisionId>"), "urn:newsml:h:20310105:a:7", "2"),
        (("<PublicIdentifier>urn:newsml:h:20310105:a:2U</PublicIdentifier>"
         "<RevisionId Update='U'>2</RevisionId>"), "urn:newsml:h:20310105:a", "2"),
        (("<PublicIdentifier>urn:newsml:www.h</PublicIdentifier><ProviderId>h</ProviderId>"
         "<NewsItemId>a</NewsItemId>"), "urn:newsml:h:a", ""),
        ("<ProviderId>h</ProviderId><DateId>20310105</DateId><NewsItemId>a</NewsItemId>",
         "urn:newsml:h:20310105:a", ""),
        ("<ProviderId>h</ProviderId><DateId>20310105T100000Z</DateId><NewsItemId>a</NewsItemId>",
         "urn:newsml:h:a", ""),
    ],
)  # fmt: skip
def test_identity_does_not_change_with_the_revision(inside: str, guid: str, version: str) -> None:
    identified = f"<Identification><NewsIdentifier>{inside}</NewsIdentifier></Identification>"
    (found,) = read(document(identification=identified))
    assert (found.guid, found.version) == (guid, version)


def test_an_item_that_nothing_identifies_is_known_again() -> None:
    (first,), (again,) = (read(document(identification="")) for _ in range(2))
    (other,) = read(document("<NewsLines/>" + TEXT, identification=""))
    assert first.guid == again.guid != other.guid


def test_a_revision_without_content_is_no_story_unless_it_kills() -> None:
    identified = IDENTIFICATION.replace("Update='N'", "Update='A'")
    form = "<NewsML><NewsItem>{}<NewsManagement>{}</NewsManagement></NewsItem></NewsML>"
    (usable,) = read(form.format(identified, "").encode())
    (killed,) = read(form.format(identified, "<Status FormalName='Canceled'/>").encode())
    assert (usable.is_news, usable.extra["update"]) == (False, "A")
    assert (killed.is_news, killed.pubstatus) == (True, "canceled")


@pytest.mark.parametrize(
    ("content", "html"),
    [
        (("<DataContent><nitf><body><body.content><p>a</p></body.content></body></nitf>"
         "</DataContent>"), ["<p>a</p>"]),
        ("<DataContent><body.content><p>a</p></body.content></DataContent>", ["<p>a</p>"]),
        ("<DataContent><p>a</p><hl2>b</hl2></DataContent>", ["<p>a</p>", "<h2>b</h2>"]),
        ("<DataContent>a\n\nb</DataContent>", ["<p>a</p>", "<p>b</p>"]),
        ("<DataContent>5 &lt; 6</DataContent>", ["<p>5 &lt; 6</p>"]),
        ("<DataContent>a &lt;b&gt;c&lt;/b&gt;\nd</DataContent>", ["<p>a <b>c</b></p>", "<p>d</p>"]),
        ("<DataContent><![CDATA[<p>a</p><p>b</p>]]></DataContent>", ["<p>a</p>", "<p>b</p>"]),
        ("<Encoding Notation='none'><DataContent>a</DataContent></Encoding>", ["<p>a</p>"]),
        ("<DataContent><![CDATA[<p>a<script>alert(1)</script></p>]]></DataContent>", ["<p>a</p>"]),
        ("<DataContent><script>alert(1)</script><p onclick='x()'>a</p></DataContent>",
         ["<p>a</p>"]),
    ],
)  # fmt: skip
def test_texts(content: str, html: list[str]) -> None:
    assert [block.html for block in item(f"<ContentItem>{content}</ContentItem>").body] == html


def part(role: str, words: str, form: str = "Text", inner: str = "") -> str:
    """A component with a role and a text."""
    return (
        f"<NewsComponent><Role FormalName='{role}'/>{inner}<ContentItem><Format "
        f"FormalName='{form}'/><DataContent>{words}</DataContent></ContentItem></NewsComponent>"
    )


@pytest.mark.parametrize(
    ("component", "texts"),
    [
        (part("Background", "old") + part("Main", "new"), ["new"]),
        (part("Short", "brief") + part("", "long"), ["long"]),
        (part("Main", "plain") + part("Main", "<p>rich</p>", "NITF"), ["rich"]),
        (part("Main", " ") + part("Short", "brief"), ["brief"]),
        (part("Main", "words") + part("Contact", "ring Ada") + part("Title", "T"), ["words"]),
        (("<NewsComponent EquivalentsList='yes'><ContentItem><DataContent>a</DataContent>"
         "</ContentItem><ContentItem><DataContent>b</DataContent></ContentItem></NewsComponent>"),
         ["a"]),
        (("<ContentItem><DataContent>a</DataContent></ContentItem>"
         "<ContentItem><DataContent>b</DataContent></ContentItem>"), ["a", "b"]),
    ],
)  # fmt: skip
def test_the_best_text_is_taken_and_the_others_are_kept(component: str, texts: list[str]) -> None:
    story = item(component)
    assert [text_of(block) for block in story.body] == texts
    assert losses(document(component), [story]) == []


def section(words: str, role: str = "", above: str = "", form: str = "Text") -> str:
    """A NewsComponent with one text of this role and these NewsLines."""
    told = f"<Role FormalName='{role}'/>" if role else ""
    return (
        f"<NewsComponent>{told}<NewsLines>{above}</NewsLines><ContentItem>"
        f"<Format FormalName='{form}'/><DataContent>{words}</DataContent></ContentItem>"
        "</NewsComponent>"
    )


H1, H2 = "<HeadLine>One</HeadLine>", "<HeadLine>Two</HeadLine>"


@pytest.mark.parametrize(
    ("components", "texts"),
    [
        (section("<p>A.</p>") + section("<p>B.</p>") + section("<p>C.</p>"), ["A.", "B.", "C."]),
        (section("A.") + section("B."), ["A.", "B."]),
        (section("<p>A.</p>", "Main", H1) + section("<p>B.</p>", "Main", H2), ["A.", "Two", "B."]),
        (section("A.", "Main", H1) + section("B.", "Main", H1), ["A.", "B."]),
        (section("A.", "Main", H1) + section("B.", "Supporting", H2), ["A."]),
        (section("A.", "Supporting") + section("B.", "Supporting"), ["A."]),
        (section("A.") + section("<p>B.</p>", form="XHTML"), ["B."]),
        (section("A.") + section("A."), ["A."]),
        (section("A. B.") + section("A."), ["A. B."]),
        (section("A.") + section("A. B."), ["A. B."]),
    ],
)
def test_parts_of_one_story_are_joined(components: str, texts: list[str]) -> None:
    assert [text_of(block) for block in item(components).body] == texts


def test_components_that_are_equivalents_are_not_joined() -> None:
    several = section("<p>A.</p>") + section("<p>B.</p>")
    found = item(f"<NewsComponent EquivalentsList='yes'>{several}</NewsComponent>")
    assert [text_of(block) for block in found.body] == ["A."]
    # Nor are those that stand in different places.
    found = item(section("<p>A.</p>") + f"<NewsComponent>{section('<p>B.</p>')}</NewsComponent>")
    assert [text_of(block) for block in found.body] == ["A."]


def test_a_part_may_hold_or_kill_the_whole() -> None:
    line = (
        "<NewsLine><NewsLineType FormalName='Embargo'/><NewsLineText>till noon</NewsLineText>"
        "</NewsLine>"
    )
    assert item(section("A.") + section("B.", above=line)).pubstatus == "withheld"
    parts = "".join(
        section(
            f"<nitf><head><docdata management-status='{status}'/></head><body><body.content>"
            f"<p>{status}.</p><p><a name='{status}'/></p></body.content></body></nitf>"
        )
        for status in ("usable", "canceled")
    )
    found = item(parts)
    assert (found.pubstatus, len(found.body)) == ("canceled", 2)


def test_what_every_part_says_besides_is_kept() -> None:
    frames = (f"<p>{n}</p><iframe src='https://x.example/{n}'></iframe>" for n in (1, 2))
    found = item("".join(section(each.replace("<", "&lt;")) for each in frames))
    assert found.extra["markup"] == {"iframe@src": ["https://x.example/1", "https://x.example/2"]}


def test_the_languages_of_one_item_are_stories_of_their_own() -> None:
    story = "<NewsComponent xml:lang='{}'><NewsLines><HeadLine>{}</HeadLine></NewsLines>{}{}"
    both = "".join(
        story.format(language, head, TEXT, "</NewsComponent>")
        for language, head in (("nl", "Een"), ("fr", "Un"), ("nl", "Twee"))
    )
    dutch, french = read(document(both))
    assert (dutch.guid, dutch.language, dutch.headline) == (
        "urn:newsml:hill:20310105:7",
        "nl",
        "Een",
    )
    assert (french.guid, french.headline) == ("urn:newsml:hill:20310105:7:fr", "Un")
    assert [(each.href, each.rel) for each in french.links] == [(dutch.guid, "translationOf")]


def test_lines_in_the_language_of_the_story_come_first() -> None:
    lines = (
        "<NewsLines><HeadLine xml:lang='fr'>Un</HeadLine><HeadLine xml:lang='nl'>Een</HeadLine>"
        "</NewsLines><DescriptiveMetadata><Language FormalName='nl-BE'/></DescriptiveMetadata>"
    )
    assert item(lines + TEXT).headline == "Een"
    assert item(lines.replace("nl-BE", "de") + TEXT).headline == "Un"


def picture(role: str, name: str, inner: str = "") -> str:
    """A component with a role and a file."""
    return (
        f"<NewsComponent><Role FormalName='{role}'/>{inner}<ContentItem Href='{name}'>"
        "<MediaType FormalName='Photo'/></ContentItem></NewsComponent>"
    )


@pytest.mark.parametrize(
    ("component", "files"),
    [
        (TEXT + picture("HighDef", "a1") + picture("Thumbnail", "a2"), [["a1", "a2"]]),
        (TEXT + picture("", "a") + picture("", "b"), [["a"], ["b"]]),
        (TEXT + picture("HighDef", "a1") + picture("Thumbnail", "a2") + picture("HighDef", "b1"),
         [["a1", "a2"], ["b1"]]),
        (TEXT + picture("Photo", "a", "<NewsLines><ByLine>A</ByLine></NewsLines>")
         + picture("Image", "b"), [["a"], ["b"]]),
        ("<ContentItem Href='a1.jpg'/><ContentItem Href='a2.jpg'/>", [["a1.jpg", "a2.jpg"]]),
        (TEXT + "<NewsComponent><Role FormalName='Video'/>" + picture("Clip", "c")
         + picture("Image", "i") + "</NewsComponent>", [["c", "i"]]),
    ],
)  # fmt: skip
def test_qualities_are_renditions_of_one_medium(component: str, files: list[list[str]]) -> None:
    story = item(component)
    assert [[each.href for each in medium.renditions] for medium in story.media] == files


def test_hostile_addresses_are_kept_aside() -> None:
    story = item(TEXT + picture("Main", "../../etc/passwd") + picture("Web", "javascript:x"))
    (medium,) = story.media
    assert [each.href for each in medium.renditions] == [None, None]
    assert medium.renditions[0].extra["ContentItem"] == [{"Href": "../../etc/passwd"}]


def test_captions_and_credits() -> None:
    inside = (
        "<NewsComponent><NewsLines><ByLine>Sam</ByLine></NewsLines><AdministrativeMetadata><Source>"
        "<Party FormalName='Hill'/></Source></AdministrativeMetadata>{}{}</NewsComponent>"
    )
    component = TEXT + inside.format(part("Caption", "A ferry."), picture("HighDef", "a.jpg"))
    (medium,) = item(component).media
    assert (medium.caption, medium.byline, medium.credit) == ("A ferry.", "Sam", "Sam / Hill")


@pytest.mark.parametrize("kind", ["Caption", "CaptionLine"])
def test_a_caption_may_be_one_of_the_lines(kind: str) -> None:
    lines = (
        f"<NewsLines><NewsLine><NewsLineType FormalName='{kind}'/>"
        "<NewsLineText>A ferry.</NewsLineText></NewsLine></NewsLines>"
    )
    (medium,) = item(TEXT + picture("Supporting Picture", "a.JPG", lines)).media
    assert (medium.caption, medium.renditions[0].mimetype) == ("A ferry.", "image/jpeg")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Main Text", "Related Article"),
        ("Main", "Supporting Text"),
        ("Story", "Video"),
        ("Something", "Brief"),
        ("Brief", "Photo Caption"),
    ],
)
def test_roles_in_several_words(better: str, worse: str) -> None:
    story = item(part(worse, "worse") + part(better, "better"))
    assert [text_of(block) for block in story.body] == ["better"]


@pytest.mark.parametrize(
    ("notice", "holder"),
    [
        ("© 2031 Hill News", "Hill News"),
        ("(c) Hill News 2031", "Hill News"),
        ("Copyright 2030-2031, Hill News. All rights reserved.", "Hill News"),
        ("Hill", "Hill"),
        ("All rights to this text remain with the agency, " + "and so on " * 9, None),
        ("2031", None),
    ],
)
def test_who_holds_the_rights(notice: str, holder: str | None) -> None:
    story = item(f"<NewsLines><CopyrightLine>{notice}</CopyrightLine></NewsLines>{TEXT}")
    assert (story.rights_holder, story.extra["copyrightnotice"]) == (holder, notice.strip())


@pytest.mark.parametrize(
    ("comment", "status", "pubstatus", "note"),
    [
        (" Embargoed to 0001 Tuesday June 03 ", "Embargoed", "withheld", True),
        ("Embargoed to 0001 Tuesday June 03", "Usable", "withheld", True),
        ("Adds quotes", "Usable", "usable", True),
        ("1.0.1", "Usable", "usable", False),
    ],
)
def test_comments_are_for_the_desk(comment: str, status: str, pubstatus: str, note: bool) -> None:
    name = "" if note else " FormalName='Version'"
    story = item(f"<Comment{name}>{comment}</Comment>{TEXT}", f"<Status FormalName='{status}'/>")
    assert (story.pubstatus, story.ednote) == (pubstatus, comment.strip() if note else None)
    assert note or comment in str(story.extra)


@pytest.mark.parametrize(
    ("value", "pubstatus"), [("20310103T100000+0000", "withheld"), ("No", "usable")]
)
def test_a_property_that_names_an_embargo_withholds(value: str, pubstatus: str) -> None:
    told = f"<Property FormalName='EmbargoDate' Value='{value}'/>"
    story = item(f"<AdministrativeMetadata>{told}</AdministrativeMetadata>{TEXT}")
    assert story.pubstatus == pubstatus
    assert story.extra.get("embargo_unparsed") == (value if pubstatus == "withheld" else None)


def test_topics_are_called_by_the_language_of_the_document() -> None:
    topic = (
        "<TopicSet><Topic><FormalName Scheme='IptcSubjectCodes'>09003000</FormalName>"
        "<Description xml:lang='en' Variant='Category'>ANE</Description>"
        "<Description xml:lang='el' Variant='Name'>Απασχόληση</Description>"
        "<Description xml:lang='en' Variant='Name'>Employment</Description></Topic></TopicSet>"
    )
    described = (
        "<DescriptiveMetadata><Language FormalName='EN'/><SubjectCode>"
        "<SubjectMatter FormalName='09003000' Scheme='IptcSubjectCodes'/></SubjectCode>"
        "</DescriptiveMetadata>"
    )
    assert [each.name for each in item(topic + described + TEXT).subjects] == ["Employment"]


def test_topics_have_names() -> None:
    data = document(
        "<DescriptiveMetadata><TopicOccurrence Topic='#t'/></DescriptiveMetadata>" + TEXT
    ).replace(
        b"<NewsEnvelope/>",
        b"<NewsEnvelope/><TopicSet><Topic Duid='t'><TopicType FormalName='Person'/>"
        b"<FormalName>AL</FormalName><Description>Ada Lo</Description></Topic></TopicSet>",
    )
    (subject,) = read(data)[0].subjects
    assert (subject.name, subject.qcode, subject.type) == ("Ada Lo", "AL", "person")


def test_codes_have_the_names_that_the_document_gives_them() -> None:
    topics = (
        "<TopicSet><Topic><FormalName Scheme='IptcSubjectCodes'>04000000</FormalName>"
        "<Description Variant='Category'>ECO</Description>"
        "<Description Variant='Name'>Economy</Description></Topic>"
        "<Topic><FormalName Scheme='A'>X1</FormalName><Description>First</Description></Topic>"
        "<Topic><FormalName Scheme='B'>X1</FormalName><Description>Second</Description></Topic>"
        "<Topic><FormalName>Y2</FormalName><Description>Y2</Description></Topic></TopicSet>"
    )
    codes = (
        "<SubjectMatter FormalName='04000000'/><Subject FormalName='X1' Scheme='B'/>"
        "<SubjectDetail FormalName='X1'/><Subject FormalName='Y2'/>"
        "<Subject FormalName='04000000' Scheme='C'>Own</Subject>"
    )
    story = item(
        f"{topics}<DescriptiveMetadata><SubjectCode>{codes}</SubjectCode></DescriptiveMetadata>"
        + TEXT
    )
    assert [each.name for each in story.subjects] == ["Economy", "Second", "", "", "Own"]


def test_packages_name_their_members() -> None:
    package = item("<NewsItemRef NewsItem='urn:newsml:hill:1'/><NewsItemRef NewsItem='urn:b'/>")
    assert package.type == "composite"
    assert [each.href for each in package.links if each.rel == "member"] == [
        "urn:newsml:hill:1",
        "urn:b",
    ]


def test_items_inside_items_are_associations() -> None:
    inner = f"<NewsItem>{IDENTIFICATION.replace(':7:', ':8:')}<NewsComponent>{TEXT}"
    story = item(f"{TEXT}<NewsComponent>{inner}</NewsComponent></NewsItem></NewsComponent>")
    (inside,) = story.associations
    assert (inside.item.guid, len(inside.item.body)) == ("urn:newsml:hill:20310105:8", 1)
    assert len(story.body) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<NewsML><NewsEnvelope/></NewsML>", "holds no NewsItem"),
        (b"<NewsML><NewsItem></NewsML>", "not well-formed"),
        (b'<!DOCTYPE NewsML [<!ENTITY a "b">]><NewsML>&a;</NewsML>', "entities"),
        (b"<NewsML>" + b"<NewsComponent>" * 5000, "not well-formed"),
        (document(f"<ContentItem><DataContent>{'a ' * 1_100_000}</DataContent></ContentItem>"),
         "characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as error:
        read(data)
    assert error.value.remedy


_SOURCES = st.sampled_from([path.read_bytes() for path in sorted(CORPUS.glob("*.xml"))])
_PIECES = st.sampled_from([b"<NewsComponent/>", b"<NewsItem>", b"&#0;", b"\xff\xfe", b"]]>", b"'"])


@settings(max_examples=150, deadline=None)
@given(_SOURCES, st.data())
def test_any_damage_is_items_or_an_error(source: bytes, data: st.DataObject) -> None:
    broken = bytearray(source)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(broken)))
        length = data.draw(st.integers(0, 40))
        broken[place : place + length] = data.draw(st.binary(max_size=6) | _PIECES)
    try:
        items = read(bytes(broken))
    except FormatError:
        return
    for each in items:
        json.dumps(each.as_json(), allow_nan=False, ensure_ascii=False).encode()
        assert [found for block in each.body for found in offences(block.html)] == []
