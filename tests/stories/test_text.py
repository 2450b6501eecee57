"""Words, counted and cut up for the search index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories.text import count_words, fold, segment, strip_tags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("潮信报", "潮信 信报 报"),
        ("火", "火"),
        ("iPhone手机", "iphone 手机 机"),
        ("ジョー・バイデン", "ジョ ョー ー バイ イデ デン ン"),
        ("ｶﾞﾗｽ", "ガラ ラス ス"),
        ("Łódź CAFÉ Straße Ærø", "lodz cafe strasse aero"),
        ("İstanbul ΆΘΗΝΑ", "istanbul αθηνα"),
        ("covid-19, don’t AT&T", "covid 19 don t at t"),
        ("الْمِينَاء والانتخابات الأُولَى ١٢", "ميناء انتخابات اولي 12"),
        ("الله والد", "الله والد"),
        ("हिन्दी है।", "हिन्दी है"),
        ("snake_case\x00nul", "snake case nul"),
        ("?! …", ""),
    ],
)
def test_segment(text: str, expected: str) -> None:
    assert segment(text) == expected


@given(st.text())
def test_an_index_entry_is_folded_words_with_single_blanks(text: str) -> None:
    indexed = segment(text)
    assert indexed == " ".join(indexed.split())
    assert fold(indexed) == indexed or not indexed.isascii()
    assert not set(indexed) & set("\"'*\\():&|!<>-\0_")


@pytest.mark.parametrize("text", ["潮" * 400_000, "word " * 200_000, "x" * 5_000_000])
def test_an_index_entry_has_a_limit(text: str) -> None:
    indexed = segment(text)
    assert indexed
    assert len(indexed.encode()) <= 300_000
    assert len(indexed.split()) <= 30_000


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The tide’s in", 3),
        ("well-kept, isn't it", 3),
        ("潮信报 in English", 5),
        ("الْمِينَاء قديم", 2),
        ("हिन्दी समाचार", 2),
        ("ジョー・バイデン", 7),
        ("", 0),
        ("— … !", 0),
    ],
)
def test_count_words(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("<i>weddings</i>, and H<sub>2</sub>O", "weddings, and H2O"),
        ("火<b>山</b>喷发", "火山喷发"),
        ("one<br/>two", "one two"),
        ("&lt;b&gt; &amp;", "<b> &"),
        ("<script>alert(1)</script>x", "x"),
        ("<blockquote>a</blockquote>b", "a b"),
    ],
)
def test_strip_tags(markup: str, text: str) -> None:
    assert " ".join(strip_tags(markup).split()) == text
