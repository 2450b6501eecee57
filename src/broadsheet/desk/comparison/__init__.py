"""Three versions of one story beside each other: the wire's old one, its new one, and ours."""

from broadsheet.desk.comparison.pieces import Piece, pieces_of, stream_of
from broadsheet.desk.comparison.three_way import Choice, Row, State, merged, three_way

__all__ = [
    "Choice",
    "Piece",
    "Row",
    "State",
    "merged",
    "pieces_of",
    "stream_of",
    "three_way",
]
