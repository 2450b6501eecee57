"""The full-text index finds what it should, on whichever database the tests run."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.search.find import best, count, narrow
from broadsheet.search.index import index_stories
from broadsheet.search.terms import terms_of
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import make_stories, publish


def headlines(query: str) -> set[str]:
    """Headlines of the public stories that `query` finds, the same in both orders."""
    public, terms = Story.objects.public(), terms_of(query)
    by_time = {story.headline for story in narrow(public, terms).newest()}
    by_rank = [story.headline for story in best(public, terms, 0, 100)]
    assert set(by_rank) == by_time
    assert len(by_rank) == len(by_time) == count(public, terms)
    return by_time


def body(text: str) -> list[dict[str, str]]:
    """A body of one paragraph."""
    return [{"type": "text", "value": f"<p>{text}</p>"}]


@pytest.mark.parametrize(
    ("text", "found", "missed"),
    [
        ("Ferries sail", ["ferries", "FERRIES sail", "sail ferries", "ferr"], ["ferry", "ships"]),
        ("Voting at Łódź and Café São", ["lodz", "cafe sao", "CAFÉ", '"café são"'], ['"sao cafe"']),
        (
            "The sea wall holds",
            ['"sea wall"', "wall sea", "hold"],
            ['"wall sea"', '"sea wal"', "wa"],
        ),
        ("COVID-19 returns", ["covid-19", "covid 19", "COVID"], ["covid-20"]),
        ("She didn’t go", ["didn't", "didn’t"], ["did not"]),
        (
            "北京火山喷发报道",
            ["火山", "火山喷发", "报道", "火", "道", "喷发报道"],
            ["火喷", "山发", "北道"],
        ),
        ("首都北京、新年火锅", ["北京", "新年 北京", '"北京、新年"'], ["京新", '"新年北京"']),
        (
            "東京オリンピックが開幕",
            ["オリンピック", "リンピ", "東京", "開幕", "幕"],
            ["京都", "オリーブ"],
        ),
        ("ｶﾞﾗｽの街", ["ガラス"], ["カラス"]),
        ("الْمِينَاء والانتخابات الأولى", ["ميناء", "الميناء", "انتخابات", "اولى"], ["مطار"]),
        ("iPhone手机上市", ["iphone", "手机", "iphone手机"], ["手iphone"]),
        ("कोविड और हिन्दी समाचार", ["हिन्दी", "समाचार"], ["बंगाली"]),
    ],
)
def test_words_in_any_script(
    paper: TestPaper, text: str, found: list[str], missed: list[str]
) -> None:
    publish(paper.politics, headline="Inside", standfirst="", body=body(text))
    publish(paper.politics, headline="Outside", standfirst="", body=body("Nothing of it"))
    for query in found:
        assert headlines(query) == {"Inside"}, query
    for query in missed:
        assert headlines(query) == set(), query


def test_four_characters_need_all_their_pairs_together(paper: TestPaper) -> None:
    publish(paper.politics, headline="Whole", body=body("国际火山喷发"))
    publish(paper.politics, headline="Scattered", body=body("喷发之后，山喷声中，火山安静"))
    assert headlines("火山喷发") == {"Whole"}


def test_every_field_is_searched(paper: TestPaper) -> None:
    publish(paper.politics, headline="Lighthouse", standfirst="", body=[])
    publish(paper.politics, headline="Second", standfirst="A lighthouse.", body=[])
    publish(paper.politics, headline="Third", standfirst="", body=body("Lighthouses"))
    entries = [
        {
            "type": "entry",
            "value": {
                "at": "2026-01-01T10:00:00Z",
                "headline": "",
                "text": "<p>lighthouse</p>",
                "key_moment": False,
            },
        }
    ]
    publish(paper.politics, headline="Fourth", standfirst="", body=[], kind="live", entries=entries)
    assert headlines("lighthouse") == {"Lighthouse", "Second", "Third", "Fourth"}


def test_a_hit_in_the_headline_comes_first(paper: TestPaper) -> None:
    much = "lighthouse " * 30
    publish(paper.politics, headline="Harbour news", standfirst=much, body=body(much))
    publish(paper.politics, headline="The lighthouse", standfirst="", body=body("word " * 300))
    found = best(Story.objects.public(), terms_of("lighthouse"), 0, 10)
    assert [story.headline for story in found] == ["The lighthouse", "Harbour news"]


def test_what_is_not_public_is_not_found(paper: TestPaper) -> None:
    now = timezone.now()
    states = {
        "live": {},
        "unpublished": {"live": False},
        "killed": {"killed_at": now},
        "embargoed": {"embargo_until": now + timedelta(hours=1)},
        "expired": {"expire_at": now - timedelta(hours=1)},
        "rights": {"rights_expire_at": now - timedelta(hours=1)},
        "future": {"published_at": now + timedelta(hours=1)},
    }
    for name, fields in states.items():
        story = publish(paper.politics, headline=name, standfirst="lighthouse")
        Story.objects.filter(pk=story.pk).update(**fields)
    assert headlines("lighthouse") == {"live"}


def test_a_deleted_story_leaves_the_index(paper: TestPaper) -> None:
    story = publish(paper.politics, headline="Lighthouse")
    story.delete()
    assert headlines("lighthouse") == set()


def test_a_changed_story_is_found_by_its_new_words_only(paper: TestPaper) -> None:
    story = publish(paper.politics, headline="Lighthouse")
    story.headline = "Breakwater"
    story.save_revision().publish()
    assert headlines("lighthouse") == set()
    assert headlines("breakwater") == {"Breakwater"}


def test_index_stories_indexes_what_was_loaded_in_bulk(paper: TestPaper) -> None:
    make_stories(paper.politics, 1203, standfirst="lighthouse")
    assert count(Story.objects.public(), terms_of("lighthouse")) == 0
    assert index_stories(Story.objects.all()) == 1203
    assert count(Story.objects.public(), terms_of("lighthouse")) == 1001
    assert headlines("number 77 story") == {"Story number 77"}


def test_saving_reads_no_other_entry_of_the_index(paper: TestPaper) -> None:
    with CaptureQueriesContext(connection) as queries:
        publish(paper.politics, headline="Lighthouse")
    assert not [query["sql"] for query in queries if "AVG(" in query["sql"].upper()]


def test_a_huge_story_is_saved_and_found_by_its_beginning(paper: TestPaper) -> None:
    words = " ".join(f"{number:x}word{number}" for number in range(60_000))
    publish(paper.politics, headline="Huge", standfirst=words, body=body(words))
    assert headlines("1word1 ffword255") == {"Huge"}


@pytest.mark.parametrize(
    "query",
    [
        '" OR 1=1 --',
        "a AND OR NOT (",
        "NEAR(a b, 5)",
        "title : x",
        "* ** ^a -b +c",
        "''':* & | ! <->",
        "\\ \\' %s %(a)s {0}",
        "nul\0inside",
        "\ud83d\ude00 😀 ‮right",
        "x" * 5000,
        "潮" * 5000,
        " ".join("word" for _ in range(3000)),
        "́ ً",
        '"' * 500,
    ],
)
def test_hostile_queries_find_nothing_and_break_nothing(paper: TestPaper, query: str) -> None:
    publish(paper.politics, headline="Quiet")
    assert headlines(query) == set()
