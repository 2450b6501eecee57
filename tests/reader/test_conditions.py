"""Conditional requests, RFC 9110 section 13."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.reader.conditions import (
    as_http_date,
    fails,
    http_date,
    is_unchanged,
    matches_any,
)

TAG = '"33a64df551"'
NOON = 784111777  # Sun, 06 Nov 1994 08:49:37 GMT


@pytest.mark.parametrize(
    ("header", "matches"),
    [
        (TAG, True),
        (f"W/{TAG}", True),
        ("*", True),
        (f'"other", {TAG}', True),
        (f'"a,b" , W/"c",W/{TAG}', True),
        ('"33A64DF551"', False),
        ('"33a64df55"', False),
        ("33a64df551", False),
        ("", False),
        ('"*"', False),
        (f'"unfinished, {TAG}'.replace('"33', "33"), False),
    ],
)
def test_if_none_match_13_1_2(header: str, matches: bool) -> None:
    assert matches_any(header, TAG) is matches


def test_if_modified_since_13_1_3() -> None:
    same = {"HTTP_IF_MODIFIED_SINCE": "Sun, 06 Nov 1994 08:49:37 GMT"}
    assert is_unchanged(same, TAG, NOON)
    assert is_unchanged(same, TAG, NOON - 1)
    assert not is_unchanged(same, TAG, NOON + 1)
    assert not is_unchanged({"HTTP_IF_MODIFIED_SINCE": "yesterday"}, TAG, NOON)


def test_if_modified_since_is_ignored_beside_if_none_match_13_1_3() -> None:
    asked = {
        "HTTP_IF_MODIFIED_SINCE": "Sun, 06 Nov 2094 08:49:37 GMT",
        "HTTP_IF_NONE_MATCH": '"other"',
    }
    assert not is_unchanged(asked, TAG, NOON)


def test_if_match_compares_strongly_13_1_1() -> None:
    assert not fails({"HTTP_IF_MATCH": TAG}, TAG, NOON)
    assert not fails({"HTTP_IF_MATCH": "*"}, TAG, NOON)
    assert fails({"HTTP_IF_MATCH": f"W/{TAG}"}, TAG, NOON)
    assert fails({"HTTP_IF_MATCH": '"other"'}, TAG, NOON)
    assert not fails({}, TAG, NOON)


def test_if_unmodified_since_13_1_4() -> None:
    asked = {"HTTP_IF_UNMODIFIED_SINCE": "Sun, 06 Nov 1994 08:49:37 GMT"}
    assert not fails(asked, TAG, NOON)
    assert fails(asked, TAG, NOON + 1)
    assert not fails(asked | {"HTTP_IF_MATCH": TAG}, TAG, NOON + 1)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ],
)
def test_dates_in_three_forms_5_6_7(text: str) -> None:
    assert http_date(text) == NOON


@given(st.integers(0, 4_102_444_800))
def test_a_date_written_is_read_as_it_was(seconds: int) -> None:
    assert http_date(as_http_date(seconds)) == seconds


@given(st.text(max_size=300))
def test_no_header_breaks_the_comparison(text: str) -> None:
    matches_any(text, TAG)
    http_date(text)
    fails({"HTTP_IF_MATCH": text, "HTTP_IF_UNMODIFIED_SINCE": text}, TAG, NOON)


tags = st.from_regex(r'\A(W/)?"[!#-~]{0,12}"\Z')


@given(st.lists(tags, max_size=8), st.from_regex(r'\A"[!#-~]{1,12}"\Z'))
def test_a_list_matches_when_one_of_it_does(listed: list[str], tag: str) -> None:
    expected = any(one.removeprefix("W/") == tag for one in listed)
    assert matches_any(", ".join(listed), tag) is expected
    assert matches_any(", ".join([*listed, f"W/{tag}"]), tag)
