"""What is counted. No table knows a visitor: reads are numbers by story, place, host, time."""

from __future__ import annotations

from broadsheet.popularity.models.apart import CountedApart, Reason
from broadsheet.popularity.models.reads import HourReads, MinuteReads, PlaceMinutes, SourceReads
from broadsheet.popularity.models.roll import Node, Reckoning, RolledLog
from broadsheet.popularity.models.standing import Standing

__all__ = [
    "CountedApart",
    "HourReads",
    "MinuteReads",
    "Node",
    "PlaceMinutes",
    "Reason",
    "Reckoning",
    "RolledLog",
    "SourceReads",
    "Standing",
]
