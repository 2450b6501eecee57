"""Squares and walls of Port Almery: rain, a mural, lanterns on the canal."""

from __future__ import annotations

import numpy as np

from ..curves import ellipse, points, rect, ribbon
from ..figures import crowd, stander, umbrella
from ..hatching import ramp_y
from ..inks import Ink, mix
from ..registry import scene
from ..sea import ripples, water
from ..sheet import Sheet
from ..sky import air, clouds, rain, soaring, stars
from ..street import lamp, quay
from ..town import church, house, terrace


@scene("rain_square", "storm", "night", "dusk", "fog", "winter")
def rain_square(sheet: Sheet) -> None:
    """Umbrellas cross the square; the lamps stand double in the wet stones."""
    ink, rng = sheet.ink, sheet.rng
    base = rng.uniform(520, 560)
    air(sheet, base, ink.wash, ink.deep, strength=0.9)
    clouds(sheet, base - 120, mix(ink.wash, ink.pale, 0.4), ink.deep, 0.5)
    church(sheet, sheet.w * rng.uniform(0.3, 0.7), base, 70, 440, ink.mid, ink.key)
    terrace(
        sheet,
        -30,
        sheet.w + 20,
        base + 4,
        240,
        (ink.mid, ink.wash, mix(ink.spot, ink.mid, 0.5), mix(ink.wash, ink.pale, 0.4)),
        (ink.deep, ink.key),
        lit=0.4,
        width=(84, 128),
    )
    sheet.fill(rect(-5, base, sheet.w + 10, 50), mix(ink.wash, ink.mid, 0.5))
    for x in (sheet.w * 0.12, sheet.w * 0.38, sheet.w * 0.66, sheet.w * 0.9):
        lamp(sheet, x + rng.normal() * 20, base + 40, 190, True)
    crowd(sheet, 0, sheet.w, base + 40, 84, 14, (ink.key, ink.deep), 1.2, 26)
    water(sheet, base + 44, mix(ink.mid, ink.wash, 0.3), ink.key, tone=0.16, mirror=0.7, rough=0.5)
    stones = rect(-5, base + 44, sheet.w + 10, 500)
    sheet.engrave(
        stones,
        ink.key,
        ramp_y(base, 1000, 0.08, 0.3),
        phase=lambda x, y: 2600 / np.maximum(y - base + 60, 8) + 0 * x,
        spacing=14,
        wobble=0.6,
        broken=0.4,
    )
    sheet.engrave(
        stones,
        ink.key,
        ramp_y(base, 1000, 0.05, 0.2),
        phase=lambda x, y: (x - sheet.w / 2) / np.maximum(y - base + 60, 8) * 9,
        spacing=20,
        wobble=0.4,
        broken=0.6,
    )
    for x, y, h in (
        (0.2, 720, 190),
        (0.52, 700, 175),
        (0.76, 780, 235),
        (0.36, 880, 320),
        (0.9, 900, 310),
    ):
        at = sheet.w * x + rng.normal() * 30
        ripples(sheet, at, y + 4, h * 0.6, 10, ink.key, h * 0.5)
        umbrella(
            sheet,
            at,
            y,
            h,
            ink.key,
            ink.spot if rng.random() < 0.45 else ink.deep,
            int(rng.choice([-1, 1])),
        )
    rain(sheet, mix(ink.pale, ink.paper, 0.6), 420, 0.22, 80)


@scene("mural_wall", "spring", "day", "dusk", "autumn")
def mural_wall(sheet: Sheet) -> None:
    """A painter on a scaffold before a wall with a great wave and a bird."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.pale)
    air(sheet, 240, ink.pale, ink.wash)
    wall = rect(sheet.w * 0.1, 110, sheet.w * 0.8, 760)
    house(sheet, -120, 880, 250, 620, ink.wash, ink.deep, style=3)
    house(sheet, sheet.w * 0.89, 880, 260, 560, mix(ink.spot, ink.pale, 0.4), ink.deep, style=0)
    sheet.fill(wall, ink.paper, 3, ink.key)
    x0, w = sheet.w * 0.1, sheet.w * 0.8
    sheet.fill(rect(x0, 110, w, 380), mix(ink.glow, ink.paper, 0.35))
    centre = (x0 + w * rng.uniform(0.6, 0.75), 330.0)
    sheet.engrave(
        rect(x0, 110, w, 480),
        ink.spot,
        lambda x, y: 0.62 - np.hypot(x - centre[0], y - centre[1]) / 1500,
        phase=lambda x, y: np.arctan2(y - centre[1], x - centre[0]) * 8,
        spacing=40,
        wobble=0,
        broken=0,
    )
    sheet.fill(ellipse(*centre, 96), ink.glow, 6)
    for k, colour in enumerate((ink.wash, ink.mid, ink.deep)):
        top = 520 + k * 92
        xs = np.linspace(x0, x0 + w, 120)
        run = (xs - x0) / 230 + k * 0.37 + rng.random()
        ys = top - 96 * np.abs(np.sin(np.pi * run)) ** 0.8
        crest = np.column_stack([xs, ys])
        shape = np.vstack([crest, [(x0 + w, 870), (x0, 870)]])
        sheet.fill(shape, colour, 5)
        sheet.engrave(
            shape,
            ink.paper,
            0.3,
            phase=lambda x, y, xs=xs, ys=ys: (y - np.interp(x, xs, ys)) / 24,
            spacing=24,
            wobble=0,
            broken=0,
        )
    white, dark = soaring(x0 + w * 0.4, 300, 380, -0.2)
    sheet.fill(white, ink.paper, 6, ink.deep)
    sheet.fill(dark, ink.deep)
    sheet.engrave(wall, ink.deep, 0.12, spacing=17, wobble=0.1)
    sheet.fill(rect(-5, 868, sheet.w + 10, 140), mix(ink.wash, ink.mid, 0.4))
    sheet.engrave(
        rect(-5, 868, sheet.w + 10, 140),
        ink.key,
        ramp_y(868, 1000, 0.2, 0.5),
        spacing=9,
        wobble=0.8,
    )
    sx = x0 + w * rng.uniform(0.14, 0.3)
    bars = [
        rect(sx, 250, 8, 630),
        rect(sx + 300, 250, 8, 630),
        rect(sx - 16, 420, 344, 12),
        rect(sx - 16, 640, 344, 12),
    ]
    bars += [
        ribbon(points((sx + 4, 432), (sx + 304, 640)), 5),
        ribbon(points((sx + 304, 652), (sx + 4, 868)), 5),
        rect(sx, 350, 308, 6),
    ]
    sheet.fill(bars, ink.key, 1.6)
    painter = [
        *stander(sx + 90, 420, 150, False, 2),
        ribbon(points((sx + 100, 304), (sx + 136, 280), (sx + 168, 250)), 9, 6),
        ribbon(points((sx + 168, 250), (sx + 190, 226)), 4),
    ]
    sheet.fill(painter, ink.key, 3)
    sheet.fill(stander(sx + 220, 640, 150, True, 0), ink.key, 3)
    sheet.fill(
        [rect(sx + 180, 396, 26, 24), rect(sx + 60, 616, 24, 24), rect(sx + 30, 616, 22, 24)],
        ink.spot,
        2,
    )
    for at, h in ((0.55, 210), (0.62, 200), (0.8, 220)):
        sheet.fill(stander(sheet.w * at, 950, h, at > 0.6, int(rng.integers(0, 3))), ink.key, 3)


@scene("festival_lanterns", "night", "dusk", "velvet", "storm")
def festival_lanterns(sheet: Sheet) -> None:
    """Lanterns over the canal street, and lanterns on the water."""
    ink, rng = sheet.ink, sheet.rng
    base = rng.uniform(560, 600)
    air(sheet, base, ink.mid, ink.key, strength=0.8)
    stars(sheet, base - 200, 70, ink.paper)
    terrace(
        sheet,
        -30,
        sheet.w + 20,
        base,
        230,
        (ink.mid, ink.deep, mix(ink.spot, ink.deep, 0.5), ink.wash),
        (ink.key,),
        lit=0.5,
        width=(80, 118),
    )
    sheet.fill(rect(-5, base, sheet.w + 10, 24), mix(ink.deep, ink.mid, 0.6))
    crowd(
        sheet,
        0,
        sheet.w,
        base + 18,
        92,
        34,
        (ink.key, ink.key, mix(ink.deep, ink.key, 0.5)),
        1.3,
        16,
    )
    quay(sheet, rect(-5, base + 18, sheet.w + 10, 40), mix(ink.deep, ink.mid, 0.4), ink.key, 14)
    _lantern_strings(sheet, ink.key)
    water(sheet, base + 58, ink.deep, ink.key, tone=0.42, mirror=0.8, rough=0.8)
    for _ in range(22):
        near = rng.random() ** 1.3
        x, y = rng.uniform(20, sheet.w - 20), base + 110 + near * 320
        s = 10 + 26 * near
        ripples(sheet, x, y + s * 0.7, s * 4, 7, ink.glow, s * 2.2)
        _lantern(sheet, x, y, s, ink.glow, ink.spot)


def _lantern(sheet: Sheet, x: float, y: float, s: float, light: Ink, rib: Ink) -> None:
    sheet.engrave(
        ellipse(x, y, s * 3),
        light,
        lambda px, py: 0.62 - np.hypot(px - x, py - y) / (s * 3) * 0.62,
        phase=lambda px, py: np.hypot(px - x, py - y) / 5.5,
        spacing=5.5,
        wobble=0.1,
    )
    sheet.fill(ellipse(x, y, s, s * 0.86), light)
    sheet.engrave(
        ellipse(x, y, s, s * 0.86),
        rib,
        lambda px, py: 0.25 + 0.5 * np.abs(px - x) / s + 0 * py,
        phase=lambda px, py: (py - y) / (s * 0.24) + 0 * px,
        spacing=max(s * 0.24, 2),
        wobble=0,
    )
    sheet.fill(
        [
            rect(x - s * 0.4, y - s * 0.98, s * 0.8, s * 0.18),
            rect(x - s * 0.4, y + s * 0.8, s * 0.8, s * 0.16),
        ],
        sheet.ink.key,
    )


def _lantern_strings(sheet: Sheet, cord: Ink) -> None:
    rng, ink = sheet.rng, sheet.ink
    for y0, y1, sag, count, size in (
        (120, 180, 120, 9, 30),
        (40, 260, 150, 8, 36),
        (300, 250, 80, 12, 19),
    ):
        xs = np.linspace(-20, sheet.w + 20, 60)
        t = (xs + 20) / (sheet.w + 40)
        ys = y0 + (y1 - y0) * t + sag * 4 * t * (1 - t)
        sheet.fill(ribbon(np.column_stack([xs, ys]), 2.6), cord)
        for k in range(count):
            place = (k + 0.5 + rng.normal() * 0.06) / count
            x = place * sheet.w
            y = float(np.interp(x, xs, ys))
            sheet.fill(rect(x - 1, y, 2, size * 0.6), cord)
            colour = (ink.glow, ink.spot, mix(ink.glow, ink.spot, 0.5))[int(rng.integers(0, 3))]
            _lantern(
                sheet,
                x,
                y + size * 1.5,
                size * rng.uniform(0.85, 1.1),
                colour,
                mix(ink.spot, ink.key, 0.4),
            )
