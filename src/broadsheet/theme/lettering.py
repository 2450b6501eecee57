"""The paper's name as outlines, for the masthead.

A name in the Latin alphabet is drawn from the largest optical size of Newsreader, kerned, as one
SVG path. A name in another script is set as text by the style sheet: `draw_name` returns `None`.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import lru_cache
from hashlib import sha256
from math import ceil, floor
from typing import Any

import fontTools
from django.core.cache import cache
from fontTools import subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from broadsheet.theme.fonts import ROMAN, design_path

_WEIGHT = 560.0
_OPTICAL_SIZE = 72.0
_SCALE = 0.4  # of the font's 2,000 units an em: finer than any screen shows
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
def lettering_of(name: str) -> Lettering | None:
    """What `draw_name` gives, drawn by one process for all: it takes a third of a second, which the
    first page of each would take longer."""
    drawn = sha256(f"{name} {_origin()}".encode()).hexdigest()
    told = cache.get_or_set(
        f"lettering-{drawn}", lambda: (found := draw_name(name)) and astuple(found), None
    )
    return Lettering(*told) if told else None


def _origin() -> str:
    """Changes with all that a name is drawn from."""
    face = (fontTools.version, design_path(ROMAN).stat().st_size)
    return repr((*face, _WEIGHT, _OPTICAL_SIZE, _SCALE, _TRACKING))


def draw_name(name: str) -> Lettering | None:
    """Outlines of `name`, or `None` when the face lacks one of its letters."""
    font = _face(name)
    if font is None:
        return None
    letters = font.getBestCmap()
    glyphs = [letters[ord(letter)] for letter in name]
    outlines, widths, kerning = font.getGlyphSet(), font["hmtx"], _kerning(font)
    pen = SVGPathPen(outlines, ntos=lambda number: str(round(number)))
    bounds = BoundsPen(outlines)
    x = 0
    for index, glyph in enumerate(glyphs):
        if index:
            x += kerning.get((glyphs[index - 1], glyph), 0) + _TRACKING
        for target in (pen, bounds):
            outlines[glyph].draw(TransformPen(target, (_SCALE, 0, 0, -_SCALE, x * _SCALE, 0)))
        x += widths[glyph][0]
    _left, top, _right, bottom = bounds.bounds
    return Lettering(pen.getCommands(), round(x * _SCALE), floor(top), ceil(bottom) - floor(top))


def _face(name: str) -> TTFont | None:
    """The letters of `name` in our cut, or `None` when the design lacks one of them.

    The other letters are left out before it is cut: cutting all of them takes seconds.
    """
    font = TTFont(design_path(ROMAN))
    if not name.strip() or not font.getBestCmap().keys() >= set(map(ord, name)):
        return None
    options = subset.Options(layout_features=["kern"], hinting=False, glyph_names=True)
    letters = subset.Subsetter(options)
    letters.populate(text=name)
    letters.subset(font)
    return instancer.instantiateVariableFont(
        font, {"opsz": _OPTICAL_SIZE, "wght": _WEIGHT}, inplace=True
    )


def _kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """Pairs of the basic letters and their kerning, from the `kern` feature of GPOS."""
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


def _pairs(subtable: Any, letters: set[str]) -> list[tuple[tuple[str, str], int]]:
    firsts = [glyph for glyph in subtable.Coverage.glyphs if glyph in letters]
    if subtable.Format == 1:
        sets = dict(zip(subtable.Coverage.glyphs, subtable.PairSet, strict=True))
        return [
            ((first, record.SecondGlyph), _advance(record.Value1))
            for first in firsts
            for record in sets[first].PairValueRecord
            if record.SecondGlyph in letters
        ]
    found: list[tuple[tuple[str, str], int]] = []
    one, two = subtable.ClassDef1.classDefs, subtable.ClassDef2.classDefs
    for first in firsts:
        row = subtable.Class1Record[one.get(first, 0)].Class2Record
        for second in letters:
            value = _advance(row[two.get(second, 0)].Value1)
            if value:
                found.append(((first, second), value))
    return found


def _advance(value: object) -> int:
    return getattr(value, "XAdvance", 0) or 0
