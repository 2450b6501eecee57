"""The market hall."""

from __future__ import annotations

import numpy as np

from ..curves import arc, ellipse, ground, points, rect, ribbon
from ..figures import crowd, stander, walker
from ..hatching import ramp_y
from ..inks import Ink, mix
from ..registry import scene
from ..sheet import Sheet


@scene("market_hall", "parlour", "spring", "autumn", "day")
def market_hall(sheet: Sheet) -> None:
    """The market under iron and glass: stalls, scales, people with baskets."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.pale)
    at = (sheet.w * rng.uniform(0.44, 0.56), 420.0)
    roof = points((-5, -5), (sheet.w + 5, -5), (at[0] + 200, 330), (at[0] - 200, 330))
    sheet.engrave(
        sheet.all,
        ink.wash,
        lambda x, y: 0.7 - np.exp(-(((x - at[0]) / 430) ** 2) - ((y - 400) / 420) ** 2),
        phase=lambda x, y: np.arctan2(y - at[1], x - at[0]) * 46,
        spacing=9,
    )
    sheet.engrave(
        roof,
        ink.paper,
        0.7,
        phase=lambda x, y: (x - at[0]) / np.maximum(460 - y, 30) * 7,
        spacing=30,
        wobble=0,
    )
    sheet.fill(ellipse(at[0], 400, 96, 110), ink.paper)
    sheet.fill(
        [
            ribbon(points((at[0], 400), (at[0] + 104 * np.cos(a), 400 + 112 * np.sin(a))), 3.6)
            for a in np.linspace(0, 2 * np.pi, 12, endpoint=False)
        ]
        + [ribbon(ellipse(at[0], 400, r, r * 1.14), 5) for r in (96, 50)],
        ink.deep,
    )
    for depth in (0.3, 0.45, 0.68, 1.0):
        tone = mix(ink.wash, ink.key, depth * 0.9)
        half, top, foot = 720 * depth, at[1] - 410 * depth, at[1] + 330 * depth
        bow = arc(at[0], top + 120 * depth, half, 190 * depth, np.pi, 2 * np.pi)
        lower = arc(at[0], top + 150 * depth, half, 170 * depth, np.pi, 2 * np.pi)
        struts = [
            ribbon(np.array([bow[k], lower[k + 1 - 2 * (k % 2)]]), 5 * depth) for k in range(1, 31)
        ]
        sheet.fill([ribbon(bow, 13 * depth), ribbon(lower, 8 * depth), *struts], tone)
        for side in (-1, 1):
            x = at[0] + side * half
            sheet.fill(
                [
                    rect(x - 13 * depth, top + 120 * depth, 26 * depth, foot - top),
                    rect(x - 24 * depth, top + 130 * depth, 48 * depth, 20 * depth),
                ],
                tone,
            )
            if depth < 1:
                _stall(
                    sheet,
                    at[0] + side * half * 0.83,
                    foot + 14 * depth,
                    330 * depth,
                    (ink.spot, ink.deep, ink.mid)[int(rng.integers(0, 3))],
                )
    crowd(
        sheet,
        at[0] - 190,
        at[0] + 190,
        620,
        130,
        9,
        (ink.deep, ink.key, mix(ink.spot, ink.key, 0.3)),
        1.8,
        26,
    )
    sheet.engrave(
        rect(-5, 720, sheet.w + 10, 300),
        ink.mid,
        ramp_y(700, 1000, 0.1, 0.55),
        spacing=9,
        wobble=0.6,
    )
    _stall(sheet, sheet.w * 0.17, 960, 500, ink.spot)
    _stall(sheet, sheet.w * 0.86, 980, 540, ink.deep)
    for x in (0.4, 0.52, 0.66):
        who = walker(
            sheet.w * x + rng.normal() * 20,
            950,
            300,
            rng.uniform(0.3, 0.8),
            True,
            int(rng.choice([-1, 1])),
        )
        sheet.fill(who, ink.key, 3)


def _stall(sheet: Sheet, x: float, base: float, w: float, cloth: Ink) -> None:
    ink, rng = sheet.ink, sheet.rng
    h = w * 0.66
    sheet.fill(
        [rect(x - w * 0.46, base - h, w * 0.03, h), rect(x + w * 0.43, base - h, w * 0.03, h)],
        ink.key,
    )
    keeper = stander(
        x + w * rng.uniform(-0.2, 0.2), base, h * 0.93, rng.random() < 0.5, int(rng.integers(0, 3))
    )
    sheet.fill(keeper, ink.key)
    sheet.fill(rect(x - w * 0.5, base - h * 0.42, w, h * 0.42), mix(ink.mid, ink.deep, 0.4), 2)
    sheet.engrave(
        rect(x - w * 0.5, base - h * 0.42, w, h * 0.42),
        ink.key,
        0.4,
        angle=np.pi / 2,
        spacing=w * 0.045,
        wobble=0.1,
    )
    fruit = []
    for row in range(3):
        for k in range(13 - row):
            size = w * 0.026
            fruit.append(
                ellipse(
                    x - w * 0.45 + (k + row * 0.5) * w * 0.072,
                    base - h * 0.45 - row * size * 1.5,
                    size * rng.uniform(0.85, 1.2),
                    size,
                )
            )
    for colour, part in ((ink.glow, fruit[::3]), (ink.spot, fruit[1::3]), (ink.wash, fruit[2::3])):
        sheet.fill(part, colour, 1.4, ink.key)
    awning = points(
        (x - w * 0.46, base - h * 1.14),
        (x + w * 0.46, base - h * 1.14),
        (x + w * 0.58, base - h * 0.86),
        (x - w * 0.58, base - h * 0.86),
    )
    sheet.fill(awning, cloth, 2)
    sheet.engrave(
        awning,
        ink.paper,
        0.5,
        phase=lambda px, py: (px - x) / (w * 0.92 + (py - base + h * 1.14) * 0.86) * 11,
        spacing=w * 0.09,
        wobble=0,
        broken=0,
    )
    scallops = [
        ellipse(x + (k - 5) * w * 0.1055, base - h * 0.86, w * 0.052, w * 0.04) for k in range(11)
    ]
    sheet.fill(scallops, cloth)
    sheet.fill(
        ground(
            points((x - w * 0.58, base - h * 0.87), (x + w * 0.58, base - h * 0.87)),
            base - h * 0.855,
        ),
        ink.key,
    )
