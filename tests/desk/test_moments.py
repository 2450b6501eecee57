"""Moments at the desk: its zone, its language's order."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from broadsheet.desk.moments import day_and_time

MOMENT = datetime(2026, 11, 23, 22, 10, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "24 Nov 2026 06:10"),
        ("zh-hans", "2026年11月24日 06:10"),
        ("ja", "2026年11月24日 06:10"),
        ("ar", "24 نوفمبر 2026 06:10"),
    ],
)
def test_each_language_has_its_own_order(language: str, shown: str) -> None:
    with override(language), timezone.override(ZoneInfo("Asia/Shanghai")):
        assert day_and_time(MOMENT).replace("\u200f", "") == shown


def test_as_short_or_as_long_as_asked() -> None:
    with override("en"), timezone.override(UTC):
        assert day_and_time(MOMENT, with_year=False) == "23 Nov 22:10"
        assert day_and_time(MOMENT, with_seconds=True) == "23 Nov 2026 22:10:31"
