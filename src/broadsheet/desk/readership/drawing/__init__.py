"""Where lines, bars and labels stand in the desk's drawings. Numbers in, attributes of SVG out."""

from __future__ import annotations

from broadsheet.desk.readership.drawing.chart import Bar, Chart, Rule, Series, Tick
from broadsheet.desk.readership.drawing.marks import Lane, Mark, lanes, marks

__all__ = ["Bar", "Chart", "Lane", "Mark", "Rule", "Series", "Tick", "lanes", "marks"]
