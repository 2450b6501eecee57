"""The night: the band of stars over the firs, the observatory."""

from __future__ import annotations

import numpy as np

from ..curves import (
    blade,
    ground,
    points,
    rect,
    ribbon,
    smooth,
)
from ..figures import stander, walker
from ..hatching import Field
from ..inks import mix
from ..land import bare_tree, fir, hills, mountains, wood
from ..registry import scene
from ..sheet import Sheet
from ..sky import mist, moon, stars
from ..town import house


@scene("night_sky", "night", "dusk", "velvet", "study")
def night_sky(sheet: Sheet) -> None:
    """The great band of stars over firs and two watchers."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.deep)
    angle = rng.uniform(-1.0, -0.6)
    pole = (sheet.w * rng.uniform(0.3, 0.7), 330.0)
    sheet.engrave(
        sheet.all,
        ink.key,
        lambda x, y: 0.62 - y / 1700 + 0 * x,
        phase=lambda x, y: np.hypot(x - pole[0], y - pole[1]) / 8,
        spacing=8,
        wobble=0.2,
    )
    dust = sheet.clouded(170, 150, 4)

    def band(x: Field, y: Field) -> Field:
        off = (x - sheet.w / 2) * np.sin(-angle) - (y - 380) * np.cos(-angle)
        return np.asarray(np.exp(-((off / 190) ** 2)))

    sheet.engrave(
        sheet.all,
        ink.mid,
        lambda x, y: band(x, y) * 1.1 - 1.6 * np.maximum(dust(x, y) - 0.5, 0),
        phase=lambda x, y: (x * np.sin(-angle) - y * np.cos(-angle)) / 7 + 3 * dust(x, y),
        spacing=7,
    )
    sheet.grain(
        sheet.all, ink.wash, lambda x, y: band(x, y) * 0.52 + 0.9 * (dust(x, y) - 0.62), 3.2
    )
    sheet.grain(
        sheet.all, ink.paper, lambda x, y: band(x, y) ** 2 * 0.4 + 0.8 * (dust(x, y) - 0.64), 3.6
    )
    stars(sheet, 900, 420, ink.paper)
    trail = points(*[(sheet.w * 0.2 + k * 24, 120 + k * 16.0) for k in range(8)])
    sheet.fill(ribbon(trail, 0.5, 4), ink.glow)
    line = hills(sheet, 850, 50, 0.9, wave=700, ink=ink.key, line=ink.deep)
    trees = [
        fir(x, float(np.interp(x, line[:, 0], line[:, 1])) + 14, h, rng)
        for x, h in zip(rng.uniform(0, sheet.w, 44), rng.uniform(60, 260, 44), strict=True)
        if abs(x - sheet.w * 0.5) > 150
    ]
    sheet.fill(trees, ink.key)
    y = float(np.interp(sheet.w * 0.5, line[:, 0], line[:, 1])) + 6
    x = sheet.w * 0.5
    sheet.fill(
        [*stander(x - 40, y, 104, False, 2), *stander(x + 56, y, 92, True, 0)],
        ink.key,
        1.6,
        ink.wash,
    )
    sheet.fill(
        [
            ribbon(points((x + 2, y - 66), (x + 44, y - 104)), 11, 15),
            ribbon(points((x + 16, y - 76), (x + 4, y)), 2.4),
            ribbon(points((x + 16, y - 76), (x + 30, y)), 2.4),
        ],
        ink.key,
        1.4,
        ink.wash,
    )


@scene("observatory", "night", "dusk", "winter", "velvet")
def observatory(sheet: Sheet) -> None:
    """The dome on its hill, open to the turning stars."""
    ink, rng = sheet.ink, sheet.rng
    horizon = 720
    dark = mix(ink.mid, ink.deep, 0.5)
    sheet.fill(sheet.all, dark)
    x, base = sheet.w * rng.uniform(0.36, 0.62), 650.0
    pole = (x + rng.uniform(-90, 90), 210.0)
    sheet.engrave(
        rect(-5, -5, sheet.w + 10, horizon),
        ink.key,
        lambda px, py: 0.66 - py / 1400 + 0 * px,
        spacing=7,
    )
    trails = []
    for _ in range(150):
        r, start, long = rng.uniform(20, 1100), rng.uniform(0, 2 * np.pi), rng.uniform(0.25, 0.5)
        t = np.linspace(start, start + long, 30)
        trails.append(
            blade(
                np.column_stack([pole[0] + r * np.cos(t), pole[1] + r * np.sin(t)]),
                rng.uniform(1.2, 3.6),
            )
        )
    sheet.fill(trails, ink.paper)
    if rng.random() < 0.6:
        moon(sheet, sheet.w * (0.12 if x > sheet.w / 2 else 0.88), 170, 46)
    mountains(sheet, 690, 70, ink.mid, ink.key, wave=300)
    mist(sheet, 740, 40, ink.wash, 0.5)
    hill = smooth(
        [
            (-20, 900),
            (x - 460, 800),
            (x - 250, 672),
            (x, 646),
            (x + 260, 668),
            (x + 480, 780),
            (sheet.w + 20, 860),
        ],
        closed=False,
    )
    r = 190.0
    wall = rect(x - r * 0.96, base - 96, r * 1.92, 120)
    sheet.fill(wall, ink.pale)
    sheet.engrave(wall, ink.key, lambda px, py: 0.15 + 0.5 * (px - x) / r + 0 * py, spacing=6)
    sheet.fill(
        [rect(x - r * 0.76 + k * 74, base - 66, 26, 60) for k in range(4)], ink.glow, 3, ink.key
    )
    t = np.linspace(np.pi, 2 * np.pi, 60)
    dome = np.column_stack([x + r * np.cos(t), base - 110 + r * np.sin(t)])
    sheet.fill(dome, ink.paper, 2.5, ink.key)
    sheet.engrave(
        dome,
        ink.deep,
        lambda px, py: 0.3 + 0.72 * (px - x) / r + (py - base + 200) / 900,
        phase=lambda px, py: (
            np.arcsin(
                np.clip((px - x) / np.sqrt(np.maximum(r * r - (py - base + 110) ** 2, 1)), -1, 1)
            )
            * 9
        ),
        spacing=9,
        wobble=0,
    )
    sheet.engrave(dome, ink.deep, lambda px, py: 0.15 + 0.5 * (px - x) / r + 0 * py, spacing=7)
    slit = points(
        (x - 6, base - 110 - r * 1.03),
        (x + 58, base - 110 - r * 0.97),
        (x + 72, base - 112),
        (x + 14, base - 112),
    )
    sheet.fill(slit, ink.key)
    sheet.fill(
        points(
            (x + 16, base - 112), (x + 70, base - 112), (x + 66, base - 190), (x + 12, base - 200)
        ),
        ink.glow,
    )
    tube = points(
        (x + 20, base - 150), (x + 52, base - 140), (x + 96, base - 336), (x + 58, base - 344)
    )
    sheet.fill(tube, ink.spot, 2, ink.key)
    sheet.engrave(tube, ink.key, 0.34, angle=1.35, spacing=6)
    sheet.fill(rect(x - r * 1.06, base - 116, r * 2.12, 16), ink.deep, 1.5, ink.key)
    sheet.fill(ground(hill, 1010), ink.deep)
    sheet.engrave(
        ground(hill, 1010),
        ink.key,
        lambda px, py: 0.35 + (py - 640) / 500 + 0 * px,
        phase=lambda px, py: (py - 0.8 * np.interp(px, hill[:, 0], hill[:, 1])) / 8,
        spacing=8,
    )
    path = smooth([(x - 10, base + 16), (x + 60, 760), (x - 80, 860), (x + 60, 1010)], closed=False)
    sheet.fill(ribbon(path, 12, 110), mix(ink.wash, ink.mid, 0.3))
    wood(sheet, hill[(hill[:, 0] < x - 330) | (hill[:, 0] > x + 330)], 70, 130, ink.key, 90)
    sheet.fill(walker(x + 24, 800, 90, 0.5, True, -1), ink.key, 1.4, ink.pale)
    house(sheet, x - 380, 770, 74, 66, ink.mid, ink.key, lit=0.8, style=0)
    sheet.fill(bare_tree(x + 420, 800, 220, rng), ink.key)
