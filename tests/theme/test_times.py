"""Moments as readers see them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from broadsheet.theme import times

MOMENT = datetime(2020, 11, 24, 17, 52, 56, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_shanghai() -> Iterator[None]:
    with timezone.override(ZoneInfo("Asia/Shanghai")), translation.override("en"):
        yield


def test_printed_to_the_second_in_the_zone_of_the_edition() -> None:
    assert times.printed_time(MOMENT) == "2020-11-25 01:52:56"


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (datetime(2020, 11, 25, 15, 59, tzinfo=UTC), "01:52"),
        (datetime(2020, 11, 25, 16, 0, tzinfo=UTC), "25 Nov"),
        (datetime(2020, 11, 24, 18, 0, tzinfo=UTC), "01:52"),
        (datetime(2021, 1, 2, tzinfo=UTC), "25 Nov 2020"),
    ],
)
def test_on_a_front_the_day_ends_at_midnight_of_the_zone(now: datetime, shown: str) -> None:
    assert times.front_time(MOMENT, now) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "25 Nov 2020, 01:52"),
        ("zh-hans", "2020年11月25日 01:52"),
        ("ja", "2020年11月25日 01:52"),
        ("ar", "25 نوفمبر 2020، 01:52"),
    ],
)
def test_a_time_that_is_true_on_any_day(language: str, shown: str) -> None:
    with translation.override(language):
        assert times.dated_time(MOMENT).replace("\u200f", "") == shown
        assert times.dated_day(MOMENT) in times.dated_time(MOMENT)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Wednesday, 25 November 2020"),
        ("zh-hans", "2020年11月25日星期三"),
        ("ja", "2020年11月25日水曜日"),
        ("not-a-language", "Wednesday, 25 November 2020"),
    ],
)
def test_date_line_in_the_language_of_the_edition(language: str, words: str) -> None:
    with translation.override(language):
        assert times.long_date(date(2020, 11, 25)) == words


def test_months_with_and_without_their_year() -> None:
    assert times.month_name(date(2020, 11, 1)) == "November 2020"
    assert times.month_name(date(2020, 11, 1), with_year=False) == "November"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(None, ""), (0, ""), (7, "0:07"), (187.4, "3:07"), (3765, "1:02:45")]
)
def test_length_of_a_clip(seconds: float | None, shown: str) -> None:
    assert times.duration(seconds) == shown
