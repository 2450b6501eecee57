"""ninjs 1.0 to 3.1 becomes items; nothing a delivery said disappears."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.formats import FormatError, Item, read, text_of
from broadsheet.formats.html import clean_inline, looks_like_html
from broadsheet.formats.text import clean_line
from broadsheet.formats.times import parse_time

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "ninjs"


SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def item(**fields: Any) -> Item:
    """The item that these fields make."""
    return read(json.dumps({"uri": "urn:x:1"} | fields).encode())[0]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.json")), ids=lambda path: path.stem)
def test_our_own_samples(path: Path) -> None:
    expected = json.loads((CORPUS / "expected" / path.name).read_text())
    items = read(path.read_bytes(), ZoneInfo("Europe/Lisbon"), "hill")
    assert [each.as_json() for each in items] == expected


def test_the_reference_story(shared: Path) -> None:
    data = (shared / "seed" / "china-japan.ninjs.json").read_bytes()
    (story,) = read(data, provider="xinhua")
    assert (story.provider, story.version, story.source) == ("xinhua", "1", "Xinhua")
    assert story.guid == "tag:xinhua.example,2020:newsitem:139536701"
    assert (story.place, story.urgency, story.slugline) == ("Tokyo", 4, "CHINA-JAPAN-FM-TALKS")
    assert (story.language, story.rights_holder) == ("en", "Xinhua News Agency")
    assert story.created == datetime(2020, 11, 24, 17, 30, tzinfo=UTC)
    assert story.updated == datetime(2020, 11, 24, 17, 52, 56, tzinfo=UTC)
    assert story.as_json()["updated"] == "2020-11-24T17:52:56Z"
    assert [block.kind for block in story.body] == ["paragraph"] * 10
    assert [(each.type, each.name) for each in story.subjects] == [
        ("subject", "politics"),
        ("subject", "international relations"),
        ("subject", "diplomacy"),
        ("person", "Wang Yi"),
        ("person", "Toshimitsu Motegi"),
        ("place", "China"),
        ("place", "Japan"),
    ]
    assert story.subjects[1].uri == "http://cv.iptc.org/newscodes/mediatopic/20000638"
    assert story.extra == {"standard": {"name": "ninjs", "version": "2.2"}}


def samples(shared: Path) -> list[Path]:
    folders = [each for each in (shared / "ninjs").iterdir() if each.name != "schemas"]
    found = sorted(path for folder in folders for path in folder.glob("*.json"))
    assert len(found) > 200
    return found


#: Documents that break the schema of their version in a way that does us no harm: properties we
#: do not know (kept in ``extra``), properties of a later version, a missing name.
HARMLESS = {
    "1.0_should_fail_003_malformed_property",
    "1.0_should_fail_004_representationtype_invalid",
    "1.0_should_fail_007_pubstatus_cancelled",
    "1.0_should_fail_014_type_component",
    "1.0_should_fail_016_infosource",
    "1.0_should_fail_017_description_extension",
    "1.1_should_fail_001_type_component",
    "1.1_should_fail_002_infosource",
    "1.3_should_fail_002_headline_nonascii",
    "1.3_should_fail_003_headline_blank_extension",
    "1.3_should_fail_004_headline_dash",
    "1.3_should_fail_005_bad_altids",
    "1.4_should_fail_005_bad_rightsinfo",
    "1.4_should_fail_006_bad_rightsinfo",
    "1.5_should_fail_001_bad_property",
    "1.5_should_fail_002_bad_association",
    "1.x_dev_should_fail_001_advice_string",
    "1.x_dev_should_fail_002_advice_wrongtypes",
    "1.x_dev_should_fail_003_advice_wrongelements",
    "1.x_dev_should_fail_004_linked_rights",
    "1.x_dev_should_fail_005_encoded_rights",
    "1.x_dev_should_fail_006_combined_rights",
    "2.0_should_fail_001_bad_geojson",
    "2.0_should_fail_001_bad_toplevel",
    "2.0_should_fail_002_bad_association",
    "2.1_should_fail_001_bad_association",
    "2.1_should_fail_002_good_association_but_no_name",
    "2.1_should_fail_003_good_association_but_no_uri",
    "2.1_should_fail_004_bad_rights",
    "2.x_dev_should_fail_001_advice_string",
    "2.x_dev_should_fail_002_advice_wrongtypes",
    "2.x_dev_should_fail_003_advice_wrongelements",
    "2.x_dev_should_fail_004_linked_rights",
    "2.x_dev_should_fail_005_encoded_rights",
}


def test_every_sample_is_read_or_refused_as_it_should_be(shared: Path) -> None:
    wrong = []
    for path in samples(shared):
        try:
            read(path.read_bytes())
            accepted = True
        except FormatError:
            accepted = False
        if accepted != ("should_fail" not in path.stem or path.stem in HARMLESS):
            wrong.append(f"{path.name} {'accepted' if accepted else 'refused'}")
    assert wrong == []


def test_nothing_in_a_sample_disappears(shared: Path) -> None:
    lost = []
    for path in samples(shared):
        try:
            items = read(path.read_bytes())
        except FormatError:
            continue
        told = " ".join(_words(leaf) for each in items for leaf in _leaves(each.as_json()))
        lost += [
            (path.name, leaf)
            for leaf in _leaves(json.loads(path.read_bytes()))
            if parse_time(leaf) is None and leaf != "image/jpg" and _words(leaf) not in told
        ]
    assert lost == []


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) <= {"role", "contenttype", "contentType", "value"}:
            # The role and type of the representation that was chosen say nothing more.
            value = {"value": value["value"]} if "value" in value else value
        # The blocks of a body are one text, as they were in the delivery.
        body = value.get("body")
        if isinstance(body, list):
            yield "".join(block["html"] + block["caption"] for block in body)
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, str):
        yield value


def _words(text: str) -> str:
    plain = clean_inline(text) if looks_like_html(text) else clean_line(text)
    return "".join(c for c in plain.casefold() if c.isalnum())


def test_dialects(shared: Path) -> None:
    folder = shared / "ninjs"
    (embargoed,) = read((folder / "superdesk" / "ninjs_embargoed.json").read_bytes())
    assert embargoed.embargo == datetime(2022, 6, 29, 2, 30, tzinfo=UTC)
    assert [each.name for each in embargoed.creators] == ["Josh Pitt", "Aaron Staples"]
    assert embargoed.media[0].renditions[0].poi == (729, 864)
    (video,) = read((folder / "ap-sipa-2.1" / "ap_video.json").read_bytes())
    assert (video.type, video.source) == ("video", "ASSOCIATED PRESS")
    assert video.media[0].kind == "video"
    assert (video.media[0].caption or "").startswith("As the")
    (picture,) = read((folder / "ap-sipa-2.1" / "ap_image.json").read_bytes())
    assert picture.media[0].credit == "ASSOCIATED PRESS"
    (camel,) = read((folder / "iptc-doc-3.1" / "007_multimedia.json").read_bytes())
    (lower,) = read((folder / "iptc-doc-2.2" / "007_multimedia.json").read_bytes())
    assert camel.updated == lower.updated is not None
    assert [each.name for each in camel.media] == ["mainpic", "portrait"]
    assert [each.caption for each in camel.media] == [each.caption for each in lower.media]
    assert [each.renditions for each in camel.media] == [each.renditions for each in lower.media]
    (event,) = read((folder / "iptc-doc-3.1" / "008_event.json").read_bytes())
    assert event.is_news is False


def test_the_best_body_is_taken_and_the_others_are_kept() -> None:
    both = item(body_text="plain words", body_xhtml="<p>rich words</p>")
    assert [text_of(block) for block in both.body] == ["rich words"]
    assert both.extra == {"body_text": "plain words"}
    empty = item(body_text="plain words", body_xhtml="<p> </p>")
    assert [text_of(block) for block in empty.body] == ["plain words"]
    data = item(bodies=[{"contenttype": "application/json", "value": "{}"}])
    assert data.body == ()
    assert data.extra["bodies"][0]["value"] == "{}"


def test_headlines_are_plain_text() -> None:
    assert item(headline="Fish &amp; <i>chips</i>").headline == "Fish & chips"
    assert item(headline="5 < 6 & 7 > 3").headline == "5 < 6 & 7 > 3"
    assert item(headlines=[{"value": "a\n b", "contenttype": "text/plain"}]).headline == "a b"
    assert item(title="only a title").headline == "only a title"
    assert item(byline="<p>By A &amp; B</p>").byline == "By A & B"
    assert item(headline="e\u0301\u0007\ud800").headline == "é\ufffd"


@pytest.mark.parametrize("written", ["Friday", "2031-01-01", "2031-02-30T10:00:00Z", "0", ""])
@pytest.mark.parametrize("name", ["embargoed", "embargoedUntil"])
def test_an_embargo_that_names_no_instant_withholds(name: str, written: str) -> None:
    held = item(**{name: written})
    assert (held.pubstatus, held.embargo) == ("withheld", None)
    assert held.extra["embargo_unparsed"] == written
    assert item(**{name: "   "}).extra["embargo_unparsed"] == ""
    assert item(**{name: None}).pubstatus == "usable"


def test_of_two_embargoes_the_later_holds() -> None:
    times = {"embargoed": "2031-01-02T00:00:00Z", "embargoedUntil": "2031-01-03T00:00:00Z"}
    assert item(**times).embargo == datetime(2031, 1, 3, tzinfo=UTC)


def test_an_unclear_embargo_does_not_soften_a_kill() -> None:
    assert item(embargoed="soon", pubstatus="canceled").pubstatus == "canceled"


def test_a_picture_inside_keeps_its_own_status() -> None:
    story = item(associations={"p": {"type": "picture", "embargoed": "later", "renditions": {}}})
    assert story.pubstatus == "usable"
    assert story.media[0].pubstatus == "withheld"


def test_times_without_an_offset_are_in_the_given_zone() -> None:
    data = json.dumps({"uri": "u", "versioncreated": "2020-11-25T01:52:56"}).encode()
    (local,) = read(data, zone=ZoneInfo("Asia/Shanghai"))
    assert local.updated == datetime(2020, 11, 24, 17, 52, 56, tzinfo=UTC)
    assert item(versioncreated="not a time").extra == {"versioncreated": "not a time"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [(None, "usable"), ("", "usable"), ("Withheld", "withheld"), ("stat:canceled", "canceled")],
)
def test_status(status: str | None, expected: str) -> None:
    assert item(pubstatus=status).pubstatus == expected


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"uri": None}, ""),
        ({"uri": 7}, "uri"),
        ({"type": "recipe"}, "type"),
        ({"pubstatus": "commissioned"}, "pubstatus"),
        ({"version": 1.2}, "version"),
        ({"urgency": "high"}, "urgency"),
        ({"urgency": True}, "urgency"),
        ({"embargoed": 20310101}, "embargoed"),
        ({"headline": ["a"]}, "headline"),
        ({"headlines": "a"}, "headlines"),
        ({"headlines": ["a"]}, "headlines[0]"),
        ({"headlines": [{"value": 7}]}, "headlines[0].value"),
        ({"body_html": {"a": "b"}}, "body_html"),
        ({"subject": "politics"}, "subject"),
        ({"people": [{"name": {"first": "a"}}]}, "people[0].name"),
        ({"renditions": "a"}, "renditions"),
        ({"renditions": {"main": {"width": "wide"}}}, "renditions.main.width"),
        ({"associations": [{"type": "picture", "by": 3}]}, "associations[0].by"),
        ({"associations": {"a": {"embargoed": []}}}, "associations.a.embargoed"),
        ({"pubstatus": "usable", "pubStatus": "canceled"}, ""),
        ({"standard": "ninjs"}, "standard"),
    ],
)
def test_a_wrong_type_is_refused_by_name(fields: dict[str, Any], where: str) -> None:
    with pytest.raises(FormatError) as error:
        item(**{"headline": "x", "versioncreated": "2031-01-01T00:00:00Z"} | fields)
    assert error.value.where == where
    assert error.value.remedy


STORY = {"uri": "urn:x:1", "headline": "x"}


@pytest.mark.parametrize(
    "envelope",
    [
        {"api_version": "1.1", "data": {"item": STORY}},
        {"data": {"items": [{"meta": {}, "item": STORY}]}},
        {"total": 1, "limit": 20, "item": [STORY]},
        {"_items": [STORY], "_links": {}},
        {"hits": [STORY], "total": 1},
        {"took": 3, "hits": {"total": 1, "hits": [{"_id": "1", "_source": STORY}]}},
        [{"item": STORY}],
    ],
)
def test_envelopes_are_opened(envelope: Any) -> None:
    (story,) = read(json.dumps(envelope).encode())
    assert (story.guid, story.headline, story.extra) == ("urn:x:1", "x", {})


@pytest.mark.parametrize("envelope", [{"data": {"items": []}}, {"_items": []}, {"item": []}])
def test_an_answer_may_be_empty(envelope: Any) -> None:
    assert read(json.dumps(envelope).encode()) == []


def test_an_envelope_is_no_way_around_the_rules() -> None:
    answer = {"data": {"items": [{"item": STORY}, {"item": STORY | {"uri": 7}}]}}
    with pytest.raises(FormatError) as error:
        read(json.dumps(answer).encode())
    assert error.value.where == "data.items[1].item.uri"
    other = {"data": {"items": [{"item": STORY}, {"item": {"name": "no item"}}]}}
    with pytest.raises(FormatError, match="no “uri”"):
        read(json.dumps(other).encode())
    nested: Any = STORY
    for _ in range(30):
        nested = {"data": nested}
    for strange in (nested, {"data": {"x": 1}}, {"items": [1, "a"]}):
        with pytest.raises(FormatError, match="no format that is understood"):
            read(json.dumps(strange).encode())


def test_an_item_of_that_name_is_no_envelope() -> None:
    (story,) = read(json.dumps(STORY | {"item": [{"uri": "urn:x:2"}]}).encode())
    assert (story.guid, story.extra) == ("urn:x:1", {"item": [{"uri": "urn:x:2"}]})


def test_tokens_are_no_part_of_an_identifier() -> None:
    told = {"altids": {"itemid": "7"}}
    assert item(uri="https://a.example/7?qt=a&et=b", **told).guid == "https://a.example/7"
    assert item(uri="https://a.example/x?id=7", **told).guid == "https://a.example/x?id=7"
    assert item(uri="https://a.example/7?qt=a").guid == "https://a.example/7?qt=a"


@pytest.mark.parametrize(
    "word", ["cancelled", "killed", "Withdrawn", "stat:kill", "retracted", "recalled"]
)
def test_a_misspelt_kill_kills(word: str) -> None:
    killed = item(pubstatus=word)
    assert (killed.pubstatus, killed.extra) == ("canceled", {"pubstatus": word})


@pytest.mark.parametrize(
    ("word", "status"),
    [("published", "usable"), ("Corrected", "usable"), ("held", "withheld"), ("draft", "withheld")],
)
def test_the_states_of_editing_systems(word: str, status: str) -> None:
    story = item(pubstatus=word)
    assert (story.pubstatus, story.extra) == (status, {"pubstatus": word})


@pytest.mark.parametrize("word", ["replaced", "commissioned", "no longer"])
def test_another_status_is_refused(word: str) -> None:
    with pytest.raises(FormatError, match="no publishing status"):
        item(pubstatus=word)


def test_one_name_for_several_associations() -> None:
    pictures = [{"type": "picture", "uri": f"urn:x:{number}", "renditions": {}} for number in "12"]
    story = item(associations={"featured": [*pictures, None], "other": {"uri": "urn:x:3"}})
    assert [(each.name, each.guid) for each in story.media] == [
        ("featured", "urn:x:1"),
        ("featured", "urn:x:2"),
    ]
    assert [(each.name, each.item.guid) for each in story.associations] == [("other", "urn:x:3")]
    with pytest.raises(FormatError) as error:
        item(associations={"featured": [{"type": "picture", "by": 3}]})
    assert error.value.where == "associations.featured[0].by"


@pytest.mark.parametrize("kind", ["planning", "event", "advisory"])
def test_what_is_no_news_has_a_status_of_its_own(kind: str) -> None:
    planned = item(type=kind, pubstatus="commissioned")
    assert (planned.is_news, planned.pubstatus) == (False, "usable")
    assert planned.extra["pubstatus"] == "commissioned"
    assert item(type=kind, pubstatus="canceled").pubstatus == "canceled"


def test_values_of_another_type_that_say_the_same() -> None:
    read_item = item(
        version=4.0,
        urgency="3",
        usageterms=["one", "two"],
        byline=["Ada", "<b>Bo</b>"],
        genre=["Analysis"],
        subject=["politics", {"code": 20000065}],
        renditions={"main": {"width": "100", "duration": "1.5", "height": " 5 "}},
    )
    assert (read_item.version, read_item.urgency, read_item.byline) == ("4", 3, "Ada, Bo")
    assert read_item.usage_terms == "one\ntwo"
    assert [each.name for each in read_item.genre] == ["Analysis"]
    assert [each.name or each.qcode for each in read_item.subjects] == [
        "politics",
        "medtop:20000065",
    ]
    (rendition,) = read_item.media[0].renditions
    assert (rendition.width, rendition.height, rendition.duration) == (100, 5, 1.5)
    assert read_item.extra == {}


def test_types_by_other_names_are_kept() -> None:
    inner = {"a": {"type": "photo", "uri": "b"}, "c": {"type": "article", "uri": "d"}}
    story = item(type="Article", associations=inner)
    assert (story.type, story.extra) == ("text", {"type": "Article"})
    assert (story.media[0].kind, story.media[0].extra) == ("picture", {"type": "photo"})
    assert story.associations[0].item.extra == {"type": "article"}


def test_places_as_ap_and_superdesk_write_them() -> None:
    assert item(located={"name": "Rome"}).place == "Rome"
    ap = item(datelinelocation={"city": "Rome", "countrycode": "ITA"})
    assert (ap.place, list(ap.extra)) == ("Rome", ["datelinelocation"])


@pytest.mark.parametrize(
    ("told", "uri", "kept"),
    [
        ({"uri": f"{SOURCES}composite"}, f"{SOURCES}composite", None),
        (
            {"uri": f"{SOURCES}composite", "name": "Composite", "literal": "c"},
            f"{SOURCES}composite",
            {"name": "Composite", "literal": "c"},
        ),
        ({"literal": "digsrctype:composite"}, f"{SOURCES}composite", None),
        ({"literal": "drawn", "name": "Drawn"}, None, {"literal": "drawn", "name": "Drawn"}),
    ],
)
def test_how_the_content_came_to_be(
    told: dict[str, str], uri: str | None, kept: dict[str, str] | None
) -> None:
    picture = {"type": "picture", "digitalSourceType": told}
    story = item(digitalsourcetype=told, associations={"a": picture})
    for each in (story, story.media[0]):
        assert each.digital_source_type == uri
        assert each.extra.get("digitalsourcetype") == kept


def test_numbers_out_of_range_are_kept_aside() -> None:
    odd = item(urgency=0, renditions=[{"name": "a", "width": -1, "height": 2.5}])
    assert odd.urgency is None
    assert odd.extra == {"urgency": 0}
    assert odd.media[0].renditions[0].extra == {"width": -1, "height": 2.5}
    assert item(urgency=4.0, version=3).version == "3"


def test_codes_become_full_uris() -> None:
    story = item(
        subject=[
            {"code": "20000638"},
            {"code": "01000000"},
            {"code": "x", "scheme": "http://s.example/a"},
            {"code": "http://www.example.org/Q1"},
            {"code": "sport", "scheme": "desk"},
            {"code": "NSW"},
            {"code": "medtop:20000638"},
            {"code": "medtop:20000638", "scheme": "http://cv.iptc.org/newscodes/mediatopic/"},
            {"code": "medtop:20000638", "scheme": "http://cv.iptc.org/newscodes/mediatopic"},
            {"code": "desk:sport", "scheme": "http://cv.iptc.org/newscodes/mediatopic/"},
            {"code": "desk:sport"},
        ]
    )
    assert [(each.uri, each.qcode) for each in story.subjects] == [
        ("http://cv.iptc.org/newscodes/mediatopic/20000638", "medtop:20000638"),
        ("http://cv.iptc.org/newscodes/subjectcode/01000000", "subj:01000000"),
        ("http://s.example/a/x", None),
        ("http://www.example.org/Q1", None),
        (None, "desk:sport"),
        (None, "NSW"),
        *[("http://cv.iptc.org/newscodes/mediatopic/20000638", "medtop:20000638")] * 3,
        ("http://cv.iptc.org/newscodes/mediatopic/desk:sport", "medtop:desk:sport"),
        (None, "desk:sport"),
    ]


_NAMES = (
    "uri guid type version headline headlines body_text body_html bodies descriptions "
    "description_text by byline located language subject subjects people place organisation "
    "infosources source authors keywords genre genres urgency pubstatus pubStatus embargoed "
    "embargoedUntil firstcreated versionCreated expires usageterms copyrightholder ednote "
    "renditions associations trustindicators rightsinfo standard $standard title dateline value "
    "role contenttype name rel code scheme literal href width poi x linkedrights mimetype"
)
_KEYS = st.sampled_from(_NAMES.split())
_LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10),
    st.sampled_from(["text", "picture", "usable", "2031-01-01T00:00:00Z", "<p>a</p>", "urn:x"]),
)  # fmt: skip
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(_KEYS, _VALUES, max_size=8))
def test_any_object_is_an_item_or_an_error(fields: dict[str, Any]) -> None:
    data = json.dumps({"uri": "urn:x:1"} | fields).encode()
    with contextlib.suppress(FormatError):
        (story,) = read(data)
        json.dumps(story.as_json(), allow_nan=False, ensure_ascii=False).encode()


def test_what_an_item_goes_back_to_is_a_link() -> None:
    story = item(evolvedfrom="urn:x:0", derivedfrom="urn:x:9")
    assert [(each.href, each.rel) for each in story.links] == [
        ("urn:x:0", "evolvedFrom"),
        ("urn:x:9", "derivedFrom"),
    ]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("&lt;p&gt;A &amp;amp; B&lt;/p&gt;&lt;p&gt;c&lt;/p&gt;", ["<p>A &amp; B</p>", "<p>c</p>"]),
        ("<p>&lt;p&gt; is a tag</p>", ["<p>&lt;p&gt; is a tag</p>"]),
        ("1 &lt; 2", ["<p>1 &lt; 2</p>"]),
    ],
)
def test_bodies_that_were_escaped_once_too_often(written: str, made: list[str]) -> None:
    assert [block.html for block in item(body_html=written).body] == made


def test_subjects_by_qcode() -> None:
    (subject,) = item(subject=[{"name": "n", "qcode": "medtop:20000638"}]).subjects
    assert subject.uri == "http://cv.iptc.org/newscodes/mediatopic/20000638"


def test_links_are_links() -> None:
    story = item(
        links=[
            {"href": "https://hill.example/1", "rel": "canonical"},
            {"href": "https://hill.example/2", "words": 3},
            {"href": "javascript:x()"},
            "loose",
        ]
    )
    assert [(each.href, each.rel) for each in story.links] == [
        ("https://hill.example/1", "canonical"),
        ("https://hill.example/2", None),
    ]
    assert story.extra["links"] == [
        {"href": "https://hill.example/2", "words": 3},
        {"href": "javascript:x()"},
        "loose",
    ]
    assert item(links={"self": "x"}).extra["links"] == {"self": "x"}


def test_the_text_of_a_picture_in_a_story_stands_in_its_place() -> None:
    picture = {"type": "picture", "description_text": "The ferry at noon", "body_text": "A ferry"}
    (medium,) = item(associations={"featuremedia": picture}).media
    assert (medium.caption, medium.alt) == ("The ferry at noon", "A ferry")
    (medium,) = item(associations={"featuremedia": picture | {"alt_text": "Ferry"}}).media
    assert (medium.alt, medium.extra["body_text"]) == ("Ferry", "A ferry")


def test_a_text_beside_an_item_is_its_body() -> None:
    answer = {
        "data": {"item": {"uri": "urn:x:1", "headline": "Ferry runs"}},
        "nitf": {"body_html": "<p>It runs.</p>"},
    }
    assert read(json.dumps(answer).encode())[0].body[0].html == "<p>It runs.</p>"
    answer["data"]["item"]["body_html"] = "<p>Own.</p>"
    assert read(json.dumps(answer).encode())[0].body[0].html == "<p>Own.</p>"


def test_tags_in_plain_text_are_not_printed_in_lines() -> None:
    story = item(description_text="&lt;p&gt;It sails.&lt;/p&gt;", headline="1 < 2")
    assert (story.standfirst, story.headline) == ("It sails.", "1 < 2")


def test_whatever_is_called_an_embargo_is_one() -> None:
    story = item(embargo_date="2031-05-02T18:00:00Z")
    assert story.embargo == datetime(2031, 5, 2, 18, tzinfo=UTC)
    assert item(embargoNote="until the speech").pubstatus == "withheld"
    assert item(embargoed=False).pubstatus == "usable"
    assert item(embargo_settings={"a": 1}).extra["embargo_settings"] == {"a": 1}
