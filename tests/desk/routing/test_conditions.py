"""When a routing rule's conditions hold."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.desk.routing.concepts import MEDIA_TOPICS, SUBJECT_CODES
from broadsheet.desk.routing.conditions import Conditions, listed
from broadsheet.desk.routing.facts import Facts
from broadsheet.formats.item import Block, Item, Subject

SPORT = "15000000"
FOOTBALL = "20001065"  # a narrower topic, two steps below sport


def facts(**fields: Any) -> Facts:
    return Facts(Item("tag:tidewire.example,2026:1", **fields))


def about(*subjects: Subject) -> Facts:
    return facts(subjects=subjects)


def test_without_conditions_every_item_is_meant() -> None:
    assert Conditions().hold(facts())


@pytest.mark.parametrize(
    "written",
    [SPORT, f"medtop:{SPORT}", f"{MEDIA_TOPICS}{SPORT}", f"https{MEDIA_TOPICS[4:]}{SPORT}"],
)
def test_a_media_topic_means_those_that_are_narrower(written: str) -> None:
    rule = Conditions(subjects=(written,))
    assert rule.hold(about(Subject(uri=f"{MEDIA_TOPICS}{FOOTBALL}")))
    assert rule.hold(about(Subject(uri=f"{MEDIA_TOPICS}{SPORT}")))
    assert not rule.hold(about(Subject(uri=f"{MEDIA_TOPICS}11000000")))
    assert not rule.hold(facts())


def test_a_narrower_topic_does_not_mean_the_broader_one() -> None:
    assert not Conditions(subjects=(FOOTBALL,)).hold(about(Subject(uri=f"{MEDIA_TOPICS}{SPORT}")))


def test_a_subject_code_stands_below_the_media_topic_of_its_subject() -> None:
    code = Subject(uri=f"{SUBJECT_CODES}15054000")
    assert Conditions(subjects=(SPORT,)).hold(about(code))
    assert Conditions(subjects=("subj:15054000",)).hold(about(code))


def test_an_agencys_own_code_is_no_media_topic_of_the_same_digits() -> None:
    own = Subject(uri=f"https://codes.tidewire.example/{SPORT}")
    assert not Conditions(subjects=(SPORT,)).hold(about(own))
    assert Conditions(subjects=(f"https://codes.tidewire.example/{SPORT}",)).hold(about(own))


def test_subjects_are_found_by_name_in_any_case() -> None:
    assert Conditions(subjects=("FERRIES",)).hold(about(Subject(name="Ferries")))


@pytest.mark.parametrize(
    ("keyword", "headline", "holds"),
    [
        ("ferry", "The Ferry sails", True),
        ("ferry", "Ferrymen on strike", False),
        ("night ferry", "A night ferry sails", True),
        ("渡轮", "夜间渡轮停航", True),
        ("café", "The cafe by the quay", True),
        ("C++", "Written in C++, and well", True),
        ("ميناء", "سفن في ميناء المدينة", True),
    ],
)
def test_keywords_are_whole_words(keyword: str, headline: str, holds: bool) -> None:
    assert Conditions(keywords=(keyword,)).hold(facts(headline=headline)) is holds


@pytest.mark.parametrize(
    "fields",
    [
        {"slugline": "FERRY-QUAY"},
        {"standfirst": "A ferry."},
        {"body": (Block("paragraph", "<p>The <b>fer</b>ry.</p>"),)},
        {"subjects": (Subject(name="ferry", type="keyword"),)},
    ],
)
def test_keywords_are_looked_for_in_every_text(fields: dict[str, Any]) -> None:
    assert Conditions(keywords=("ferry",)).hold(facts(**fields))


@pytest.mark.parametrize(
    ("first", "last", "urgency", "holds"),
    [
        (1, 3, 3, True),
        (1, 3, 4, False),
        (None, 3, 1, True),
        (5, None, 4, False),
        (1, 9, None, False),
    ],
)
def test_urgency_is_a_range(
    first: int | None, last: int | None, urgency: int | None, holds: bool
) -> None:
    assert Conditions(urgent_from=first, urgent_to=last).hold(facts(urgency=urgency)) is holds


@pytest.mark.parametrize(
    ("wanted", "tag", "holds"),
    [("zh", "zh-Hans", True), ("zh-hans", "zh", False), ("en", "EN-gb", True), ("e", "en", False)],
)
def test_languages_are_ranges(wanted: str, tag: str, holds: bool) -> None:
    assert Conditions(languages=(wanted,)).hold(facts(language=tag)) is holds
    assert not Conditions(languages=(wanted,)).hold(facts())


def test_places_are_words_of_the_place_or_of_a_place_it_is_about() -> None:
    rule = Conditions(places=("Almery",))
    assert rule.hold(facts(place="Almery, Hask"))
    assert rule.hold(facts(dateline="ALMERY (Tide Wire)"))
    assert rule.hold(about(Subject(name="Almery", type="place")))
    assert not rule.hold(about(Subject(name="Almery", type="person")))


def test_genres_are_found_by_name_code_and_identifier() -> None:
    genre = Subject(name="Obituary", uri="http://cv.iptc.org/newscodes/genre/Obituary")
    for written in ("obituary", "http://cv.iptc.org/newscodes/genre/Obituary"):
        assert Conditions(genres=(written,)).hold(facts(genre=(genre,)))
    code = Subject(qcode="genre:Obituary", type="genre")
    assert Conditions(genres=("Obituary",)).hold(facts(genre=(code,)))
    assert not Conditions(genres=("Feature",)).hold(facts(genre=(genre,)))


def test_all_conditions_must_hold_and_one_entry_of_each() -> None:
    rule = Conditions(keywords=("ferry", "tram"), type="text", urgent_to=4)
    assert rule.hold(facts(headline="Tram stops", urgency=3))
    assert not rule.hold(facts(headline="Tram stops", urgency=5))
    assert not rule.hold(facts(headline="Tram stops", urgency=3, type="picture"))


def test_entries_stand_between_commas_and_line_breaks() -> None:
    assert listed(" ferry,night tram\n\n渡轮、潮信,, ") == ("ferry", "night tram", "渡轮", "潮信")
    assert listed("") == ()
