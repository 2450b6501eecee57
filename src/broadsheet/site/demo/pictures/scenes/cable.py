"""The cable ship and what lies below it."""

from __future__ import annotations

import numpy as np

from ..curves import arc, ellipse, ground, points, ribbon, ridge, smooth
from ..inks import mix
from ..land import hills, pebbles
from ..registry import scene
from ..sheet import Sheet
from ..sky import air, cumulus, smoke
from ..steamer import steamer


@scene("submarine_cable", "day", "study", "dusk", "storm")
def submarine_cable(sheet: Sheet) -> None:
    """The cable ship above, the cable running down to the sea bed below."""
    ink, rng = sheet.ink, sheet.rng
    level = 330.0
    air(sheet, level, ink.pale, ink.wash)
    cumulus(sheet, sheet.w * 0.75, 190, 320, ink.paper, ink.wash)
    hills(sheet, level - 16, 30, 0.3, floor=level + 10)
    sx = sheet.w * rng.uniform(0.34, 0.5)
    smoke(sheet, sx - 40, level - 200, 360, mix(ink.pale, ink.wash, 0.6), -0.9)
    steamer(sheet, sx, level + 6, 430, hull=ink.key, house=ink.paper, lit=True)
    surface = ridge(rng, sheet.w, level + 14, 8, 170)
    below = ground(surface, 1010)
    sheet.fill(below, ink.mid)
    sheet.engrave(
        below,
        ink.deep,
        lambda x, y: 0.05 + 0.9 * (y - level) / 620 + 0 * x,
        spacing=7.5,
        wobble=1.4,
    )
    sheet.engrave(
        below, ink.key, lambda x, y: (y - 640) / 520 + 0 * x, angle=0.25, spacing=7.5, wobble=1.4
    )
    shafts = [
        points((x, level + 10), (x + 60, level + 10), (x + 220, 880), (x + 60, 880))
        for x in np.arange(-60, sheet.w, 170)
    ]
    sheet.engrave(
        shafts,
        ink.wash,
        lambda x, y: 0.52 - (y - level) / 700 + 0 * x,
        angle=np.pi / 2 - 0.24,
        spacing=8,
        wobble=0.3,
    )
    sheet.fill(ribbon(surface, 5), ink.paper)
    bed = ridge(rng, sheet.w, 880, 40, 420)
    xs = np.linspace(0, 1, 50)
    start = (sx - 210, level - 20.0)
    run = np.column_stack(
        [
            start[0] - (start[0] + 40) * xs**1.5 * 0.95,
            start[1]
            + (float(np.interp(60, bed[:, 0], bed[:, 1])) - start[1]) * (1 - (1 - xs) ** 2.3),
        ]
    )
    hills(sheet, 830, 40, 0.8, wave=300, ink=mix(ink.deep, ink.mid, 0.25), line=ink.key)
    sheet.fill(ground(bed, 1010), ink.key)
    sheet.engrave(
        ground(bed, 1010),
        ink.mid,
        lambda x, y: 0.42 - (y - 860) / 330 + 0 * x,
        phase=lambda x, y: (y - np.interp(x, bed[:, 0], bed[:, 1])) / 9,
        spacing=9,
    )
    laid = bed[(bed[:, 0] > 40)] + (0, 8)
    sheet.fill(ribbon(laid, 12), ink.spot, 2, ink.key)
    sheet.fill(ribbon(run, 8, 13), ink.spot, 2, ink.key)
    sheet.engrave(ribbon(run, 8, 13), ink.key, 0.4, angle=0.8, spacing=7, wobble=0)
    pebbles(sheet, 930, 40, mix(ink.mid, ink.wash, 0.3), ink.deep)
    for _ in range(4):
        fx, fy, s = rng.uniform(100, sheet.w - 60), rng.uniform(430, 760), rng.uniform(26, 60)
        face = float(rng.choice([-1, 1]))
        fish = smooth(
            [
                (fx - face * s, fy),
                (fx - face * s * 0.3, fy - s * 0.34),
                (fx + face * s * 0.5, fy - s * 0.1),
                (fx + face * s * 0.95, fy - s * 0.34),
                (fx + face * s * 0.84, fy),
                (fx + face * s * 0.95, fy + s * 0.3),
                (fx + face * s * 0.5, fy + s * 0.1),
                (fx - face * s * 0.3, fy + s * 0.3),
            ]
        )
        sheet.fill(fish, ink.pale, 1.6, ink.key)
        sheet.engrave(fish, ink.deep, 0.35, angle=0.4, spacing=6)
        sheet.fill(ellipse(fx - face * s * 0.72, fy - s * 0.06, s * 0.06), ink.key)
    whale = (sheet.w * rng.uniform(0.68, 0.78), 600.0)
    wx, wy = whale
    body = smooth(
        [
            (wx - 190, wy + 6),
            (wx - 170, wy - 44),
            (wx - 60, wy - 70),
            (wx + 90, wy - 40),
            (wx + 190, wy - 2),
            (wx + 250, wy - 34),
            (wx + 262, wy - 6),
            (wx + 232, wy + 16),
            (wx + 250, wy + 44),
            (wx + 190, wy + 26),
            (wx + 60, wy + 42),
            (wx - 90, wy + 52),
            (wx - 170, wy + 36),
        ]
    )
    sheet.fill(body, ink.deep, 2.6, ink.wash)
    sheet.engrave(
        body, ink.key, lambda x, y: 0.5 - (y - wy + 60) / 260 + 0 * x, spacing=7, angle=0.1
    )
    belly = smooth(
        [
            (wx - 186, wy + 12),
            (wx - 60, wy + 20),
            (wx + 60, wy + 38),
            (wx - 90, wy + 50),
            (wx - 168, wy + 36),
        ]
    )
    sheet.fill(belly, ink.pale)
    sheet.engrave(belly, ink.deep, 0.4, angle=-0.12, spacing=8, wobble=0)
    sheet.fill(
        [
            smooth(
                [(wx - 70, wy + 36), (wx - 20, wy + 96), (wx + 14, wy + 100), (wx - 20, wy + 40)]
            ),
            ellipse(wx - 140, wy + 4, 5),
        ],
        ink.key,
    )
    sheet.fill(arc(wx - 140, wy + 4, 11, 9, np.pi, 2 * np.pi), ink.key)
