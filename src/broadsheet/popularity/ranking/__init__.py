"""What is read: lists of the most read stories, and the desk's figures."""

from __future__ import annotations

from broadsheet.popularity.ranking.curves import curve, reads_by_minute
from broadsheet.popularity.ranking.lists import (
    FRESH_FOR,
    Entry,
    Ranking,
    counted_until,
    nodes_behind,
    ranking,
)
from broadsheet.popularity.ranking.moves import Move, movement
from broadsheet.popularity.ranking.shares import (
    Share,
    Source,
    counted_apart,
    section_shares,
    sources,
)
from broadsheet.popularity.windows import Window

__all__ = [
    "FRESH_FOR",
    "Entry",
    "Move",
    "Ranking",
    "Share",
    "Source",
    "Window",
    "counted_apart",
    "counted_until",
    "curve",
    "movement",
    "nodes_behind",
    "ranking",
    "reads_by_minute",
    "section_shares",
    "sources",
]
