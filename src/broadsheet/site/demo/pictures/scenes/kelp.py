"""The kelp farm, above and below the water."""

from __future__ import annotations

import numpy as np

from ..boats import smack
from ..curves import (
    blade,
    ellipse,
    ground,
    points,
    ribbon,
    ridge,
    smooth,
)
from ..figures import stander
from ..inks import Ink, mix
from ..land import hills
from ..registry import scene
from ..sea import water
from ..sheet import Sheet
from ..sky import air, cumulus, flock, sun


@scene("kelp_farm", "day", "dawn", "study", "dusk", "spring")
def kelp_farm(sheet: Sheet) -> None:
    """Half above, half below the water: the harvest boat over forests of kelp."""
    ink, rng = sheet.ink, sheet.rng
    level = rng.uniform(390, 430)
    at = (sheet.w * rng.uniform(0.25, 0.75), level - 150)
    air(sheet, level, ink.pale, ink.wash, light=at, halo=420)
    cumulus(sheet, sheet.w * 0.2, 240, 300, ink.paper, ink.wash)
    sun(sheet, *at, 40, ink.glow, ink.paper)
    hills(sheet, level - 20, 40, 0.32, floor=level + 10)
    water(sheet, level - 26, ink.wash, ink.mid, tone=0.3, floor=level + 20)
    smack(sheet, sheet.w * 0.5, level + 8, 260, ink.key, ink.spot, ink.key)
    sheet.fill(
        [
            *stander(sheet.w * 0.5 + 62, level - 22, 92, False, 2),
            ribbon(points((sheet.w * 0.5 + 70, level - 90), (sheet.w * 0.5 + 130, level + 10)), 3),
        ],
        ink.key,
        1.4,
    )
    surface = ridge(rng, sheet.w, level + 8, 9, 220)
    below = ground(surface, 1010)
    sheet.fill(below, ink.mid)
    sheet.engrave(
        below, ink.deep, lambda x, y: 0.1 + 0.75 * (y - level) / 600 + 0 * x, spacing=7, wobble=1.2
    )
    shafts = [
        points(
            (at[0] + k * 90 - 20, level + 4),
            (at[0] + k * 90 + 26, level + 4),
            (at[0] + k * 210 + 70, 960),
            (at[0] + k * 210 - 50, 960),
        )
        for k in range(-5, 6)
    ]
    sheet.engrave(
        shafts,
        ink.wash,
        lambda x, y: 0.62 - (y - level) / 620 + 0 * x,
        angle=np.pi / 2,
        spacing=7,
        wobble=0.3,
    )
    sheet.fill(ribbon(surface, 5), ink.paper)
    for row, (near, count) in enumerate(((0.45, 20), (0.7, 15), (1.0, 11))):
        colour = (
            mix(ink.mid, ink.deep, 0.5),
            mix(ink.deep, ink.glow, 0.16),
            mix(ink.key, ink.glow, 0.12),
        )[row]
        for x in np.linspace(0, sheet.w, count) + rng.normal(0, 24, count):
            _kelp(
                sheet,
                float(x),
                level + 16 + 8 * row,
                300 + 320 * near,
                colour,
                mix(colour, ink.glow, 0.4),
                near,
            )
        if row == 1:
            fish = []
            cx, cy = sheet.w * rng.uniform(0.3, 0.7), level + 260
            for _ in range(46):
                fx, fy, s = cx + rng.normal() * 150, cy + rng.normal() * 46, rng.uniform(7, 15)
                fish.append(
                    np.vstack(
                        [
                            ellipse(fx, fy, s, s * 0.36)[:20],
                            [
                                (fx - s, fy),
                                (fx - s * 1.7, fy - s * 0.4),
                                (fx - s * 1.7, fy + s * 0.4),
                                (fx - s, fy),
                            ],
                            ellipse(fx, fy, s, s * 0.36)[20:],
                        ]
                    )
                )
            sheet.fill(fish, ink.paper)
    buoys = np.linspace(40, sheet.w - 40, 12)
    for x in buoys:
        if abs(x - sheet.w * 0.5) > 120:
            y = float(np.interp(x, surface[:, 0], surface[:, 1]))
            sheet.fill(ellipse(x, y - 3, 15, 13), ink.spot, 1.6)
            sheet.engrave(ellipse(x, y - 3, 15, 13), ink.key, 0.34, spacing=4)
    flock(sheet, sheet.w * 0.75, 150, 130, 8, ink.deep, 32)


def _kelp(
    sheet: Sheet, x: float, top: float, long: float, ink: Ink, light: Ink, near: float
) -> None:
    rng = sheet.rng
    along = np.linspace(0, 1, 24)
    bend = 26 * near * np.sin(along * rng.uniform(4, 7) + rng.uniform(0, 6)) * along
    stem = np.column_stack([x + bend, top + along * long])
    leaves, bulbs = [], []
    for k in range(1, 23):
        side = 1 if k % 2 else -1
        sx, sy = stem[k]
        reach = 52 * near * rng.uniform(0.7, 1.2)
        droop = reach * rng.uniform(0.3, 0.9)
        leaves.append(
            blade(
                smooth(
                    [
                        (sx, sy),
                        (sx + side * reach * 0.5, sy + droop * 0.2),
                        (sx + side * reach, sy + droop),
                    ],
                    closed=False,
                    steps=6,
                ),
                27 * near,
            )
        )
        bulbs.append(ellipse(sx + side * 4 * near, sy, 4 * near))
    sheet.fill([ribbon(stem, 4.5 * near), *leaves], ink)
    sheet.engrave(
        leaves, light, lambda px, py: 0.55 - (py - top) / long * 0.5 + 0 * px, angle=0.7, spacing=5
    )
    sheet.fill(bulbs, light)
