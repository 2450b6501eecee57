"""The paper's name as outlines, for the masthead.

A name in the Latin alphabet is drawn from the largest optical size of Newsreader, kerned, as one
SVG path. A name in another script is set as text by the style sheet: `draw_name` returns `None`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from broadsheet.theme.fonts import ROMAN, design_path

_WEIGHT = 560.0
_OPTICAL_SIZE = 72.0
_TRACKING = -14  # font units: large letters sit closer


@dataclass(frozen=True)
class Lettering:
    """One drawn name: the path's data and its box, in units with y pointing down."""

    path: str
    width: int
    top: int
    height: int

    @property
    def view_box(self) -> str:
        """The `viewBox` attribute."""
        return f"0 {self.top} {self.width} {self.height}"


@lru_cache(maxsize=64)
def draw_name(name: str) -> Lettering | None:
    """Outlines of `name`, or `None` when the face lacks one of its letters."""
    font = _face()
    letters = font.getBestCmap()
    if not name.strip() or any(ord(letter) not in letters for letter in name):
        return None
    glyphs = [letters[ord(letter)] for letter in name]
    outlines, widths, kerning = font.getGlyphSet(), font["hmtx"], _kerning()
    pen = SVGPathPen(outlines, ntos=lambda number: str(round(number)))
    x = 0
    for index, glyph in enumerate(glyphs):
        if index:
            x += kerning.get((glyphs[index - 1], glyph), 0) + _TRACKING
        outlines[glyph].draw(TransformPen(pen, (1, 0, 0, -1, x, 0)))
        x += widths[glyph][0]
    top, bottom = font["OS/2"].sCapHeight, -430
    top = max(top, 1420)
    return Lettering(pen.getCommands(), x, -top, top - bottom)


@lru_cache(maxsize=1)
def _face() -> TTFont:
    font = TTFont(design_path(ROMAN))
    return instancer.instantiateVariableFont(
        font, {"opsz": _OPTICAL_SIZE, "wght": _WEIGHT}, inplace=True
    )


@lru_cache(maxsize=1)
def _kerning() -> dict[tuple[str, str], int]:
    """Pairs of the basic letters and their kerning, from the `kern` feature of GPOS."""
    font = _face()
    letters = {
        glyph for code, glyph in font.getBestCmap().items() if code < 0x180 or code == 0x2019
    }
    table = font["GPOS"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    pairs: dict[tuple[str, str], int] = {}
    for index in sorted(wanted):
        for raw in table.LookupList.Lookup[index].SubTable:
            subtable = getattr(raw, "ExtSubTable", raw)
            if subtable.LookupType == 2:
                for pair, value in _pairs(subtable, letters):
                    pairs.setdefault(pair, value)
    return pairs


def _pairs(subtable: object, letters: set[str]) -> list[tuple[tuple[str, str], int]]:
    found: list[tuple[tuple[str, str], int]] = []
    firsts = [glyph for glyph in subtable.Coverage.glyphs if glyph in letters]  # type: ignore[attr-defined]
    if subtable.Format == 1:  # type: ignore[attr-defined]
        sets = dict(zip(subtable.Coverage.glyphs, subtable.PairSet, strict=True))  # type: ignore[attr-defined]
        for first in firsts:
            for record in sets[first].PairValueRecord:
                if record.SecondGlyph in letters:
                    found.append(((first, record.SecondGlyph), _advance(record.Value1)))
        return found
    one, two = subtable.ClassDef1.classDefs, subtable.ClassDef2.classDefs  # type: ignore[attr-defined]
    for first in firsts:
        row = subtable.Class1Record[one.get(first, 0)].Class2Record  # type: ignore[attr-defined]
        for second in letters:
            value = _advance(row[two.get(second, 0)].Value1)
            if value:
                found.append(((first, second), value))
    return found


def _advance(value: object) -> int:
    return getattr(value, "XAdvance", 0) or 0
