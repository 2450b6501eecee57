"""Street furniture and masonry: lamps and quays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .curves import Points, ellipse, points, rect, ribbon
from .hatching import Field
from .inks import Ink
from .sheet import Sheet


def lamp(sheet: Sheet, x: float, base: float, h: float, lit: bool) -> None:
    """A street lamp on a cast post."""
    ink = sheet.ink
    top = base - h
    if lit:
        sheet.engrave(
            ellipse(x, top, h * 0.42),
            ink.glow,
            _fade(x, top, h * 0.42),
            phase=_ring(x, top),
            wobble=0.2,
        )
    sheet.fill(ribbon(points((x, base), (x, top + h * 0.08)), h * 0.035, h * 0.02), ink.key)
    sheet.fill(
        [
            rect(x - h * 0.035, base - h * 0.12, h * 0.07, h * 0.12),
            rect(x - h * 0.045, top + h * 0.07, h * 0.09, h * 0.015),
            ellipse(x, base - h * 0.5, h * 0.022),
        ],
        ink.key,
    )
    glass = points(
        (x - h * 0.03, top + h * 0.075),
        (x + h * 0.03, top + h * 0.075),
        (x + h * 0.055, top - h * 0.03),
        (x - h * 0.055, top - h * 0.03),
    )
    sheet.fill(glass, ink.glow if lit else ink.pale)
    sheet.fill(
        [
            points(
                (x - h * 0.07, top - h * 0.028),
                (x, top - h * 0.085),
                (x + h * 0.07, top - h * 0.028),
            ),
            rect(x - h * 0.006, top - h * 0.03, h * 0.012, h * 0.1),
        ],
        ink.key,
    )


def _fade(x0: float, y0: float, r: float) -> Callable[..., Field]:
    def tone(x: Field, y: Field) -> Field:
        return np.asarray(0.7 * (1 - np.hypot(x - x0, y - y0) / r), dtype=np.float32)

    return tone


def _ring(x0: float, y0: float) -> Callable[..., Field]:
    def phase(x: Field, y: Field) -> Field:
        return np.asarray(np.hypot(x - x0, y - y0) / 6, dtype=np.float32)

    return phase


def quay(sheet: Sheet, shape: Points, body: Ink, line: Ink, course: float = 20.0) -> None:
    """A wall of dressed stone: courses, joints and weed-dark feet."""
    rng = sheet.rng
    sheet.fill(shape, body)
    left, right = shape[:, 0].min(), shape[:, 0].max()
    top, foot = shape[:, 1].min(), shape[:, 1].max()
    sheet.engrave(
        shape, line, lambda x, y: 0.08 + 0.75 * (y - top) / (foot - top) + 0 * x, spacing=5
    )
    joints = []
    for row, y in enumerate(np.arange(top, foot, course)):
        joints.append(rect(left, y, right - left, 1.6))
        joints += [
            rect(x + rng.normal() * 3, y, 1.5, course)
            for x in np.arange(left + (row % 2) * course, right, course * 2.2)
        ]
    mask = sheet.mask(shape)
    if mask is not None:
        sheet.fill([j for j in joints if _inside(j, shape)], line)


def _inside(part: Points, shape: Points) -> bool:
    mid = part.mean(axis=0)
    a, b = shape, np.roll(shape, -1, axis=0)
    over = (a[:, 1] > mid[1]) != (b[:, 1] > mid[1])
    rise = np.where(b[:, 1] == a[:, 1], 1.0, b[:, 1] - a[:, 1])
    cut = a[:, 0] + (mid[1] - a[:, 1]) * (b[:, 0] - a[:, 0]) / rise
    return bool(np.count_nonzero(over & (mid[0] < cut)) % 2)
