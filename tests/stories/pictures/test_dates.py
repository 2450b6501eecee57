"""Moments of exposure in three notations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from broadsheet.stories.pictures.dates import from_exif, from_iim, from_xmp

NINE_EAST = timezone(timedelta(hours=9))
WALL_CLOCK = datetime.fromisoformat("2026-03-14T17:30:05")
MIDNIGHT = datetime.fromisoformat("2026-03-14")


@pytest.mark.parametrize(
    ("date", "clock", "expected"),
    [
        ("20260314", "173005+0900", datetime(2026, 3, 14, 17, 30, 5, tzinfo=NINE_EAST)),
        ("20260314", "", MIDNIGHT),
        ("2026-03-14", "17:30:05", WALL_CLOCK),
        ("20260314", "996199+0000", None),
        ("00000000", "", None),
        ("20260231", "", None),
        ("17000101", "", None),
        ("soon", "", None),
    ],
)
def test_iim(date: str, clock: str, expected: datetime | None) -> None:
    assert from_iim(date, clock) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-14T17:30:05.25+09:00", datetime(2026, 3, 14, 17, 30, 5, tzinfo=NINE_EAST)),
        ("2026-03-14T17:30Z", datetime(2026, 3, 14, 17, 30, tzinfo=UTC)),
        ("2026-03-14", MIDNIGHT),
        ("2026-03", None),
        ("2026", None),
        ("2026-13-14", None),
        ("", None),
    ],
)
def test_xmp(value: str, expected: datetime | None) -> None:
    assert from_xmp(value) == expected


@pytest.mark.parametrize(
    ("value", "offset", "expected"),
    [
        ("2026:03:14 17:30:05", "+09:00", datetime(2026, 3, 14, 17, 30, 5, tzinfo=NINE_EAST)),
        ("2026:03:14 17:30:05\x00", "", WALL_CLOCK),
        ("2026:03:14 17:30:05", "+99:00", WALL_CLOCK),
        ("0000:00:00 00:00:00", "", None),
        ("    :  :     :  :  ", "", None),
    ],
)
def test_exif(value: str, offset: str, expected: datetime | None) -> None:
    assert from_exif(value, offset) == expected
