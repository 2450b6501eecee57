"""What the wire changed, what we changed, and where both did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from broadsheet.desk.comparison.aligning import align
from broadsheet.desk.comparison.pieces import Piece


class State(StrEnum):
    """Who changed a row since the wire's old version."""

    SAME = "same"
    OURS = "ours"
    WIRE = "wire"
    BOTH = "both"


class Choice(StrEnum):
    """What the desk takes of a row: its own, the wire's new one, or one after the other."""

    OURS = "ours"
    WIRE = "wire"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch of the three versions; what somebody left out or put in is empty elsewhere."""

    key: str
    state: State
    base: tuple[Piece, ...]
    wire: tuple[Piece, ...]
    ours: tuple[Piece, ...]

    @property
    def proposed(self) -> Choice:
        """What loses nothing of ours: the wire's new words only where we changed nothing."""
        return Choice.WIRE if self.state is State.WIRE else Choice.OURS

    def taken(self, choice: Choice) -> tuple[Piece, ...]:
        """The pieces of that choice."""
        if choice is Choice.BOTH:
            return (*self.ours, *self.wire)
        return self.wire if choice is Choice.WIRE else self.ours


def three_way(base: list[Piece], wire: list[Piece], ours: list[Piece]) -> list[Row]:
    """The rows of a comparison, in order; every piece of each version stands in exactly one."""
    rows = []
    for number, (old, new, own) in enumerate(_stretches(base, wire, ours)):
        rows.append(Row(f"block-{number}", _state(old, new, own), old, new, own))
    return rows


def merged(rows: list[Row], choices: Mapping[str, Choice]) -> list[Piece]:
    """The body that the choices (row key -> choice) make; a row without one stays as it is."""
    return [piece for row in rows for piece in row.taken(choices.get(row.key, Choice.OURS))]


Stretch = tuple[tuple[Piece, ...], tuple[Piece, ...], tuple[Piece, ...]]


def _stretches(base: list[Piece], wire: list[Piece], ours: list[Piece]) -> Iterator[Stretch]:
    in_wire, in_ours = align(base, wire), align(base, ours)
    b = w = o = 0
    for at in sorted(in_wire.keys() & in_ours.keys()):
        there, here = in_wire[at], in_ours[at]
        if between := _stretch(base[b:at], wire[w:there], ours[o:here]):
            yield from _split(between)
        yield (base[at],), (wire[there],), (ours[here],)
        b, w, o = at + 1, there + 1, here + 1
    if rest := _stretch(base[b:], wire[w:], ours[o:]):
        yield from _split(rest)


def _stretch(base: list[Piece], wire: list[Piece], ours: list[Piece]) -> Stretch | None:
    return (tuple(base), tuple(wire), tuple(ours)) if base or wire or ours else None


def _split(stretch: Stretch) -> Iterator[Stretch]:
    """What was put in where nothing stood can be taken piece by piece: ours, then the wire's; what
    is alike on both sides is one row."""
    base, wire, ours = stretch
    if base:
        yield stretch
        return
    pairs = align(list(ours), list(wire))
    w = 0
    for at, piece in enumerate(ours):
        if at not in pairs:
            yield (), (), (piece,)
            continue
        yield from (((), (one,), ()) for one in wire[w : pairs[at]])
        yield (), (wire[pairs[at]],), (piece,)
        w = pairs[at] + 1
    yield from (((), (one,), ()) for one in wire[w:])


def _state(base: tuple[Piece, ...], wire: tuple[Piece, ...], ours: tuple[Piece, ...]) -> State:
    old, new, own = (tuple(piece.sameness for piece in side) for side in (base, wire, ours))
    if new == own:
        return State.SAME
    if own == old:
        return State.WIRE
    return State.OURS if new == old else State.BOTH
