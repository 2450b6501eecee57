"""Range requests, RFC 9110 section 14."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.reader.ranges import NotSatisfiable, wanted

TAG = '"tag"'
DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
NOON = 784111777


def of(header: str, size: int = 10_000, **more: str) -> tuple[int, int] | None:
    return wanted({"HTTP_RANGE": header, **more}, size, TAG, NOON)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-499", (0, 499)),
        ("bytes=500-999", (500, 999)),
        ("bytes=-500", (9500, 9999)),
        ("bytes=9500-", (9500, 9999)),
        ("bytes=0-0", (0, 0)),
        ("bytes=0-99999", (0, 9999)),
        ("bytes=-99999", (0, 9999)),
        ("BYTES=0-1", (0, 1)),
    ],
)
def test_one_range_14_1_2(header: str, part: tuple[int, int]) -> None:
    assert of(header) == part


@pytest.mark.parametrize(
    "header",
    [
        "bytes=5-4",
        "bytes=a-b",
        "bytes=",
        "bytes=-",
        "lines=0-1",
        "bytes=0-1,5-6",
        "0-1",
        "bytes 0-1",
    ],
)
def test_malformed_foreign_and_many_ranges_are_ignored_14_2(header: str) -> None:
    assert of(header) is None


@pytest.mark.parametrize("header", ["bytes=10000-", "bytes=10000-10001", "bytes=-0"])
def test_beyond_the_end_is_not_satisfiable_15_5_17(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        of(header)


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=-1"])
def test_an_empty_file_has_no_part(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        of(header, 0)


def test_if_range_13_1_5() -> None:
    part = "bytes=0-9"
    assert of(part, HTTP_IF_RANGE=TAG) == (0, 9)
    assert of(part, HTTP_IF_RANGE=f"W/{TAG}") is None
    assert of(part, HTTP_IF_RANGE='"other"') is None
    assert of(part, HTTP_IF_RANGE=DATE) == (0, 9)
    assert of(part, HTTP_IF_RANGE="Sun, 06 Nov 1994 08:49:38 GMT") is None
    assert of(part, HTTP_IF_RANGE="nonsense") is None


@given(st.text(max_size=60), st.integers(0, 10**7))
def test_any_header_gives_a_part_inside_the_file_or_none(text: str, size: int) -> None:
    for header in (text, f"bytes={text}"):
        try:
            part = of(header, size)
        except NotSatisfiable:
            continue
        assert part is None or 0 <= part[0] <= part[1] < size
