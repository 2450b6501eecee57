"""Bars, lines and marks stand where they should."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from broadsheet.desk.readership.drawing import Chart, Series, lanes, marks

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def chart(*reads: int, step: timedelta = MINUTE) -> Chart:
    return Chart(Series([(NOON + step * n, one) for n, one in enumerate(reads)], step))


def test_bars_fill_the_width_and_reach_as_high_as_they_count() -> None:
    drawn = chart(0, 5, 10, 1)
    assert [(bar.x, bar.width) for bar in drawn.bars] == [
        ("2.5%", "20%"),
        ("27.5%", "20%"),
        ("52.5%", "20%"),
        ("77.5%", "20%"),
    ]
    assert [(bar.y, bar.height) for bar in drawn.bars] == [
        ("100%", "0%"),
        ("50%", "50%"),
        ("0%", "100%"),
        ("90%", "10%"),
    ]
    assert drawn.bars[1].label == "24 Nov 12:01: 5"


def test_a_line_goes_through_the_middle_of_each_step() -> None:
    drawn = chart(0, 5, 10, 0)
    assert drawn.line == "M125 1000L375 500L625 0L875 1000"
    assert drawn.area == f"{drawn.line}L875 1000L125 1000Z"


def test_scale_and_hours() -> None:
    drawn = chart(*[7] * 60)
    assert [(one.y, one.label) for one in drawn.rules] == [("0%", "8"), ("50%", "4")]
    assert [one.label for one in drawn.ticks] == ["12:00", "12:15", "12:30", "12:45", "13:00"]
    assert [one.anchor for one in drawn.ticks] == ["start", "middle", "middle", "middle", "end"]


def test_what_the_series_says_of_itself() -> None:
    series = chart(3, 9, 9, 4).series
    assert (series.total, series.most, series.last) == (25, 9, 4)
    assert series.best == NOON + 2 * MINUTE
    assert Series([], MINUTE).best is None


def test_nothing_to_draw() -> None:
    drawn = Chart(Series([], MINUTE))
    assert (drawn.bars, drawn.line, drawn.area, drawn.top) == ([], "", "", 2)


def test_marks_that_are_near_share_one() -> None:
    drawn = chart(*[1] * 100)
    moments = [NOON + MINUTE * n for n in (10, 11, 12, 50, 56, 62, 99)]
    found = marks(drawn, [NOON - MINUTE, *moments])
    assert [(one.x, one.label, one.level) for one in found] == [
        ("10%", "2–4", 0),
        ("50%", "5", 0),
        ("56%", "6", 1),
        ("62%", "7", 0),
        ("99%", "8", 0),
    ]


def test_stays_are_cut_at_the_edges_and_stand_in_lanes() -> None:
    drawn = chart(*[1] * 100)
    hour = timedelta(hours=1)
    found = lanes(
        drawn,
        [
            ("Home", NOON - hour, NOON + 50 * MINUTE, "Lead", True),
            ("Politics", NOON + 20 * MINUTE, NOON + 20 * MINUTE, "Strip", False),
            ("Home", NOON + 50 * MINUTE, NOON + 9 * hour, "Headlines", False),
            ("Home", NOON - 9 * hour, NOON - 8 * hour, "before", False),
        ],
    )
    assert [lane.name for lane in found] == ["Home", "Politics"]
    assert [(one.x, one.width, one.label) for one in found[0].stretches] == [
        ("0%", "50%", "Lead"),
        ("50%", "50%", "Headlines"),
    ]
    assert [(one.x, one.width) for one in found[1].stretches] == [("20%", "0.4%")]
