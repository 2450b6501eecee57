"""The chamber of the Moot."""

from __future__ import annotations

import numpy as np

from ..curves import arc, ellipse, points, rect, smooth
from ..figures import stander, walker
from ..hatching import ramp_x, ramp_y
from ..inks import mix
from ..masonry import column
from ..registry import scene
from ..sheet import Sheet


@scene("moot_chamber", "parlour", "study", "velvet", "day")
def moot_chamber(sheet: Sheet) -> None:
    """The Moot sits: benches in half rings, the speaker's chair, light from above."""
    ink, rng = sheet.ink, sheet.rng
    cx = sheet.w * 0.5
    sheet.fill(sheet.all, ink.wash)
    sheet.engrave(
        sheet.all,
        ink.mid,
        lambda x, y: 0.5 - 0.6 * np.exp(-(((x - cx) / 420) ** 2)) + 0 * y,
        angle=np.pi / 2,
        spacing=8,
        wobble=0.1,
    )
    dome = arc(cx, 150, sheet.w * 0.44, 190, np.pi, 2 * np.pi)
    sheet.fill(np.vstack([dome, [(sheet.w, 150), (sheet.w, -10), (0, -10), (0, 150)]]), ink.deep)
    sheet.engrave(
        rect(-5, -5, sheet.w + 10, 160),
        ink.key,
        0.3,
        phase=lambda x, y: np.arctan2(y - 400, x - cx) * 34,
        spacing=9,
    )
    lights = []
    for k in range(-4, 5):
        a0, a1 = -np.pi / 2 + (k - 0.36) * 0.26, -np.pi / 2 + (k + 0.36) * 0.26
        lights.append(np.vstack([arc(cx, 170, 560, 150, a0, a1), arc(cx, 170, 300, 70, a1, a0)]))
    sheet.fill(lights, ink.glow)
    for k in range(-5, 6):
        x = cx + k * 140
        if abs(k) > 1:
            column(sheet, x, 150, 460, 30)
    tall = [rect(cx - 250 + 400 * k, 190, 100, 210) for k in (0, 1)]
    sheet.fill(tall, ink.glow, 6, ink.deep)
    sheet.fill(
        [rect(t[0, 0] + 46, 190, 8, 210) for t in tall]
        + [rect(t[0, 0], 190 + 66 * j, 100, 5) for t in tall for j in (1, 2)],
        ink.deep,
    )
    for x in (-200, 200):
        shaft = points(
            (cx + x - 50, 200),
            (cx + x + 50, 200),
            (cx + x * 0.4 + 190, 900),
            (cx + x * 0.4 - 160, 900),
        )
        sheet.engrave(
            shaft,
            ink.glow,
            ramp_y(190, 900, 0.5, 0.0),
            angle=np.pi / 2 + 0.1 * np.sign(x),
            spacing=8,
            wobble=0.1,
        )
    throne = [rect(cx - 70, 270, 140, 190), points((cx - 84, 272), (cx, 210), (cx + 84, 272))]
    sheet.fill(throne, ink.spot, 4, ink.key)
    sheet.engrave(throne, ink.key, ramp_x(cx - 70, cx + 70, 0.1, 0.5), angle=np.pi / 2, spacing=7)
    sheet.fill(ellipse(cx, 252, 17), ink.glow)
    sheet.fill(stander(cx, 470, 170, True, 0), ink.key, 2)
    sheet.fill(rect(cx - 130, 410, 260, 66), ink.deep, 3, ink.glow)
    sheet.engrave(rect(cx - 130, 410, 260, 66), ink.key, 0.4, angle=np.pi / 2, spacing=14, wobble=0)
    for row in range(5):
        grow = 1 + row * 0.3
        ry, rx, y = 58 + 62 * row, 260 + 150 * row, 500 + 44 * row
        bench = np.vstack(
            [
                arc(cx, y, rx, ry, 0.02 * np.pi, 0.98 * np.pi),
                arc(cx, y + 30 * grow, rx + 20, ry + 20, 0.98 * np.pi, 0.02 * np.pi),
            ]
        )
        people = []
        for a in np.linspace(0.06, 0.94, 9 + 2 * row) * np.pi:
            if rng.random() < 0.86 and not 0.46 < a / np.pi < 0.54:
                px, py, s = cx + rx * np.cos(a), y + ry * np.sin(a), 15 * grow
                people += [
                    ellipse(px, py - s * 1.7, s * 0.52, s * 0.66),
                    smooth(
                        [
                            (px - s * 0.95, py + s),
                            (px - s * 0.8, py - s * 0.75),
                            (px, py - s * 1.15),
                            (px + s * 0.8, py - s * 0.75),
                            (px + s * 0.95, py + s),
                        ]
                    ),
                ]
        sheet.fill(people, mix(ink.deep, ink.key, 0.6), 2, ink.pale)
        sheet.fill(bench, mix(ink.spot, ink.deep, 0.15 + 0.12 * row), 2, ink.glow)
        sheet.engrave(
            bench,
            ink.key,
            ramp_x(0, sheet.w, 0.2, 0.6),
            phase=lambda x, y2, y=y: np.arctan2(y2 - y, x - cx) * 40,
            spacing=10,
        )
    aisle = points((cx - 22, 560), (cx + 22, 560), (cx + 80, 1010), (cx - 80, 1010))
    sheet.fill(aisle, ink.pale)
    sheet.engrave(
        aisle, ink.deep, 0.35, phase=lambda x, y: 4000 / (y - 380) + 0 * x, spacing=12, wobble=0
    )
    sheet.fill(walker(cx, 800, 230, 0.5, True, 1), ink.key, 2.4)
