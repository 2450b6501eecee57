"""What readers type, as terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.search.terms import MOST_TERMS, Term, clean, is_too_short, terms_of
from broadsheet.stories.text import segment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vote", [Term(("vote",), ("vote",), prefix=True)]),
        ("VÔTE", [Term(("vote",), ("vote",), prefix=True)]),
        ("sea", [Term(("sea",), ("sea",))]),
        ("sea*", [Term(("sea",), ("sea",), prefix=True)]),
        ("2020", [Term(("2020",), ("2020",))]),
        ('"sea wall"', [Term(("sea", "wall"), ("sea", "wall"))]),
        ("“sea wall”", [Term(("sea", "wall"), ("sea", "wall"))]),
        ("covid-19", [Term(("covid", "19"), ("covid", "19"))]),
        ("火山喷发", [Term(("火山喷发",), ("火山", "山喷", "喷发"))]),
        ("火", [Term(("火",), ("火",), prefix=True)]),
        ('"火山，喷发"', [Term(("火山", "喷发"), ("火山", "山", "喷发"))]),
        ("المِيناء", [Term(("ميناء",), ("ميناء",), prefix=True)]),
        ("tide TIDE", [Term(("tide",), ("tide",), prefix=True)]),
        ('"unclosed phrase', [Term(("unclosed", "phrase"), ("unclosed", "phrase"))]),
        ("?!", []),
        ('""', []),
    ],
)
def test_terms(text: str, expected: list[Term]) -> None:
    assert terms_of(text) == expected


def test_no_more_than_twelve_terms() -> None:
    assert len(terms_of(" ".join(f"word{n}" for n in range(40)))) == MOST_TERMS


def test_query_is_cut_at_200_characters() -> None:
    assert len(clean("潮" * 1000)) == 200


@pytest.mark.parametrize(
    ("text", "short"), [("a", True), ("?!", True), ("ab", False), ("潮", False), ("7", False)]
)
def test_too_short(text: str, short: bool) -> None:
    assert is_too_short(terms_of(text)) is short


@given(st.text(max_size=300))
def test_terms_hold_letters_and_digits_only(text: str) -> None:
    for term in terms_of(text):
        assert term.words
        for word in term.words:
            assert word
            assert not set(word) & set("\"'*\\():&|!<>-\0 ")


@given(st.text(alphabet="潮信报道火山ーがabc ", min_size=1, max_size=40), st.data())
def test_any_substring_is_a_phrase_of_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    indexed = segment(text)
    for term in terms_of(piece):
        # Words of an alphabet may have been cut; characters never are.
        if not any("a" <= letter <= "c" for run in term.runs for letter in run):
            phrase = " ".join(term.words)
            assert f" {phrase}" in f" {indexed}"
            assert term.prefix or f" {phrase} " in f" {indexed} "
