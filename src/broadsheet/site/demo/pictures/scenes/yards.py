"""The shipyard."""

from __future__ import annotations

import numpy as np

from ..curves import ellipse, points, rect, ribbon, shift, smooth
from ..figures import crowd, walker
from ..inks import mix
from ..land import hills
from ..registry import scene
from ..sea import water
from ..sheet import Sheet
from ..sky import air, clouds, flock, smoke, sun
from ..town import far_town


@scene("shipyard_cranes", "dusk", "day", "storm", "dawn", "fog")
def shipyard_cranes(sheet: Sheet) -> None:
    """A hull on the slip under the cranes at the change of shift."""
    ink, rng = sheet.ink, sheet.rng
    base = 760.0
    at = (sheet.w * rng.uniform(0.3, 0.7), 420.0)
    air(sheet, base, ink.pale, ink.wash, light=at, halo=560)
    clouds(sheet, 560, ink.paper, ink.wash, 0.48)
    sun(sheet, *at, 60, ink.glow, ink.paper)
    far = hills(sheet, base - 120, 40, 0.3)
    far_town(sheet, 0, sheet.w, shift(far, 0, 40), 30, mix(ink.pale, ink.wash, 0.3), ink.wash)
    smoke(sheet, sheet.w * 0.08, base - 240, 420, mix(ink.pale, ink.wash, 0.5), 0.8)
    sheet.fill(
        [rect(sheet.w * 0.07, base - 240, 26, 240), rect(-10, base - 130, 210, 140)], ink.mid
    )
    water(sheet, base - 30, ink.wash, ink.mid, tone=0.4, floor=base + 40)
    for x, h, near, side in ((0.3, 430, 0.5, 1), (0.56, 520, 0.62, -1), (0.86, 640, 0.85, -1)):
        _crane(sheet, sheet.w * x, base + 10, h, ink.depth(near), side)
    left, right, top = sheet.w * 0.2, sheet.w * 0.72, base - 270
    hull = np.vstack(
        [
            smooth(
                [
                    (left - 70, top - 40),
                    (left + 120, top),
                    ((left + right) / 2, top + 16),
                    (right - 60, top + 4),
                    (right + 60, top - 20),
                ],
                closed=False,
            ),
            smooth(
                [
                    (right + 40, top + 90),
                    (right - 10, base - 30),
                    (right - 60, base - 6),
                    (left + 120, base - 6),
                    (left + 20, base - 60),
                    (left - 70, top - 40),
                ],
                closed=False,
            ),
        ]
    )
    sheet.fill(hull, ink.spot, 3, ink.key)
    lower = np.vstack(
        [
            points((left - 20, top + 150), (right + 26, top + 150)),
            smooth(
                [
                    (right - 10, base - 30),
                    (right - 60, base - 6),
                    (left + 120, base - 6),
                    (left + 20, base - 60),
                ],
                closed=False,
            ),
        ]
    )
    sheet.fill(lower, mix(ink.spot, ink.key, 0.5))
    sheet.engrave(
        hull,
        ink.key,
        lambda x, y: 0.12 + 0.6 * (y - top) / 280 + 0 * x,
        phase=lambda x, y: (y - 16 * np.cos((x - left) / 300)) / 8,
        spacing=8,
        wobble=0.2,
    )
    seams = [rect(x, top + 10, 2.4, 250) for x in np.arange(left + 60, right, 74)] + [
        rect(left, top + 60 + 56 * k, right - left, 2.4) for k in range(4)
    ]
    sheet.fill(seams, ink.key)
    sheet.fill(
        [rect(left + 90, top - 80, 170, 84), rect(left + 110, top - 130, 110, 52)],
        ink.paper,
        2,
        ink.key,
    )
    sheet.fill([rect(left + 104 + 30 * k, top - 60, 16, 20) for k in range(5)], ink.deep)
    poles = []
    for x in np.arange(left - 30, right + 60, 58):
        poles += [rect(x, top - 30, 5, 310)]
    poles += [rect(left - 40, top + 34 + 76 * k, right - left + 110, 5) for k in range(4)]
    poles += [
        ribbon(points((x, base), (x + 58, top + 34)), 3) for x in np.arange(left - 30, right, 116)
    ]
    sheet.fill(poles, ink.key)
    crowd(sheet, left, right, top + 36, 50, 6, (ink.key,), 1.2, 2)
    crowd(sheet, left, right, top + 112, 50, 5, (ink.key,), 1.2, 2)
    for _k in range(3):
        sx, sy = rng.uniform(left + 60, right - 60), top + rng.choice([110, 186, 260])
        rays = [
            ribbon(points((sx, sy), (sx + r * np.cos(a), sy + r * np.sin(a))), 3, 0.6)
            for a, r in zip(rng.uniform(0, 6.3, 22), rng.uniform(16, 60, 22), strict=True)
        ]
        sheet.fill([*rays, ellipse(sx, sy, 7)], ink.glow)
    sheet.fill(
        points((-10, base - 4), (sheet.w + 10, base - 4), (sheet.w + 10, 1010), (-10, 1010)),
        mix(ink.mid, ink.deep, 0.6),
    )
    yard = rect(-10, base - 4, sheet.w + 20, 260)
    sheet.engrave(
        yard,
        ink.key,
        0.42,
        phase=lambda x, y: 5000 / np.maximum(y - base + 130, 20) + 0 * x,
        spacing=10,
        wobble=0.5,
    )
    crowd(sheet, 0, sheet.w, 850, 120, 18, (ink.key, mix(ink.deep, ink.key, 0.5)), 1.8, 40)
    for x in np.linspace(0.08, 0.92, 6):
        sheet.fill(
            walker(
                sheet.w * x + rng.normal() * 30,
                985 + rng.normal() * 8,
                240,
                rng.uniform(0.4, 0.9),
                True,
                1,
            ),
            ink.key,
            2.4,
            ink.wash,
        )
    flock(sheet, sheet.w * 0.5, 180, 180, 8, ink.deep, 32)


def _crane(
    sheet: Sheet, x: float, base: float, h: float, ink: tuple[int, int, int], side: int
) -> None:
    top = base - h
    w = h * 0.09
    parts = [
        ribbon(points((x - w * 1.6, base), (x - w * 0.5, top)), 8, 6),
        ribbon(points((x + w * 1.6, base), (x + w * 0.5, top)), 8, 6),
    ]
    for k in range(9):
        y0, y1 = base - h * k / 9, base - h * (k + 1) / 9
        w0, w1 = w * (1.6 - 1.1 * k / 9), w * (1.6 - 1.1 * (k + 1) / 9)
        parts += [
            ribbon(points((x - w0, y0), (x + w1, y1)), 3),
            ribbon(points((x + w0, y0), (x - w1, y1)), 3),
            ribbon(points((x - w1, y1), (x + w1, y1)), 3),
        ]
    reach, back = h * 0.82, h * 0.3
    parts += [
        ribbon(points((x - side * back, top), (x + side * reach, top)), 6),
        ribbon(points((x - side * back, top - w * 0.7), (x + side * reach, top - w * 0.4)), 4),
        ribbon(points((x, top), (x, top - h * 0.2)), 8),
        ribbon(points((x, top - h * 0.2), (x + side * reach * 0.9, top)), 2.6),
        ribbon(points((x, top - h * 0.2), (x - side * back, top)), 2.6),
    ]
    for k in range(22):
        a = x - side * back + side * (reach + back) * k / 22
        b = x - side * back + side * (reach + back) * (k + 1) / 22
        parts.append(
            ribbon(
                points((a, top), (b, top - w * 0.55))
                if k % 2
                else points((a, top - w * 0.55), (b, top)),
                2.4,
            )
        )
    parts += [
        rect(x - side * back - w * 0.5, top - w * 0.2, w, w * 1.1),
        rect(x - w * 0.5 + side * w, top, w * 0.9, w),
    ]
    hook = x + side * reach * sheet.rng.uniform(0.45, 0.85)
    drop = h * sheet.rng.uniform(0.2, 0.42)
    parts += [
        ribbon(points((hook, top), (hook, top + drop)), 2),
        rect(hook - w * 0.7, top + drop, w * 1.4, w * 0.34),
    ]
    parts += [
        ribbon(points((hook, top + drop - w), (hook + s * w * 0.6, top + drop)), 1.8)
        for s in (-1, 1)
    ]
    sheet.fill(parts, ink)
