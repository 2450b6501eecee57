"""Sport: the football ground, the rowing race, cyclists on the hill."""

from __future__ import annotations

import numpy as np

from ..athletes import cyclist, kicker
from ..boats import shell
from ..curves import Points, ellipse, ground, points, rect, ribbon, shift, smooth
from ..figures import crowd
from ..hatching import ramp_y
from ..inks import mix
from ..land import hills, leafy, mountains
from ..registry import scene
from ..sea import ripples, water
from ..sheet import Sheet
from ..sky import air, clouds, cumulus, flock, sun
from ..town import far_town


@scene("football_ground", "spring", "night", "day", "dusk", "autumn")
def football_ground(sheet: Sheet) -> None:
    """A header in front of the full stand, the harbour lights behind."""
    ink, rng = sheet.ink, sheet.rng
    base = 560.0
    dark = sum(ink.pale) < 560
    air(sheet, base, ink.wash if dark else ink.pale, ink.deep if dark else ink.wash, strength=0.85)
    if not dark:
        clouds(sheet, 300, ink.paper, ink.wash, 0.46)
    roof = points((-20, 170), (sheet.w + 20, 130), (sheet.w + 20, 200), (-20, 232))
    stand = points((-20, 220), (sheet.w + 20, 190), (sheet.w + 20, base), (-20, base))
    sheet.fill(stand, ink.deep)
    sheet.engrave(stand, ink.key, ramp_y(190, base, 0.75, 0.2), spacing=12, angle=0.02, wobble=0)
    heads: dict[int, list[Points]] = {0: [], 1: [], 2: [], 3: []}
    for row in range(13):
        y = 262 + row * 22
        for x in np.arange(-10, sheet.w + 10, 15.5):
            if rng.random() < 0.93:
                px, py = (
                    x + rng.normal() * 3 + (row % 2) * 8,
                    y + rng.normal() * 2 - (x / sheet.w) * 26 * (1 - row / 13),
                )
                group = int(rng.choice([0, 0, 1, 2, 3]))
                heads[group] += [ellipse(px, py, 4.2, 5.2)[::4], ellipse(px, py + 11, 6.8, 8)[::4]]
    for group, colour in ((0, ink.mid), (1, ink.spot), (2, ink.pale), (3, ink.wash)):
        sheet.fill(heads[group], colour)
    scarves = [
        ribbon(smooth([(x, y), (x + 12, y - 7), (x + 25, y - 2)], closed=False, steps=4), 5)
        for x, y in zip(rng.uniform(0, sheet.w, 40), rng.uniform(270, 520, 40), strict=True)
    ]
    sheet.fill(scarves, ink.glow)
    sheet.fill(roof, ink.key)
    sheet.fill([rect(x, 190, 9, base - 190) for x in np.arange(150, sheet.w, 330)], ink.key, 1.4)
    sheet.fill(
        [ribbon(points((x, 200), (x + 60, 40)), 4) for x in np.arange(0, sheet.w, 330)], ink.key
    )
    for x in (sheet.w * 0.1, sheet.w * 0.9):
        sheet.fill([ribbon(points((x, 210), (x, 40)), 10), rect(x - 56, 20, 112, 44)], ink.key)
        sheet.fill(
            [ellipse(x + k * 32, 30 + 22 * j, 9) for k in (-1, 0, 1) for j in (0, 1)], ink.glow
        )
        if dark:
            sheet.engrave(
                ellipse(x, 40, 300),
                ink.glow,
                lambda px, py, x=x: 0.6 - np.hypot(px - x, py - 40) / 500,
                phase=lambda px, py, x=x: np.arctan2(py - 40, px - x) * 26,
                spacing=9,
                wobble=0,
            )
    boards = rect(-5, base - 6, sheet.w + 10, 44)
    sheet.fill(boards, ink.paper)
    sheet.fill([rect(x, base - 6, 116, 44) for x in np.arange(0, sheet.w, 232)], ink.spot)
    pitch = rect(-5, base + 36, sheet.w + 10, 460)
    grass = mix(ink.wash, ink.mid, 0.5)
    sheet.fill(pitch, grass)
    at = (sheet.w * 0.5, 260.0)
    sheet.engrave(
        pitch,
        mix(ink.mid, ink.deep, 0.4),
        0.5,
        phase=lambda x, y: (x - at[0]) / (y - at[1]) * 3.4,
        spacing=120,
        wobble=0,
        broken=0,
    )
    sheet.engrave(
        pitch, ink.deep, ramp_y(base, 1000, 0.12, 0.42), spacing=7, wobble=0.8, broken=0.5
    )
    sheet.fill(
        [
            ribbon(points((-10, base + 60), (sheet.w + 10, base + 60)), 5),
            ribbon(points((sheet.w * 0.2, base + 60), (-120, 1010)), 6, 14),
            ribbon(
                smooth(
                    [
                        (sheet.w * 0.42, base + 62),
                        (sheet.w * 0.5, base + 120),
                        (sheet.w * 0.72, base + 128),
                        (sheet.w * 0.84, base + 62),
                    ],
                    closed=False,
                ),
                5,
            ),
        ],
        ink.paper,
    )
    left, high, wide = sheet.w * 0.03, 300.0, 300.0
    gx, gy = left, base + 170
    net = points(
        (gx, gy), (gx + 20, gy - high), (gx + wide, gy - high - 30), (gx + wide - 10, gy - 60)
    )
    sheet.engrave(net, ink.paper, 0.2, angle=0.7, spacing=15, wobble=0.2, broken=0)
    sheet.engrave(net, ink.paper, 0.2, angle=-0.7, spacing=15, wobble=0.2, broken=0)
    sheet.fill(
        [
            ribbon(points((gx + wide, gy - 50), (gx + wide, gy - high - 30)), 10),
            ribbon(points((gx + wide, gy - high - 30), (gx + 10, gy - high)), 10),
            ribbon(points((gx + 10, gy + 6), (gx + 10, gy - high)), 12),
        ],
        ink.paper,
        1.6,
        ink.key,
    )
    duel = sheet.w * rng.uniform(0.48, 0.58)
    cast = (
        (duel - 60, 930, 330, 2, 1, ink.spot),
        (duel + 70, 940, 320, 2, -1, ink.paper),
        (duel + 330, 880, 260, 0, -1, ink.spot),
        (duel - 320, 860, 240, 0, 1, ink.paper),
        (duel + 520, 760, 190, 1, -1, ink.paper),
        (duel - 150, 750, 170, 0, -1, ink.spot),
    )
    for x, y, h, pose, face, shirt in sorted(cast, key=lambda c: c[1]):
        sheet.engrave(ellipse(x + 20, y + 2, h * 0.34, h * 0.035), ink.key, 0.75, spacing=5)
        body, top = kicker(x, y, h, pose, face)
        sheet.fill(body, ink.key, 2, ink.paper if shirt != ink.paper else ink.wash)
        sheet.fill(top, shirt, 1.6, ink.key)
    ball = (duel + 8, 930 - 330 * 1.28)
    sheet.fill(ellipse(*ball, 21), ink.paper, 3, ink.key)
    sheet.fill(
        [
            ellipse(ball[0], ball[1], 7),
            *[
                ellipse(ball[0] + 16 * np.cos(a), ball[1] + 16 * np.sin(a), 4.4)
                for a in np.linspace(0.3, 6.6, 5, endpoint=False)
            ],
        ],
        ink.key,
    )


@scene("rowing_race", "dawn", "day", "spring", "fog", "dusk")
def rowing_race(sheet: Sheet) -> None:
    """Three eights abreast below the town bank."""
    ink, rng = sheet.ink, sheet.rng
    horizon = 400.0
    at = (sheet.w * rng.uniform(0.2, 0.8), 240.0)
    air(sheet, horizon, ink.pale, ink.wash, light=at, halo=460)
    clouds(sheet, horizon, ink.paper, ink.wash, 0.45)
    sun(sheet, *at, 44, ink.glow, ink.paper)
    far = hills(sheet, horizon - 60, 60, 0.28, floor=horizon + 10)
    far_town(sheet, sheet.w * 0.3, sheet.w * 0.8, shift(far, 0, 30), 30, ink.paper, ink.mid)
    bank = smooth([(-20, 372), (400, 380), (900, 374), (sheet.w + 20, 382)], closed=False)
    sheet.fill(ground(bank, horizon + 30), ink.mid)
    for x in np.linspace(20, sheet.w - 20, 13) + rng.normal(0, 18, 13):
        leafy(
            sheet,
            float(x),
            392,
            float(rng.uniform(120, 200)),
            mix(ink.wash, ink.mid, 0.7),
            ink.deep,
            ink.key,
        )
    crowd(sheet, 0, sheet.w, 404, 44, 70, (ink.key, ink.deep, ink.spot, ink.paper), 0, 12)
    sheet.fill(rect(-5, 402, sheet.w + 10, 14), ink.key)
    cords = []
    for x in np.arange(30, sheet.w, 190):
        cords += [rect(x, 300, 3, 104), points((x + 3, 302), (x + 44, 313), (x + 3, 326))]
    sheet.fill(cords[::2], ink.key)
    sheet.fill(cords[1::2], ink.spot)
    water(
        sheet,
        414,
        mix(ink.wash, ink.mid, 0.3),
        ink.deep,
        tone=0.38,
        mirror=0.6,
        glitter=(at[0], ink.glow),
    )
    buoys = [ellipse(x, 560 + 0.04 * x, 6) for x in np.arange(0, sheet.w, 62)] + [
        ellipse(x, 745 + 0.05 * x, 9) for x in np.arange(0, sheet.w, 96)
    ]
    sheet.fill(buoys, ink.glow, 1.4, ink.key)
    places = rng.uniform(0.36, 0.62, 3)
    for k, (y, size, shirt) in enumerate(
        ((505, 560, ink.paper), (665, 760, ink.glow), (880, 1040, ink.spot))
    ):
        x = sheet.w * float(places[k])
        ripples(sheet, x, y + 8, size * 0.9, 24, ink.deep, size * 0.09)
        shell(sheet, x, y, size, 8, ink.key if k != 1 else ink.paper, shirt)
        puddles = [
            ellipse(x - size * 0.46 + j * size * 0.09, y + size * 0.06, size * 0.025, size * 0.008)
            for j in range(8)
        ]
        sheet.fill(puddles, ink.paper)
    flock(sheet, sheet.w * 0.6, 170, 170, 9, ink.deep, 30)


@scene("cyclists_hill", "autumn", "day", "spring", "dusk", "winter")
def cyclists_hill(sheet: Sheet) -> None:
    """The field strung out on the climb, people at the roadside."""
    ink, rng = sheet.ink, sheet.rng
    air(sheet, 620, ink.pale, ink.wash, light=(sheet.w * 0.3, 200), halo=460)
    sun(sheet, sheet.w * 0.3, 200, 46, ink.glow, ink.paper)
    cumulus(sheet, sheet.w * rng.uniform(0.55, 0.8), 190, 360, ink.paper, ink.wash)
    mountains(sheet, 440, 120, mix(ink.wash, ink.pale, 0.3), ink.mid, wave=320)
    hills(sheet, 560, 60, 0.42)
    bend = smooth(
        [(-40, 640), (300, 560), (620, 575), (900, 640), (1180, 600), (sheet.w + 40, 520)],
        closed=False,
    )
    sheet.fill(ground(bend, 1010), mix(ink.wash, ink.mid, 0.35))
    sheet.engrave(
        ground(bend, 1010),
        ink.deep,
        0.3,
        phase=lambda x, y: (y - 0.8 * np.interp(x, bend[:, 0], bend[:, 1])) / 9,
        spacing=9,
    )
    for left, h in ((120, 150), (330, 120), (1010, 170), (1240, 210), (1420, 180)):
        leafy(
            sheet,
            left + rng.normal() * 20,
            float(np.interp(left, bend[:, 0], bend[:, 1])) + 24,
            h,
            ink.mid,
            ink.deep,
            ink.key,
        )
    upper = smooth(
        [(sheet.w + 30, 640), (1100, 668), (700, 690), (300, 668), (-30, 690)], closed=False
    )
    sheet.fill(ribbon(upper, 44, 50), ink.paper)
    for k, place in enumerate(np.linspace(0.14, 0.86, 11) * sheet.w):
        y = float(np.interp(place, upper[::-1, 0], upper[::-1, 1])) + 10
        cyclist(
            sheet,
            place + rng.normal() * 16,
            y,
            62,
            ink.key,
            (ink.spot, ink.glow, ink.deep)[k % 3],
            0.0,
        )
    slope = -0.15
    near = points((-40, 985), (sheet.w + 40, 985 + slope * (sheet.w + 80)))
    verge = shift(near, 0, -110)
    sheet.fill(ground(verge, 1010), mix(ink.mid, ink.wash, 0.3))
    sheet.engrave(ground(verge, 1010), ink.deep, 0.45, angle=0.2, spacing=8)
    for k in range(24):
        x = rng.uniform(0, sheet.w)
        y = float(np.interp(x, verge[:, 0], verge[:, 1])) + 14
        crowd(sheet, x, x + 1, y, 126, 1, (ink.key, ink.deep, mix(ink.spot, ink.key, 0.3)), 1.6, 6)
        if k % 4 == 0:
            sheet.fill([ribbon(points((x + 20, y - 70), (x + 34, y - 190)), 3)], ink.key)
            flag = smooth(
                [
                    (x + 34, y - 190),
                    (x + 68, y - 198),
                    (x + 98, y - 186),
                    (x + 96, y - 154),
                    (x + 64, y - 164),
                    (x + 31, y - 156),
                ]
            )
            sheet.fill(flag, ink.spot if k % 8 else ink.glow, 1.4, ink.key)
    road = points(
        (-40, 906), (sheet.w + 40, 906 + slope * (sheet.w + 80)), (sheet.w + 40, 1100), (-40, 1100)
    )
    sheet.fill(road, ink.paper)
    sheet.engrave(road, ink.wash, 0.35, angle=0.15, spacing=9, wobble=0.3, broken=0.5)
    sheet.fill(ribbon(shift(near, 0, 56), 6), ink.wash)
    for k, place in enumerate(np.array([0.17, 0.36, 0.56, 0.8]) * sheet.w + rng.normal(0, 26, 4)):
        y = 962 + slope * (place + 40) + 18 * (k % 2)
        sheet.engrave(ellipse(place + 16, y + 4, 120, 9), ink.key, 0.7, angle=0.15, spacing=5)
        cyclist(
            sheet,
            float(place),
            y,
            290,
            ink.key,
            (ink.spot, ink.glow, ink.deep, ink.spot)[k],
            -slope,
        )
