"""Dressed stone: viaducts and columns."""

from __future__ import annotations

import numpy as np

from .curves import arc, rect
from .hatching import ramp_x
from .inks import Ink
from .sheet import Sheet


def viaduct(
    sheet: Sheet,
    left: float,
    right: float,
    top: float,
    foot: float,
    span: float,
    stone: Ink,
    line: Ink,
) -> None:
    """A stone viaduct: a wall with tall arches cut out of it."""
    upper = [(left, top), (right, top)]
    lower: list[tuple[float, float]] = []
    pier = span * 0.2
    x = right
    while x > left:
        lower += [(x, foot), (x - pier, foot)]
        ring = arc(
            x - pier - (span - pier) / 2,
            top + span * 0.55,
            (span - pier) / 2,
            (span - pier) / 2,
            0,
            -np.pi,
        )
        lower += [(float(px), float(py)) for px, py in ring]
        x -= span
    shape = np.array([*upper, *lower, (left, foot)])
    sheet.fill(shape, stone)
    sheet.engrave(
        shape,
        line,
        lambda px, py: (
            0.2 + 0.25 * np.mod((px - left) / span, 1) + (py - top) / (foot - top) * 0.25
        ),
        spacing=6.5,
    )
    sheet.fill(
        [rect(left, top - 6, right - left, 9), rect(left, top + span * 0.1, right - left, 4)], line
    )


def column(sheet: Sheet, x: float, top: float, foot: float, w: float) -> None:
    """A fluted column, `w` thick."""
    ink = sheet.ink
    sheet.fill(rect(x - w / 2, top, w, foot - top), ink.pale)
    sheet.engrave(
        rect(x - w / 2, top, w, foot - top),
        ink.deep,
        ramp_x(x - w / 2, x + w / 2, 0.0, 0.8),
        angle=np.pi / 2,
        spacing=5.5,
        wobble=0,
    )
    sheet.fill(
        [
            rect(x - w * 0.72, top, w * 1.44, w * 0.3),
            rect(x - w * 0.66, foot - w * 0.34, w * 1.32, w * 0.34),
        ],
        ink.paper,
        1.4,
        ink.deep,
    )
