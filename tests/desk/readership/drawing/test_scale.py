"""Round numbers, round times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.desk.readership.drawing.scale import MOST_TICKS, percent, round_times, round_top


@given(st.integers(0, 10**12))
def test_the_top_is_round_and_not_far_above(most: int) -> None:
    top = round_top(most)
    assert top >= max(most, 2)
    assert top % 2 == 0
    assert top <= max(2, 1.5 * most + 1)
    assert str(top).rstrip("0") in {"1", "12", "16", "2", "3", "4", "5", "6", "8"}


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(3, 8, "37.5%"), (0, 5, "0%"), (1, 3, "33.333%"), (5, 5, "100%"), (1, 0, "0%")],
)
def test_percent_is_written_for_machines(part: float, whole: float, said: str) -> None:
    with translation.override("de"):
        assert percent(part, whole) == said


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
    st.timedeltas(timedelta(minutes=5), timedelta(days=9000)),
    st.sampled_from(["Asia/Shanghai", "Europe/Paris", "America/St_Johns", "UTC"]),
)
def test_times_lie_within_and_are_few(begin: datetime, length: timedelta, zone: str) -> None:
    since = begin.replace(tzinfo=UTC)
    with timezone.override(zone):
        times = list(round_times(since, since + length))
    assert all(since <= one <= since + length for one in times)
    assert times == sorted(set(times))
    # An hour more at the end of summer time.
    assert len(times) <= MOST_TICKS + 2


def test_days_begin_at_the_desks_midnight_across_summer_time() -> None:
    since = datetime(2026, 10, 23, 12, tzinfo=UTC)
    with timezone.override("Europe/Paris"):
        times = [timezone.localtime(one) for one in round_times(since, since + timedelta(days=4))]
    assert [(one.day, one.hour) for one in times] == [(24, 0), (25, 0), (26, 0), (27, 0)]


def test_half_hours_within_half_an_hour() -> None:
    since = datetime(2026, 11, 24, 4, 33, tzinfo=UTC)
    with timezone.override("Asia/Shanghai"):
        found = [f"{timezone.localtime(one):%H:%M}" for one in _half_hour(since)]
    assert found == ["12:40", "12:50", "13:00"]


def _half_hour(since: datetime) -> list[datetime]:
    return list(round_times(since, since + timedelta(minutes=30)))
