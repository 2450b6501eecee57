"""Three versions of a body, by block."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.desk.comparison import Choice, Piece, State, merged, pieces_of, stream_of, three_way

ONE = "<p>The night ferry to Hask was held at the quay for an hour.</p>"
ONE_CHANGED = "<p>The night ferry to Hask was held at the quay for two hours.</p>"
ONE_OURS = "<p>The last ferry to Hask was held at the quay for an hour.</p>"
TWO = "<p>The tide stood higher than the printed table had said it would.</p>"
TWO_CHANGED = "<p>The tide stood much higher than the printed table had said it would.</p>"
THREE = "<p>Nobody on board complained, the purser told our reporter.</p>"
NEW = "<p>A second sailing was cancelled at midnight.</p>"
OWN = "<p>Our harbour correspondent waited in the rain.</p>"


def text(*paragraphs: str) -> list[dict[str, Any]]:
    return [{"type": "text", "value": "".join(paragraphs)}]


def compared(base: list, wire: list, ours: list) -> list[tuple[State, str, str, str]]:
    rows = three_way(pieces_of(base), pieces_of(wire), pieces_of(ours))
    return [
        (
            row.state,
            *("".join(one.markup for one in side) for side in (row.base, row.wire, row.ours)),
        )
        for row in rows
    ]


def markup(side: tuple[Piece, ...]) -> str:
    return "".join(piece.markup for piece in side)


def taken(base: list, wire: list, ours: list, *choices: Choice | None) -> list[dict[str, Any]]:
    rows = three_way(pieces_of(base), pieces_of(wire), pieces_of(ours))
    chosen = {
        row.key: choice for row, choice in zip(rows, choices, strict=False) if choice is not None
    }
    return stream_of(merged(rows, chosen))


def test_what_nobody_changed_is_the_same() -> None:
    states = [row[0] for row in compared(text(ONE, TWO), text(ONE, TWO), text(ONE, TWO))]
    assert states == [State.SAME, State.SAME]


def test_neighbouring_changes_of_both_sides_stay_apart() -> None:
    assert compared(text(ONE, TWO), text(ONE_CHANGED, TWO), text(ONE, TWO_CHANGED)) == [
        (State.WIRE, ONE, ONE_CHANGED, ONE),
        (State.OURS, TWO, TWO, TWO_CHANGED),
    ]


def test_a_paragraph_that_both_changed() -> None:
    assert compared(text(ONE), text(ONE_CHANGED), text(ONE_OURS)) == [
        (State.BOTH, ONE, ONE_CHANGED, ONE_OURS)
    ]


def test_the_same_change_on_both_sides_is_no_difference() -> None:
    assert compared(text(ONE), text(ONE_CHANGED), text(ONE_CHANGED))[0][0] is State.SAME


def test_what_each_side_added_and_left_out() -> None:
    assert compared(text(ONE, TWO, THREE), text(ONE, NEW, THREE), text(ONE, TWO, THREE, OWN)) == [
        (State.SAME, ONE, ONE, ONE),
        (State.WIRE, TWO, NEW, TWO),
        (State.SAME, THREE, THREE, THREE),
        (State.OURS, "", "", OWN),
    ]


def test_each_added_paragraph_is_a_row_of_its_own() -> None:
    rows = compared(text(ONE), text(ONE, NEW, TWO), text(ONE))
    assert [row[2] for row in rows[1:]] == [NEW, TWO]


def test_what_both_put_in_at_the_same_place_can_be_taken_apart() -> None:
    rows = compared(text(ONE), text(ONE, NEW, TWO_CHANGED), text(ONE, OWN, TWO))
    assert rows[1:] == [
        (State.OURS, "", "", OWN),
        (State.WIRE, "", NEW, ""),
        (State.BOTH, "", TWO_CHANGED, TWO),
    ]


def test_another_editors_markup_is_no_change() -> None:
    wire = text("<p>The <strong>night</strong> ferry.</p>")
    first = '<p data-block-key="x1">The <b>night</b>\nferry.</p>'
    ours = text(first, '<p data-block-key="x2"></p>')
    assert [row[0] for row in compared(wire, wire, ours)] == [State.SAME]


def test_a_link_elsewhere_is_a_change() -> None:
    base = text('<p>See <a href="https://a.example/">the table</a> of tides.</p>')
    wire = text('<p>See <a href="https://b.example/">the table</a> of tides.</p>')
    assert compared(base, wire, base)[0][0] is State.WIRE


def test_our_pictures_stay_where_they_are() -> None:
    picture = {"type": "picture", "value": {"picture": 7, "caption": ""}, "id": "p"}
    ours = [*text(ONE), picture, *text(TWO)]
    result = taken(text(ONE, TWO), text(ONE_CHANGED, TWO), ours, Choice.WIRE)
    assert result == [*text(ONE_CHANGED), picture, *text(TWO)]


def test_without_a_choice_nothing_of_ours_is_lost() -> None:
    ours = text(ONE_OURS, OWN)
    assert taken(text(ONE, TWO), text(ONE_CHANGED, TWO_CHANGED, NEW), ours) == ours


def test_both_stand_one_after_the_other() -> None:
    both = taken(text(ONE), text(ONE_CHANGED), text(ONE_OURS), Choice.BOTH)
    assert both == text(ONE_OURS, ONE_CHANGED)


def test_text_without_blanks_is_aligned_by_its_characters() -> None:
    base, ours = "<p>夜间渡轮在码头停留一小时。</p>", "<p>夜间渡轮在码头停留了一小时。</p>"
    wire = "<p>夜间渡轮在码头停留两小时。</p>"
    assert compared(text(base, TWO), text(wire, TWO), text(ours, TWO))[0] == (
        State.BOTH,
        base,
        wire,
        ours,
    )


def test_loose_text_becomes_a_paragraph() -> None:
    assert stream_of(pieces_of(text("Loose words", ONE))) == text("<p>Loose words</p>", ONE)


bodies = st.lists(st.sampled_from([ONE, ONE_CHANGED, ONE_OURS, TWO, TWO_CHANGED, THREE, NEW, OWN]))


@given(bodies, bodies, bodies)
def test_every_piece_stands_in_exactly_one_row(
    base: list[str], wire: list[str], ours: list[str]
) -> None:
    sides = [pieces_of(text(*side)) for side in (base, wire, ours)]
    rows = three_way(*sides)
    for side, name in zip(sides, ("base", "wire", "ours"), strict=True):
        assert [piece for row in rows for piece in getattr(row, name)] == side
    assert merged(rows, {}) == sides[2]
    assert merged(rows, {row.key: Choice.WIRE for row in rows}) == sides[1]
    assert len({row.key for row in rows}) == len(rows)
