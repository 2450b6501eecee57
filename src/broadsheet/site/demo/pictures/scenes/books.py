"""The library."""

from __future__ import annotations

import numpy as np

from ..curves import Points, arc, ellipse, points, rect, smooth
from ..figures import walker
from ..hatching import ramp_y
from ..inks import Ink, mix
from ..registry import scene
from ..sheet import Sheet


@scene("library", "study", "parlour", "night", "autumn")
def library(sheet: Sheet) -> None:
    """The long room: galleries of books, lamps on the tables, readers."""
    ink, rng = sheet.ink, sheet.rng
    at = (sheet.w * rng.uniform(0.45, 0.55), 430.0)
    sheet.fill(sheet.all, ink.wash)
    far = rect(at[0] - 150, 200, 300, 330)
    vault = points((-700, -500), (sheet.w + 700, -500), (at[0] + 150, 250), (at[0] - 150, 250))
    sheet.fill(vault, ink.pale)
    sheet.engrave(
        rect(-5, -5, sheet.w + 10, 260),
        ink.mid,
        0.34,
        phase=lambda x, y: 2200 / np.maximum(470 - y, 40) + 0 * x,
        spacing=11,
        wobble=0,
    )
    floor = points((at[0] - 150, 530), (at[0] + 150, 530), (sheet.w + 900, 1010), (-900, 1010))
    sheet.fill(floor, mix(ink.wash, ink.glow, 0.3))
    sheet.engrave(
        floor,
        ink.deep,
        ramp_y(530, 1000, 0.12, 0.5),
        phase=lambda x, y: (x - at[0]) / np.maximum(y - 430, 20) * 9,
        spacing=16,
        wobble=0,
    )
    sheet.fill(far, ink.glow, 4, ink.deep)
    top = np.vstack(
        [arc(at[0], 320, 90, 100, np.pi, 2 * np.pi), [(at[0] + 90, 500), (at[0] - 90, 500)]]
    )
    sheet.fill(top, ink.paper, 5, ink.deep)
    sheet.fill(
        [rect(at[0] + k * 45 - 2, 226, 4, 274) for k in (-1, 0, 1)]
        + [rect(at[0] - 90, y, 180, 4) for y in (320, 380, 440)],
        ink.deep,
    )
    for side in (-1, 1):
        edges = [150, 210, 300, 440, 660, 1000]
        for near, wide in zip(edges[1:], edges[:-1], strict=True):
            _bay(sheet, at, side, wide, near)
    _tables(sheet, at, rng)
    sheet.fill(walker(at[0] + 20, 640, 130, 0.6, True, 1), ink.key, 1.8)


def _bay(sheet: Sheet, at: tuple[float, float], side: int, far: float, near: float) -> None:
    ink, rng = sheet.ink, sheet.rng

    def spot(t: float, v: float) -> tuple[float, float]:
        x = far + (near - far) * t
        upper, lower = at[1] - x * 1.2, at[1] + x * 0.67
        return at[0] + side * x, upper + (lower - upper) * v

    wall = points(spot(0, 0), spot(1, 0), spot(1, 1), spot(0, 1))
    sheet.fill(wall, ink.deep)
    sheet.engrave(wall, ink.key, 0.34 if side > 0 else 0.15, angle=np.pi / 2, spacing=8)
    books: dict[Ink, list[Points]] = {}
    inks = (
        ink.spot,
        ink.wash,
        ink.pale,
        mix(ink.mid, ink.glow, 0.3),
        ink.mid,
        mix(ink.spot, ink.key, 0.4),
    )
    for shelf in range(12):
        if shelf == 6:
            continue
        v1 = (shelf + 0.92) / 12
        t = 0.1
        while t < 0.9:
            wide, high = rng.uniform(0.025, 0.05), rng.uniform(0.045, 0.066)
            colour = inks[int(rng.integers(0, len(inks)))]
            books.setdefault(colour, []).append(
                points(
                    spot(t, v1 - high),
                    spot(t + wide * 0.86, v1 - high),
                    spot(t + wide * 0.86, v1),
                    spot(t, v1),
                )
            )
            t += wide
    for colour, spines in books.items():
        sheet.fill(spines, colour)
    rail = [
        points(spot(0, 0.51), spot(1, 0.51), spot(1, 0.53), spot(0, 0.53)),
        points(spot(0, 0.575), spot(1, 0.575), spot(1, 0.6), spot(0, 0.6)),
    ]
    rail += [
        points(spot(t, 0.52), spot(t + 0.012, 0.52), spot(t + 0.012, 0.58), spot(t, 0.58))
        for t in np.linspace(0.03, 0.95, 14)
    ]
    sheet.fill(rail, ink.glow)
    post = points(spot(0.93, 0), spot(1, 0), spot(1, 1), spot(0.93, 1))
    sheet.fill(post, ink.mid, 1, ink.key)
    sheet.engrave(post, ink.key, 0.4, angle=np.pi / 2, spacing=5)


def _tables(sheet: Sheet, at: tuple[float, float], rng: np.random.Generator) -> None:
    ink = sheet.ink
    for depth in (0.34, 0.52, 0.8):
        y = at[1] + 480 * depth
        for side in (-1, 1):
            x, s = at[0] + side * 520 * depth, 420 * depth
            for k in (-0.3, 0.25):
                if rng.random() < 0.85:
                    px = x + k * s
                    bust = [
                        smooth(
                            [
                                (px - s * 0.12, y),
                                (px - s * 0.1, y - s * 0.16),
                                (px, y - s * 0.22),
                                (px + s * 0.1, y - s * 0.16),
                                (px + s * 0.12, y),
                            ]
                        ),
                        ellipse(px, y - s * 0.28, s * 0.055, s * 0.07),
                    ]
                    sheet.fill(bust, ink.key, 1.6, ink.wash)
            top = points(
                (x - s * 0.46, y - s * 0.08),
                (x + s * 0.46, y - s * 0.08),
                (x + s * 0.55, y + s * 0.05),
                (x - s * 0.55, y + s * 0.05),
            )
            sheet.engrave(
                ellipse(x, y - s * 0.2, s * 0.5, s * 0.3),
                ink.glow,
                lambda px, py, x=x, y=y, s=s: (
                    0.66 - 0.66 * np.hypot((px - x) / (s * 0.5), (py - y + s * 0.2) / (s * 0.3))
                ),
                spacing=6,
            )
            sheet.fill(top, ink.mid, 2, ink.key)
            sheet.fill(
                [
                    rect(x - s * 0.55, y + s * 0.05, s * 1.1, s * 0.05),
                    rect(x - s * 0.46, y + s * 0.08, s * 0.06, s * 0.36),
                    rect(x + s * 0.4, y + s * 0.08, s * 0.06, s * 0.36),
                ],
                ink.key,
            )
            sheet.fill(
                [
                    points(
                        (x + k * s, y - s * 0.03),
                        (x + (k + 0.1) * s, y - s * 0.05),
                        (x + (k + 0.2) * s, y - s * 0.03),
                        (x + (k + 0.1) * s, y - s * 0.005),
                    )
                    for k in (-0.4, 0.18)
                ],
                ink.paper,
            )
            sheet.fill(
                [
                    rect(x - s * 0.008, y - s * 0.22, s * 0.016, s * 0.2),
                    ellipse(x, y - s * 0.02, s * 0.05, s * 0.015),
                ],
                ink.key,
            )
            sheet.fill(
                points(
                    (x - s * 0.1, y - s * 0.2),
                    (x + s * 0.1, y - s * 0.2),
                    (x + s * 0.05, y - s * 0.28),
                    (x - s * 0.05, y - s * 0.28),
                ),
                mix(ink.spot, ink.glow, 0.2),
                1.4,
                ink.key,
            )
