"""The loom and the printing press."""

from __future__ import annotations

import numpy as np

from ..curves import ellipse, points, rect, ribbon, smooth
from ..figures import stander
from ..hatching import ramp_x, ramp_y
from ..inks import mix
from ..land import leafy
from ..profiles import profile
from ..registry import scene
from ..sheet import Sheet


@scene("workshop_loom", "parlour", "autumn", "study", "velvet")
def workshop_loom(sheet: Sheet) -> None:
    """A weaver at a hand loom in the light of a tall window."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.wash)
    sheet.engrave(
        sheet.all, ink.mid, ramp_x(0, sheet.w, 0.1, 0.62), angle=np.pi / 2, spacing=9, wobble=0.3
    )
    window = rect(70, 90, 330, 520)
    sheet.fill(window, ink.paper, 12, ink.deep)
    sheet.engrave(window, ink.pale, ramp_y(90, 610, 0.8, 0.1), spacing=7)
    leafy(sheet, 270, 620, 380, ink.wash, ink.mid, ink.mid)
    sheet.fill(
        [rect(70 + 110 * k - 5, 90, 10, 520) for k in (1, 2)]
        + [rect(70, 90 + 130 * k - 5, 330, 10) for k in (1, 2, 3)]
        + [rect(40, 606, 390, 24)],
        ink.deep,
    )
    shaft = points((80, 100), (400, 90), (1250, 960), (560, 990))
    sheet.engrave(
        shaft, ink.glow, ramp_x(100, 1250, 0.55, 0.05), angle=-0.72, spacing=8, wobble=0.1
    )
    sheet.fill(rect(-5, 860, sheet.w + 10, 150), mix(ink.mid, ink.wash, 0.4))
    sheet.engrave(
        rect(-5, 860, sheet.w + 10, 150),
        ink.key,
        ramp_y(860, 1000, 0.25, 0.5),
        phase=lambda x, y: (y - 700) / 14 + 0 * x,
        spacing=14,
        wobble=0.2,
    )
    for k in range(5):
        y = 130 + 62 * k
        colours = (ink.spot, ink.glow, ink.deep, ink.pale, mix(ink.spot, ink.glow, 0.5))
        spools = [(sheet.w - 330 + 58 * j, y) for j in range(5)]
        sheet.fill(rect(sheet.w - 370, y + 22, 330, 7), ink.key)
        for j, (x, sy) in enumerate(spools):
            spool = smooth(
                [
                    (x - 19, sy + 20),
                    (x - 23, sy),
                    (x - 15, sy - 20),
                    (x + 15, sy - 20),
                    (x + 23, sy),
                    (x + 19, sy + 20),
                ]
            )
            sheet.fill(spool, colours[(j * 2 + k) % 5], 1.6, ink.key)
            sheet.engrave(spool, ink.key, ramp_x(x - 20, x + 26, 0.0, 0.6), spacing=4.5, wobble=0)
    left, right = sheet.w * 0.36, sheet.w * 0.76
    frame = [
        rect(left, 250, 26, 680),
        rect(right, 250, 26, 680),
        rect(left - 20, 236, right - left + 66, 30),
        rect(left, 410, right - left, 22),
        rect(left, 800, right - left + 26, 30),
    ]
    warp = points((left + 40, 262), (right - 14, 262), (right + 4, 700), (left + 22, 700))
    sheet.fill(warp, mix(ink.paper, ink.pale, 0.4))
    sheet.engrave(
        warp,
        ink.deep,
        0.42,
        phase=lambda x, y: (x - (left + right) / 2) / (9 + (y - 262) * 0.0009),
        spacing=9,
        wobble=0,
    )
    cloth = points((left + 22, 690), (right + 4, 690), (right - 2, 810), (left + 28, 810))
    sheet.fill(cloth, ink.spot)
    for k, colour in ((0, ink.glow), (1, ink.deep), (2, ink.paper)):
        sheet.engrave(
            rect(left + 22, 700 + 36 * k, right - left - 20, 26),
            colour,
            0.5,
            phase=lambda x, y, k=k: np.abs(np.mod(x / 40, 1) - 0.5) * 2 + (y - 700 - 36 * k) / 13,
            spacing=13,
            wobble=0,
            broken=0,
        )
    sheet.engrave(cloth, ink.key, 0.2, angle=np.pi / 2, spacing=5, wobble=0)
    sheet.fill(
        [rect(left + 10, 500 + 62 * k, right - left + 6, 9) for k in range(3)]
        + [rect(left + 6, 655, right - left + 14, 26)],
        ink.mid,
        1.6,
        ink.key,
    )
    sheet.fill(frame, ink.deep, 2.4, ink.glow)
    sheet.engrave(frame, ink.key, 0.4, spacing=6, wobble=0.8)
    seat, lap = left - 70, 640.0
    head, hair, marks = profile(seat + 44, lap - 250, 0.86, -1)
    sheet.fill(head, mix(ink.pale, ink.wash, 0.4), 2.4, ink.key)
    sheet.engrave(head, ink.key, 0.2, spacing=6, angle=-0.2)
    sheet.fill(hair, ink.key)
    sheet.fill(marks, ink.key)
    sheet.fill(ellipse(seat - 28, lap - 318, 34), ink.key)
    body = smooth(
        [
            (seat - 60, lap + 330),
            (seat - 90, lap + 60),
            (seat - 70, lap - 120),
            (seat, lap - 166),
            (seat + 60, lap - 110),
            (seat + 74, lap + 60),
            (seat + 200, lap + 130),
            (seat + 190, lap + 330),
        ]
    )
    sheet.fill(body, ink.deep, 3, ink.glow)
    folds = sheet.clouded(120, 150, 3)
    sheet.engrave(
        body,
        ink.key,
        lambda px, py: 0.4 + 1.4 * (folds(px, py) - 0.5) - (px - seat) / 600,
        phase=lambda px, py: (px * 0.6 + py * 0.5 + 70 * folds(px, py)) / 8,
        spacing=8,
    )
    arm = ribbon(
        smooth(
            [(seat + 10, lap - 100), (seat + 110, lap - 20), (seat + 226, lap + 26)], closed=False
        ),
        62,
        34,
    )
    sheet.fill(arm, ink.deep, 2.4, ink.glow)
    sheet.engrave(arm, ink.key, 0.4, angle=0.9, spacing=7)
    sheet.fill(ellipse(seat + 238, lap + 30, 25, 17, 0.3), mix(ink.pale, ink.wash, 0.4), 2, ink.key)
    sheet.fill(
        smooth(
            [
                (seat + 250, lap + 26),
                (seat + 300, lap + 18),
                (seat + 350, lap + 30),
                (seat + 300, lap + 44),
            ]
        ),
        ink.glow,
        2,
        ink.key,
    )
    sheet.fill(
        [
            rect(seat - 110, lap + 290, 330, 26),
            rect(seat - 80, lap + 310, 26, 60),
            rect(seat + 160, lap + 310, 26, 60),
        ],
        ink.key,
    )
    for k in range(3):
        ball = (sheet.w * 0.84 + 90 * k + rng.normal() * 10, 900.0 + 20 * (k % 2))
        sheet.fill(ellipse(*ball, 48), (ink.spot, ink.glow, ink.pale)[k], 2.4, ink.key)
        sheet.engrave(
            ellipse(*ball, 48),
            ink.key,
            ramp_x(ball[0] - 50, ball[0] + 60, 0.05, 0.6),
            phase=lambda px, py, b=ball: np.hypot(px - b[0] + 40, py - b[1] + 46) / 9,
            spacing=9,
        )


@scene("printing_press", "study", "night", "parlour", "storm")
def printing_press(sheet: Sheet) -> None:
    """The rotary at speed: cylinders, the white web, a printer reading the first copy."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.mid)
    sheet.engrave(
        sheet.all, ink.key, ramp_y(0, 1000, 0.55, 0.15), angle=np.pi / 2, spacing=10, wobble=0.2
    )
    for k in range(4):
        x = 150 + k * 440
        sheet.engrave(
            points((x - 30, 40), (x + 30, 40), (x + 260, 700), (x - 260, 700)),
            ink.glow,
            ramp_y(40, 700, 0.55, 0.0),
            phase=lambda px, py, x=x: (px - x) / (py + 80) * 34,
            spacing=9,
            wobble=0,
        )
        sheet.fill(
            points((x - 22, 24), (x + 22, 24), (x + 64, 66), (x - 64, 66)), ink.key, 2, ink.glow
        )
    sheet.fill(rect(-5, 850, sheet.w + 10, 160), ink.deep)
    sheet.engrave(
        rect(-5, 850, sheet.w + 10, 160),
        ink.key,
        0.45,
        phase=lambda x, y: (y - 700) ** 0.9 / 12 + 0 * x,
        spacing=11,
    )
    frame = [rect(240, 190, 1000, 44), rect(240, 800, 1000, 56)] + [
        rect(240 + k * 318, 190, 46, 640) for k in range(4)
    ]
    sheet.fill(frame, ink.deep, 3, ink.pale)
    sheet.engrave(frame, ink.key, 0.4, spacing=6)
    web: list[tuple[float, float]] = [(60, 720)]
    rollers = []
    for k in range(3):
        x = 420 + k * 318
        rollers += [(x - 50, 330, 74), (x + 60, 430, 88), (x - 46, 560, 88), (x + 64, 670, 74)]
    for k in range(3):
        x = 420 + k * 318
        web += [
            (x - 128, 330),
            (x - 40, 250),
            (x + 150, 420),
            (x - 130, 540),
            (x + 150, 690),
            (x + 60, 752),
        ]
    for x, y, r in rollers:
        sheet.fill(ellipse(x, y, r), mix(ink.wash, ink.mid, 0.3), 3, ink.key)
        sheet.engrave(
            ellipse(x, y, r),
            ink.key,
            lambda px, py, x=x, y=y, r=r: 0.2 + 0.6 * ((px - x) + (py - y)) / r * 0.7,
            phase=lambda px, py, x=x, y=y: np.hypot(px - x, py - y) / 8,
            spacing=8,
            wobble=0,
        )
        sheet.fill(
            [
                ellipse(x, y, r * 0.3),
                *[
                    ellipse(x + r * 0.68 * np.cos(a), y + r * 0.68 * np.sin(a), 5)
                    for a in np.linspace(0, 2 * np.pi, 8, endpoint=False)
                ],
            ],
            ink.key,
        )
        sheet.fill(ellipse(x, y, r * 0.14), ink.glow)
    band = ribbon(smooth(web, closed=False, steps=14), 15)
    sheet.fill(band, ink.paper, 2.4, ink.key)
    sheet.engrave(
        band, ink.key, 0.4, phase=lambda x, y: (x + 0.6 * y) / 9, spacing=9, wobble=0, broken=0.9
    )
    reel = (92.0, 700.0)
    sheet.fill(ellipse(*reel, 140), ink.paper, 4, ink.key)
    sheet.engrave(
        ellipse(*reel, 140),
        ink.deep,
        0.3,
        phase=lambda x, y: np.hypot(x - reel[0], y - reel[1]) / 9,
        spacing=9,
    )
    sheet.fill(ellipse(*reel, 26), ink.key)
    pile = sheet.w - 330
    for k in range(16):
        sheet.fill(rect(pile + rng.normal() * 4, 830 - k * 15, 150, 13), ink.paper, 1.6, ink.key)
    px = sheet.w - 110
    sheet.fill([*stander(px, 945, 430, False, 2)], ink.key, 3, ink.pale)
    page = points((px - 130, 650), (px - 8, 632), (px + 6, 800), (px - 116, 822))
    sheet.fill(page, ink.paper, 2.6, ink.key)
    sheet.engrave(
        points((px - 118, 690), (px - 10, 674), (px, 790), (px - 106, 808)),
        ink.key,
        0.5,
        angle=-0.14,
        spacing=9,
        wobble=0,
        broken=0.9,
    )
    sheet.fill(points((px - 122, 662), (px - 16, 646), (px - 13, 668), (px - 119, 684)), ink.spot)
    sheet.fill(
        [
            ribbon(points((px - 50, 610), (px - 60, 700), (px - 120, 740)), 30, 18),
            ellipse(px - 122, 744, 15),
        ],
        ink.key,
        2,
        ink.pale,
    )
