"""The bird cliffs and the winter beach."""

from __future__ import annotations

import numpy as np

from ..curves import (
    blade,
    crag,
    ellipse,
    ground,
    points,
    rect,
    ribbon,
    shift,
    smooth,
)
from ..figures import walker
from ..inks import mix
from ..land import hills, rock, tuft
from ..registry import scene
from ..sea import billow, foam, spray, water
from ..sheet import Sheet
from ..sky import air, clouds, cumulus, flock, soaring, sun


@scene("seabird_cliff", "day", "dusk", "storm", "spring", "winter")
def seabird_cliff(sheet: Sheet) -> None:
    """The bird cliffs: ledges white with gannets, the air full of them."""
    ink, rng = sheet.ink, sheet.rng
    horizon = 560
    air(sheet, horizon, ink.pale, ink.wash)
    cumulus(sheet, sheet.w * 0.75, 330, 460, ink.paper, ink.wash)
    hills(sheet, horizon - 30, 40, 0.3, floor=horizon + 8)
    water(sheet, horizon, ink.mid, ink.deep, tone=0.5, rough=1.3)
    for left, top, near in ((0.62, 350, 0.45), (0.36, 200, 0.62), (0.0, 60, 0.8)):
        x = left * sheet.w * 0.6
        edge = sheet.w * (0.28 + left * 0.7)
        line = crag(
            [
                (-30, top),
                (x + 120, top + 16),
                (edge - 120, top + 40),
                (edge - 30, top + 90),
                (edge, top + 260),
                (edge + 34, horizon + 60),
                (edge + 70, horizon + 110),
            ],
            rng,
            10,
            22,
        )
        face = np.vstack([line, [(-30, horizon + 110)]])
        rock(sheet, face, mix(ink.depth(near), ink.wash, 0.2), ink.key, 1.0)
        sheet.fill(blade(shift(line[: len(line) * 2 // 3], 0, 2), 16), mix(ink.mid, ink.glow, 0.45))
        ledges, birds = [], []
        for y in map(float, np.arange(top + 70, horizon + 30, 46)):
            wide = rng.uniform(0.3, 0.7) * edge
            start = edge - wide - rng.uniform(10, 60)
            shelf = smooth(
                [(start, y), (start + wide * 0.4, y + rng.normal() * 5), (start + wide, y + 6)],
                closed=False,
            )
            ledges.append(blade(shelf, 11))
            for bx in np.arange(start + 14, start + wide - 14, 15):
                if rng.random() < 0.72:
                    by = float(np.interp(bx, shelf[:, 0], shelf[:, 1])) - 3
                    birds += [ellipse(bx, by - 7, 4.2, 8, 0.2), ellipse(bx + 2, by - 17, 3, 3.4)]
        sheet.fill(ledges, ink.paper)
        sheet.fill(birds, ink.paper, 1.4, ink.key)
        for k in range(3):
            spray(sheet, edge - 40 - 150 * k, horizon + 104, rng.uniform(50, 90), 130, ink.paper)
    crest = billow(sheet, 800, 60, ink.deep, ink.key, 420)
    foam(sheet, crest, ink.paper, 1.0)
    crest = billow(sheet, 930, 80, mix(ink.deep, ink.key, 0.5), ink.key, 560)
    foam(sheet, crest, ink.paper, 1.4)
    for count, span in ((34, 24), (14, 48)):
        flock(sheet, sheet.w * 0.72, 330, 240, count, ink.paper, span)
    for x, high, s in ((0.62, 520, 150), (0.86, 640, 210), (0.76, 170, 120)):
        tilt = rng.uniform(-0.4, 0.3)
        white, dark = soaring(sheet.w * x, high, s * 1.3, tilt)
        sheet.fill(white, ink.paper, 2, ink.key)
        sheet.engrave(white, ink.mid, 0.22, angle=0.5, spacing=5)
        sheet.fill(dark, ink.key)


@scene("beach_winter", "winter", "fog", "dawn", "storm", "night")
def beach_winter(sheet: Sheet) -> None:
    """A winter beach: groynes, a walker with a dog, huts shut up."""
    ink, rng = sheet.ink, sheet.rng
    horizon = 430
    air(sheet, horizon, ink.pale, ink.wash, light=(sheet.w * 0.65, horizon - 90), halo=560)
    clouds(sheet, horizon, ink.paper, ink.wash, 0.52, 720)
    sun(sheet, sheet.w * 0.65, horizon - 90, 40, ink.paper, ink.paper)
    hills(sheet, horizon - 14, 22, 0.3, floor=horizon + 6)
    water(sheet, horizon, mix(ink.wash, ink.mid, 0.4), ink.deep, tone=0.45, floor=700)
    for k in range(3):
        crest = billow(
            sheet,
            horizon + 90 + 66 * k,
            20 + 12 * k,
            mix(ink.wash, ink.mid, 0.3 * k),
            ink.deep,
            260 + 90 * k,
        )
        foam(sheet, crest, ink.paper, 0.6 + 0.3 * k)
    shore = smooth(
        [(-20, 800), (300, 740), (700, 690), (1100, 668), (sheet.w + 20, 640)], closed=False
    )
    sheet.fill(ground(shift(shore, 0, -16), 1010), ink.paper)
    sand = ground(shore, 1010)
    sheet.fill(sand, mix(ink.pale, ink.glow, 0.35))
    sheet.engrave(
        sand,
        ink.wash,
        lambda x, y: 0.18 + (y - 680) / 700 + 0 * x,
        phase=lambda x, y: (y - 0.8 * np.interp(x, shore[:, 0], shore[:, 1])) / 9,
        spacing=9,
        wobble=1.6,
        broken=0.5,
    )
    for k in range(11):
        x, y = sheet.w * 0.3 + k * 34, 640 + k * 26
        high, wide = 34 + k * 7, 9 + k * 1.9
        sheet.fill(rect(x, y - high, wide, high * 1.5), ink.key, 1.4)
        sheet.fill(ellipse(x + wide / 2, y - high, wide / 2, wide * 0.2), ink.wash)
    for k in range(5):
        x, s = sheet.w * 0.985 - k * 118, 1 - k * 0.13
        w, h, y = 130 * s, 170 * s, 720 - k * 10
        colour = (ink.spot, ink.paper, ink.deep, ink.glow, ink.mid)[k]
        sheet.fill(rect(x - w, y - h * 0.66, w, h * 0.66), colour, 1.6, ink.key)
        sheet.engrave(
            rect(x - w, y - h * 0.66, w, h * 0.66),
            ink.key,
            0.22,
            angle=np.pi / 2,
            spacing=12,
            wobble=0,
        )
        sheet.fill(
            points(
                (x - w * 1.08, y - h * 0.64), (x - w * 0.5, y - h), (x + w * 0.08, y - h * 0.64)
            ),
            ink.deep,
            1.4,
        )
        sheet.fill(rect(x - w * 0.68, y - h * 0.5, w * 0.36, h * 0.5), mix(colour, ink.key, 0.55))
    px, py = sheet.w * rng.uniform(0.52, 0.62), 850.0
    sheet.engrave(ellipse(px + 60, py + 6, 120, 8), ink.deep, 0.6, spacing=5)
    sheet.fill(walker(px, py, 190, 0.7, True, 1), ink.key, 2)
    sheet.fill(
        ribbon(
            smooth([(px - 10, py - 158), (px - 50, py - 166), (px - 92, py - 150)], closed=False),
            14,
            4,
        ),
        ink.spot,
    )
    dx, dy = px + 130, py + 6
    dog = [
        smooth(
            [
                (dx - 34, dy - 38),
                (dx + 20, dy - 42),
                (dx + 34, dy - 34),
                (dx + 28, dy - 20),
                (dx - 30, dy - 22),
            ]
        ),
        ellipse(dx + 42, dy - 48, 14, 10, 0.2),
        ellipse(dx + 56, dy - 44, 8, 5),
    ]
    dog += [
        ribbon(points((dx + k, dy - 26), (dx + k + j, dy)), 7, 4)
        for k, j in ((-28, -10), (-20, 6), (20, -6), (28, 12))
    ] + [
        ribbon(
            smooth([(dx - 34, dy - 36), (dx - 52, dy - 52), (dx - 54, dy - 66)], closed=False), 6, 2
        )
    ]
    sheet.fill(dog, ink.key, 1.6)
    prints = [ellipse(px - 40 - 26 * k, py + 14 + 5 * (k % 2) + k * 1.5, 6, 3) for k in range(18)]
    sheet.fill(prints, ink.mid)
    for x in rng.uniform(0, sheet.w, 16):
        sheet.fill(tuft(x, 1006 + rng.normal() * 8, rng.uniform(60, 130), rng), ink.key)
    flock(sheet, sheet.w * 0.4, 260, 150, 9, ink.deep, 34)
