"""When readers first see what came in several versions, some of them under embargo."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.desk.first_shown import first_shown


def at(hour: int | None) -> datetime | None:
    return None if hour is None else datetime(2026, 3, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("versions", "shown"),
    [
        ([], None),
        ([(8, None)], 8),
        ([(8, None), (10, None)], 8),
        ([(8, 18)], 18),
        # An embargo that had ended when it came.
        ([(8, 7)], 8),
        # A second version under the same embargo, or one after its end.
        ([(8, 18), (10, 18)], 18),
        ([(8, 18), (19, None)], 18),
        # Lifted early, put off, brought forward.
        ([(8, 18), (10, None)], 10),
        ([(8, 18), (10, 20)], 20),
        ([(8, 18), (10, 12)], 12),
        # Embargoed only when readers had seen it.
        ([(8, None), (10, 18)], 8),
    ],
)
def test_the_moment(versions: list[tuple[int, int | None]], shown: int | None) -> None:
    told = [(at(came), at(embargo)) for came, embargo in versions]
    assert first_shown(told) == at(shown)  # type: ignore[arg-type]
    assert first_shown(reversed(told)) == at(shown)  # type: ignore[arg-type]
