"""The demo's registers as they stand: names in each language, rights, codes, scenes."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from broadsheet.site.demo.pictures import SCENES
from broadsheet.site.demo.registers import TOPIC_KINDS, Picture, read_registers

REGISTERS = read_registers()
EDITIONS = {"en", "zh", "ar"}
VOCABULARY = (
    Path(__file__).resolve().parents[4]
    / "shared/data/vocabularies/media-topics/mediatopics-2019-all-languages.json"
)


def test_people_have_names_biographies_and_addresses() -> None:
    for person in REGISTERS.people.values():
        assert person.name.texts.keys() >= EDITIONS
        assert person.bio.texts.keys() >= {"en", "zh"}
        assert "ar" in person.bio.texts or not person.portrait
        assert person.email.endswith("@almerytidings.example")


def test_ten_people_and_more_have_portraits() -> None:
    portraits = [each.portrait for each in REGISTERS.people.values() if each.portrait]
    assert len(set(portraits)) == len(portraits) >= 10
    assert set(portraits) <= REGISTERS.pictures.keys()


def test_topics_have_a_kind_a_slug_and_names() -> None:
    for topic in REGISTERS.topics.values():
        assert topic.kind in TOPIC_KINDS
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic.slug)
        assert topic.name.texts.keys() >= EDITIONS
        assert not topic.media_topic or topic.kind == "subject"


def test_media_topics_are_those_of_the_vocabulary() -> None:
    if not VOCABULARY.exists():
        pytest.skip("SKIPPED: the IPTC media topics of ../shared/data are not here")
    concepts = json.loads(VOCABULARY.read_text(encoding="utf-8"))["conceptSet"]
    current = {each["qcode"] for each in concepts if not each.get("retired")}
    named = {f"medtop:{each.media_topic}" for each in REGISTERS.topics.values() if each.media_topic}
    assert named
    assert named <= current


@pytest.mark.parametrize("picture", REGISTERS.pictures.values(), ids=lambda p: p.key)
def test_a_picture_has_words_rights_and_a_scene(picture: Picture) -> None:
    assert picture.scene in SCENES
    assert all(picture.alt.texts[edition] for edition in EDITIONS)
    assert picture.caption.for_edition("en")
    assert picture.creator
    assert picture.credit
    assert picture.copyright
    assert picture.usage_terms
    left, top, width, height = picture.focal
    assert min(left, top) >= 0 < min(width, height)
    assert left + width <= 1 >= top + height


def test_fifty_pictures_and_more_and_no_two_drawn_alike() -> None:
    drawn = Counter((each.scene, each.seed) for each in REGISTERS.pictures.values())
    assert len(drawn) >= 50
    assert [pair for pair, times in drawn.items() if times > 1] == []


def test_banners_and_posters_are_pictures() -> None:
    assert {each.picture for each in REGISTERS.specials.values()} <= REGISTERS.pictures.keys()
    assert {each.poster for each in REGISTERS.clips.values()} <= REGISTERS.pictures.keys()
