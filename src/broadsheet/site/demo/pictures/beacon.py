"""The lighthouse's tower and its beam."""

from __future__ import annotations

import numpy as np

from .curves import ellipse, points, rect, smooth
from .hatching import Field
from .sheet import Sheet


def tower(sheet: Sheet, x: float, base: float, h: float, lit: bool) -> tuple[float, float]:
    ink = sheet.ink
    w = h * 0.15
    body = points(
        (x - w, base),
        (x - w * 0.62, base - h * 0.76),
        (x + w * 0.62, base - h * 0.76),
        (x + w, base),
    )
    bands = [
        points(
            *[
                (x + s * w * (1 - 0.38 * k / 5.0), base - h * 0.76 * k / 5)
                for s, k in ((-1, b), (-1, b + 1), (1, b + 1), (1, b))
            ]
        )
        for b in (1, 3)
    ]
    sheet.fill(body, ink.paper, 2.5, ink.deep)
    sheet.fill(bands, ink.spot)
    sheet.engrave(
        body,
        ink.key,
        lambda px, py: (px - x + w * 0.35) / (2 * w) + 0.02 + 0 * py,
        angle=np.pi / 2,
        spacing=5.5,
    )
    top = base - h * 0.76
    sheet.fill(
        [
            rect(x - w * 0.95, top - h * 0.025, w * 1.9, h * 0.03),
            rect(x - w * 0.78, top - h * 0.005, w * 1.56, h * 0.025),
        ],
        ink.key,
    )
    rails = [rect(x - w * 0.95, top - h * 0.075, w * 1.9, h * 0.006)]
    rails += [rect(x + k * w * 0.19 - 1, top - h * 0.075, 2, h * 0.06) for k in range(-5, 6)]
    glass = rect(x - w * 0.45, top - h * 0.145, w * 0.9, h * 0.125)
    sheet.fill(glass, ink.glow if lit else ink.pale)
    sheet.fill(
        [rect(x + k * w * 0.225 - 1.2, top - h * 0.145, 2.4, h * 0.125) for k in range(-2, 3)]
        + rails,
        ink.key,
    )
    dome = smooth(
        [
            (x - w * 0.55, top - h * 0.145),
            (x - w * 0.36, top - h * 0.2),
            (x, top - h * 0.225),
            (x + w * 0.36, top - h * 0.2),
            (x + w * 0.55, top - h * 0.145),
        ],
        closed=False,
    )
    sheet.fill(
        [dome, rect(x - 2, top - h * 0.29, 4, h * 0.08), ellipse(x, top - h * 0.228, w * 0.1)],
        ink.key,
    )
    for k in (0.2, 0.5):
        sheet.fill(rect(x - w * 0.14, base - h * k, w * 0.28, h * 0.05), ink.key)
    sheet.fill(rect(x - w * 0.2, base - h * 0.085, w * 0.4, h * 0.085), ink.key)
    return x, top - h * 0.085


def beam(sheet: Sheet, at: tuple[float, float], angle: float, spread: float, length: float) -> None:
    """A lighthouse's beam, in lines that thin out with distance."""
    x, y = at
    far = [
        (x + np.cos(a) * length, y + np.sin(a) * length) for a in (angle - spread, angle + spread)
    ]

    def phase(px: Field, py: Field) -> Field:
        return np.asarray(np.arctan2(py - y, px - x) * 90, dtype=np.float32)

    def tone(px: Field, py: Field) -> Field:
        return np.asarray(0.95 - np.hypot(px - x, py - y) / length, dtype=np.float32)

    sheet.engrave(points((x, y), *far), sheet.ink.glow, tone, phase=phase, spacing=9, wobble=0)
