"""The greenhouse."""

from __future__ import annotations

import numpy as np

from ..curves import arc, blade, ellipse, points, rect, ribbon, smooth
from ..figures import stander
from ..inks import mix
from ..registry import scene
from ..sheet import Sheet
from ..sky import air


@scene("greenhouse", "spring", "study", "day", "night")
def greenhouse(sheet: Sheet) -> None:
    """Under glass: palms, beds, a gardener with a can."""
    ink, rng = sheet.ink, sheet.rng
    cx = sheet.w * rng.uniform(0.45, 0.55)
    air(sheet, 1010, ink.paper, ink.pale, strength=0.8)
    at = (cx, 420.0)
    for depth in (0.26, 0.38, 0.56, 0.84, 1.25):
        tone = mix(ink.wash, ink.deep, min(depth, 1.0))
        rx, spring_y, top = 700 * depth, at[1] - 60 * depth, 330 * depth
        bow = arc(cx, spring_y, rx, top, np.pi, 2 * np.pi)
        sheet.fill(
            [
                ribbon(bow, 9 * depth),
                ribbon(arc(cx, spring_y, rx * 0.95, top * 0.93, np.pi, 2 * np.pi), 4 * depth),
                rect(cx - rx - 5 * depth, spring_y, 10 * depth, 500 * depth),
                rect(cx + rx - 5 * depth, spring_y, 10 * depth, 500 * depth),
            ],
            tone,
        )
    ribs = [
        ribbon(
            points(
                (cx + 182 * np.cos(a), at[1] - 16 + 86 * np.sin(a)),
                (cx + 1000 * np.cos(a), at[1] - 76 + 460 * np.sin(a)),
            ),
            1.6,
            5,
        )
        for a in np.linspace(np.pi, 2 * np.pi, 21)
    ]
    sheet.fill(ribs, mix(ink.wash, ink.mid, 0.5))
    sheet.fill(ellipse(cx, 240, 60), ink.glow)
    sheet.engrave(
        ellipse(cx, 240, 330),
        ink.glow,
        lambda x, y: 0.6 - np.hypot(x - cx, y - 240) / 560,
        phase=lambda x, y: np.hypot(x - cx, y - 240) / 9,
        spacing=9,
        wobble=0,
    )
    path = points((cx - 60, 520), (cx + 60, 520), (cx + 330, 1010), (cx - 330, 1010))
    sheet.fill(path, ink.paper)
    sheet.engrave(
        path,
        ink.mid,
        0.26,
        phase=lambda x, y: 6000 / np.maximum(y - 430, 20) + 0 * x,
        spacing=12,
        wobble=0.1,
    )
    for depth in (0.3, 0.45, 0.7, 1.05):
        for side in (-1, 1):
            x, y = cx + side * (130 + 560 * depth), 470 + 400 * depth
            bed = points(
                (cx + side * (50 + 200 * depth), y),
                (cx + side * 1200, y),
                (cx + side * 1200, y + 130 * depth),
                (cx + side * (90 + 230 * depth), y + 130 * depth),
            )
            green = mix(ink.wash, ink.deep, depth * 0.75)
            _palm(sheet, x - side * 120 * depth, y, 640 * depth, green)
            _leaves(
                sheet,
                x - side * 330 * depth,
                x + side * 560 * depth,
                y + 16 * depth,
                150 * depth,
                green,
            )
            sheet.fill(bed, mix(ink.mid, ink.key, 0.35), 1.6)
            sheet.engrave(bed, ink.key, 0.4, spacing=7)
            blooms = [
                (x + rng.normal() * 240 * depth, y - rng.uniform(10, 130) * depth) for _ in range(9)
            ]
            for fx, fy in blooms:
                if abs(fx - cx) > 90 + 200 * depth:
                    petals = [
                        ellipse(fx + 13 * depth * np.cos(a), fy + 13 * depth * np.sin(a), 9 * depth)
                        for a in np.linspace(0, 2 * np.pi, 5, endpoint=False)
                    ]
                    sheet.fill(petals, ink.spot if rng.random() < 0.7 else ink.glow)
                    sheet.fill(ellipse(fx, fy, 6 * depth), ink.paper)
    px = cx + rng.uniform(-50, 50)
    sheet.fill(
        [*stander(px, 860, 330, True, 1), ribbon(points((px + 38, 690), (px + 84, 700)), 15, 10)],
        ink.key,
        2.6,
    )
    can = [
        points((px + 80, 700), (px + 150, 700), (px + 146, 764), (px + 84, 764)),
        ribbon(points((px + 146, 750), (px + 214, 690)), 12, 8),
        ribbon(arc(px + 116, 702, 36, 34, np.pi, 2 * np.pi), 7),
        points((px + 206, 676), (px + 232, 692), (px + 216, 706)),
    ]
    sheet.fill(can, ink.spot, 2.4, ink.key)
    drops = [
        ribbon(points((px + 224 + k * 6, 702 + k * 2), (px + 250 + k * 12, 820)), 1.4, 2.4)
        for k in range(5)
    ]
    sheet.fill(drops, ink.mid)


def _palm(sheet: Sheet, x: float, y: float, h: float, ink: tuple[int, int, int]) -> None:
    rng, key = sheet.rng, sheet.ink.key
    lean = rng.normal() * 0.06 * h
    trunk = smooth([(x, y), (x + lean * 0.4, y - h * 0.4), (x + lean, y - h * 0.72)], closed=False)
    sheet.fill(ribbon(trunk, h * 0.05, h * 0.028), mix(ink, key, 0.5))
    for a in np.linspace(-np.pi * 1.08, np.pi * 0.08, 11) + rng.normal(0, 0.07, 11):
        long = h * rng.uniform(0.3, 0.42)
        t = np.linspace(0, 1, 16)
        fx = x + lean + np.cos(a) * long * t
        fy = y - h * 0.72 + np.sin(a) * long * t + long * 0.62 * t**2.2
        leaf = []
        for k in range(2, 16):
            for side in (-1, 1):
                reach = long * 0.24 * np.sin(t[k] * np.pi * 0.9 + 0.25)
                tip = (fx[k] + np.cos(a) * reach * 0.6, fy[k] + reach * 0.75 + side * reach * 0.28)
                leaf.append(np.array([(fx[k] - 1, fy[k] - 2), (fx[k] + 3, fy[k] + 2), tip]))
        sheet.fill(
            [ribbon(np.column_stack([fx, fy]), h * 0.014, 1.2), *leaf],
            ink if rng.random() < 0.5 else mix(ink, key, 0.35),
        )


def _leaves(
    sheet: Sheet, left: float, right: float, y: float, size: float, ink: tuple[int, int, int]
) -> None:
    rng = sheet.rng
    for _ in range(26):
        x = rng.uniform(min(left, right), max(left, right))
        long, lean = size * rng.uniform(0.5, 1.2), rng.normal() * 0.5
        spine = smooth(
            [(x, y), (x + lean * long * 0.4, y - long * 0.7), (x + lean * long, y - long)],
            closed=False,
            steps=6,
        )
        leaf = blade(spine, long * 0.34)
        sheet.fill(
            leaf, mix(ink, sheet.ink.key, rng.uniform(0, 0.4)), 1, mix(ink, sheet.ink.pale, 0.5)
        )
        sheet.fill(ribbon(spine, 1.6, 0.6), mix(ink, sheet.ink.pale, 0.5))
