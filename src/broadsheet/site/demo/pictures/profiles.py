"""Heads seen from the side, for people at a table, a loom or on a page."""

from __future__ import annotations

import numpy as np

from .curves import Points, ellipse, ribbon, smooth


def profile(x: float, y: float, size: float, side: int) -> tuple[Points, Points, list[Points]]:
    """A head from the side, looking left (1) or right (-1): its outline, hair, and features."""

    def at(*spots: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + side * px * size, y + py * size) for px, py in spots]

    outline = at(
        *((-34, -64), (-44, -34), (-43, -20), (-40, -10), (-50, 8), (-61, 24), (-56, 30)),
        *((-46, 32), (-49, 41), (-44, 46), (-48, 54), (-42, 62), (-45, 78), (-34, 90)),
        *((-12, 86), (4, 84), (2, 122), (70, 122), (64, 60), (80, 10), (74, -50), (30, -90)),
        (-10, -86),
    )
    hair = at(
        *((-38, -60), (-20, -92), (24, -106), (74, -82), (94, -24), (86, 34), (66, 66)),
        *((58, 44), (44, 40), (36, 10), (22, 0), (24, -30), (4, -46)),
    )
    ear = smooth(at((22, 4), (30, -6), (42, 0), (38, 22), (28, 32)))
    marks = [
        ribbon(smooth(at((-40, -8), (-30, -13), (-20, -7)), closed=False), 3.4 * size, 2),
        ribbon(smooth(at((-45, -24), (-32, -30), (-14, -24)), closed=False), 5 * size, 3),
        ribbon(smooth(at((-46, 46), (-36, 47), (-28, 44)), closed=False), 3.6 * size, 1.5),
        ribbon(smooth(at((-44, 22), (-38, 24), (-42, 31)), closed=False), 3 * size, 2),
        ribbon(np.vstack([ear, ear[:1]]), 2.6 * size),
        ellipse(x - side * 31 * size, y - 6 * size, 3.6 * size, 4.4 * size),
    ]
    return smooth(outline, steps=5), smooth(hair, steps=6), marks
