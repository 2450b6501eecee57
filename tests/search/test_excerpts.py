"""The piece of a story around a hit."""

from __future__ import annotations

import pytest

from broadsheet.search.excerpts import excerpt_of, hits_in, mark_hits
from broadsheet.search.terms import terms_of
from broadsheet.stories.models import Story


def story(text: str, standfirst: str = "") -> Story:
    """An unsaved story of one paragraph."""
    return Story(standfirst=standfirst, body=[{"type": "text", "value": f"<p>{text}</p>"}])


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("The ferry, the FERRIES", "ferry", ["ferry"]),
        ("The voter votes", "vote", ["voter", "votes"]),
        ("In Łódź", "lodz", ["Łódź"]),
        ("Café", "cafe", ["Café"]),
        ("Straße", "strasse", ["Straße"]),
        ("Covid‑19 and covid 19", "covid-19", ["Covid‑19", "covid 19"]),
        ("国际火山喷发", "火山", ["火山"]),
        ("火灾和火锅", "火", ["火", "火"]),
        ("手机vote手机", "vote", ["vote"]),
        ("إلى الْمِينَاءِ غدا", "ميناء", ["الْمِينَاءِ"]),
        ("sea wall; wall, sea", '"wall sea"', ["wall, sea"]),
        ("nothing", "ferry", []),
    ],
)
def test_hits(text: str, query: str, hits: list[str]) -> None:
    assert [text[start:stop] for start, stop in hits_in(text, terms_of(query))] == hits


def test_what_the_story_says_is_escaped_and_hits_are_marked() -> None:
    found = mark_hits("<script>ferry</script> & ferry", terms_of("ferry script"))
    assert found == (
        "&lt;<mark>script</mark>&gt;<mark>ferry</mark>&lt;/<mark>script</mark>&gt;"
        " &amp; <mark>ferry</mark>"
    )


def test_entities_in_the_body_stay_text() -> None:
    found = excerpt_of(story("&lt;img onerror=x&gt; ferry"), terms_of("ferry"))
    assert found == "&lt;img onerror=x&gt; <mark>ferry</mark>"


def test_a_window_around_a_late_hit() -> None:
    found = excerpt_of(story("word " * 200 + "lighthouse " + "tail " * 200), terms_of("lighthouse"))
    assert found.startswith("… word")
    assert "<mark>lighthouse</mark>" in found
    assert found.endswith("tail …")
    assert len(found) < 300


def test_beginning_where_the_hit_is_in_the_headline_only() -> None:
    found = excerpt_of(story("Body text.", standfirst="Standfirst."), terms_of("lighthouse"))
    assert found == "Standfirst. Body text."


def test_a_long_chinese_text_without_blanks() -> None:
    found = excerpt_of(story("潮" * 3000 + "火山" + "信" * 3000), terms_of("火山"))
    assert "<mark>火山</mark>" in found
    assert len(found) < 300
