"""The cartoonist's desk."""

from __future__ import annotations

import numpy as np

from ..curves import arc, blade, ellipse, points, rect, ribbon, shift, smooth
from ..hatching import ramp_x
from ..inks import mix
from ..profiles import profile
from ..registry import scene
from ..sheet import Sheet


@scene("cartoon_desk", "parlour", "study", "dawn", "night")
def cartoon_desk(sheet: Sheet) -> None:
    """The cartoonist's desk under its lamp: a half-drawn sea captain, ink, brushes, a cold cup."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, mix(ink.mid, ink.wash, 0.4))
    sheet.engrave(
        sheet.all,
        ink.deep,
        lambda x, y: 0.15 + 0.6 * np.hypot(x - sheet.w * 0.46, y - 480) / 1000,
        phase=lambda x, y: (y + 26 * np.sin(x / 190)) / 11,
        spacing=11,
        wobble=1.6,
    )
    light = (sheet.w * 0.46, 470.0)
    sheet.engrave(
        ellipse(*light, 640, 470),
        ink.glow,
        lambda x, y: 0.72 - 0.75 * np.hypot((x - light[0]) / 640, (y - light[1]) / 470),
        phase=lambda x, y: np.hypot(x - light[0], (y - light[1]) * 1.3) / 10,
        spacing=10,
        wobble=0.2,
    )
    for turn_by, x, y in ((-0.2, 170, 190), (0.16, 1130, 150)):
        c, s = np.cos(turn_by), np.sin(turn_by)
        sheet_at = np.array(
            [
                (x + px * c - py * s, y + px * s + py * c)
                for px, py in ((-150, -110), (190, -110), (190, 190), (-150, 190))
            ]
        )
        sheet.fill(sheet_at, ink.pale, 3, ink.key)
        sheet.engrave(sheet_at, ink.deep, 0.16, angle=-turn_by, spacing=16, broken=1.2)
    page = points((390, 170), (1040, 130), (1100, 880), (360, 900))
    sheet.fill(shift(page, 10, 12), ink.key)
    sheet.fill(page, ink.paper, 2, ink.key)
    sheet.fill(
        ribbon(
            np.vstack([points((430, 215), (1002, 180), (1052, 830), (406, 850), (430, 215))]), 5
        ),
        ink.key,
    )
    head, hair, marks = profile(720, 450, 1.75, int(rng.choice([-1, 1])))
    sheet.fill(ribbon(np.vstack([head, head[:1]]), 6), ink.key)
    sheet.engrave(head, ink.key, lambda x, y: 0.06 + (x - 720) / 420 + 0 * y, angle=0.8, spacing=11)
    sheet.fill(marks, ink.key)
    sheet.engrave(hair, ink.key, 0.5, angle=0.5, spacing=9, wobble=2)
    cap = smooth(
        [
            (560, 330),
            (600, 250),
            (720, 222),
            (850, 250),
            (896, 320),
            (870, 362),
            (720, 344),
            (590, 366),
        ]
    )
    sheet.fill(cap, ink.spot, 6, ink.key)
    sheet.engrave(cap, ink.key, 0.3, angle=0.3, spacing=9)
    sheet.fill(
        smooth([(570, 352), (720, 326), (880, 350), (900, 384), (720, 366), (550, 390)]), ink.key
    )
    sheet.fill(
        [
            ribbon(
                smooth(
                    [
                        (450 + 8 * k, 740 + 22 * k),
                        (560, 716 + 22 * k),
                        (680, 744 + 22 * k),
                        (800, 716 + 22 * k),
                        (920, 744 + 22 * k),
                        (1010, 722 + 22 * k),
                    ],
                    closed=False,
                ),
                5,
                3,
            )
            for k in range(4)
        ],
        ink.mid,
    )
    bottle = points((1190, 560), (1310, 560), (1330, 720), (1170, 720))
    sheet.fill([bottle, rect(1212, 520, 76, 44)], ink.deep, 4, ink.pale)
    sheet.engrave(bottle, ink.pale, ramp_x(1170, 1260, 0.5, -0.2), angle=np.pi / 2, spacing=8)
    sheet.fill(rect(1192, 610, 118, 70), ink.paper)
    sheet.fill(rect(1206, 628, 90, 9), ink.key)
    for k in range(4):
        x0, tilt = 1235 + 14 * k, -40 + 40 * k
        brush = points((x0, 530), (x0 + tilt, 300 - 12 * k))
        sheet.fill(ribbon(brush, 9, 11), (ink.spot, ink.wash, ink.glow, ink.spot)[k], 2, ink.key)
        sheet.fill(
            blade(
                points(
                    (x0 + tilt * 0.98, 306 - 12 * k),
                    (x0 + tilt * 1.08, 276 - 12 * k),
                    (x0 + tilt * 1.2, 236 - 12 * k),
                ),
                24,
            ),
            ink.key,
        )
    cup = (210.0, 700.0)
    sheet.fill(ellipse(cup[0] + 10, cup[1] + 16, 150, 120), ink.key)
    sheet.fill(ellipse(*cup, 146, 116), ink.pale, 3, ink.key)
    sheet.engrave(
        ellipse(*cup, 146, 116),
        ink.mid,
        0.25,
        phase=lambda x, y: np.hypot(x - cup[0], (y - cup[1]) * 1.25) / 12,
        spacing=12,
    )
    sheet.fill(
        ribbon(arc(cup[0] - 96, cup[1], 44, 36, 0.4 * np.pi, 1.6 * np.pi), 17),
        ink.paper,
        2.4,
        ink.key,
    )
    sheet.fill(ellipse(*cup, 92, 74), ink.paper, 3, ink.key)
    sheet.fill(ellipse(cup[0], cup[1] + 4, 76, 58), mix(ink.deep, ink.spot, 0.3))
    sheet.engrave(ellipse(cup[0] - 16, cup[1] - 8, 40, 22), ink.pale, 0.3, spacing=7)
    hand = smooth(
        [
            (1260, 1010),
            (1130, 900),
            (1000, 800),
            (930, 742),
            (900, 700),
            (918, 682),
            (960, 700),
            (1004, 720),
            (1050, 716),
            (1110, 760),
            (1230, 840),
            (1420, 960),
            (1440, 1010),
        ]
    )
    skin = mix(ink.pale, ink.wash, rng.uniform(0.1, 0.9))
    sheet.fill(ribbon(points((1130, 590), (858, 706)), 15, 12), ink.spot, 2.6, ink.key)
    sheet.fill(points((862, 696), (868, 712), (818, 724)), ink.key)
    sheet.fill(hand, skin, 4, ink.key)
    sheet.engrave(
        hand,
        ink.key,
        lambda x, y: 0.16 + (x - 900) / 1500 + (y - 760) / 900,
        angle=0.9,
        spacing=7.5,
        wobble=0.8,
    )
    fingers = [
        smooth(
            [
                (1010 + 34 * k, 716 + 26 * k),
                (960 + 26 * k, 706 + 30 * k),
                (930 + 20 * k, 738 + 34 * k),
                (960 + 22 * k, 764 + 34 * k),
                (1030 + 30 * k, 770 + 30 * k),
            ],
            closed=False,
        )
        for k in range(3)
    ]
    sheet.fill([blade(f, 7) for f in fingers], ink.key)
    cuff = points((1200, 850), (1360, 1010), (1480, 1010), (1290, 812))
    sheet.fill(cuff, ink.deep, 3, ink.key)
    sheet.engrave(cuff, ink.paper, 0.35, angle=0.9, spacing=13, wobble=0)
