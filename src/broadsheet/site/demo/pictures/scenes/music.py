"""The concert hall."""

from __future__ import annotations

import numpy as np

from ..curves import arc, ellipse, points, rect, ribbon, smooth
from ..figures import audience
from ..hatching import ramp_x, ramp_y
from ..inks import mix
from ..registry import scene
from ..sheet import Sheet


@scene("concert_hall", "velvet", "parlour", "dusk", "study")
def concert_hall(sheet: Sheet) -> None:
    """A pianist and strings in the light, the house dark before them."""
    ink, rng = sheet.ink, sheet.rng
    cx, floor = sheet.w * 0.5, 620.0
    sheet.fill(sheet.all, ink.deep)
    sheet.engrave(
        sheet.all,
        ink.key,
        lambda x, y: 0.35 + 0.5 * np.abs(x - cx) / sheet.w + 0 * y,
        angle=np.pi / 2,
        spacing=9,
        wobble=0.2,
    )
    stage = np.vstack(
        [arc(cx, 330, 560, 290, np.pi, 2 * np.pi), [(cx + 560, floor), (cx - 560, floor)]]
    )
    sheet.fill(stage, ink.wash, 8, ink.glow)
    sheet.engrave(
        stage,
        ink.mid,
        lambda x, y: 0.12 + 0.62 * np.hypot((x - cx) / 560, (y - 330) / 330) ** 2,
        phase=lambda x, y: np.arctan2(y - 640, x - cx) * 30,
        spacing=10,
    )
    for k in range(-9, 10):
        h = 230 - abs(k) * 11 + (26 if k % 2 else 0)
        pipe = rect(cx + k * 34 - 12, 400 - h, 24, h)
        sheet.fill(pipe, ink.glow, 1.6, ink.deep)
        sheet.engrave(
            pipe,
            ink.spot,
            ramp_x(pipe[0, 0], pipe[1, 0], -0.1, 0.85),
            angle=np.pi / 2,
            spacing=5,
            wobble=0,
        )
        sheet.fill(
            points((pipe[0, 0] + 5, 376), (pipe[0, 0] + 19, 376), (pipe[0, 0] + 12, 356)), ink.deep
        )
    sheet.fill(rect(cx - 340, 398, 680, 26), ink.deep)
    light = points((cx - 60, -10), (cx + 60, -10), (cx + 430, floor), (cx - 430, floor))
    sheet.engrave(
        light,
        ink.glow,
        ramp_y(0, floor, 0.5, 0.12),
        phase=lambda x, y: (x - cx) / (y + 100) * 40,
        spacing=9,
        wobble=0,
    )
    boards = points(
        (cx - 560, floor - 90),
        (cx + 560, floor - 90),
        (cx + 720, floor + 30),
        (cx - 720, floor + 30),
    )
    sheet.fill(boards, mix(ink.wash, ink.glow, 0.4))
    sheet.engrave(
        boards,
        ink.mid,
        0.4,
        phase=lambda x, y: (x - cx) / (y - floor + 500) * 22,
        spacing=14,
        wobble=0.1,
    )
    sheet.fill(rect(cx - 720, floor + 28, 1440, 50), ink.spot)
    sheet.engrave(
        rect(cx - 720, floor + 28, 1440, 50),
        ink.key,
        ramp_y(floor + 28, floor + 78, 0.2, 0.6),
        spacing=6,
    )
    px = cx + 40
    lid = smooth(
        [
            (px - 70, floor - 118),
            (px + 30, floor - 250),
            (px + 150, floor - 262),
            (px + 190, floor - 220),
            (px + 176, floor - 118),
        ],
        steps=6,
    )
    case = smooth(
        [
            (px - 110, floor - 118),
            (px + 170, floor - 122),
            (px + 214, floor - 100),
            (px + 206, floor - 66),
            (px - 110, floor - 64),
        ],
        steps=4,
    )
    sheet.fill(lid, ink.deep, 2, ink.glow)
    sheet.engrave(lid, ink.wash, 0.3, angle=-0.6, spacing=7)
    sheet.fill(
        [
            case,
            *[
                ribbon(points((px + k, floor - 70), (px + k * 0.96, floor)), 9, 6)
                for k in (-90, 60, 170)
            ],
            ribbon(points((px + 100, floor - 120), (px + 120, floor - 230)), 4),
        ],
        ink.key,
        2,
        ink.glow,
    )
    sheet.fill(rect(px - 132, floor - 94, 30, 8), ink.paper)
    sitter = [
        smooth(
            [
                (px - 214, floor - 60),
                (px - 208, floor - 130),
                (px - 184, floor - 158),
                (px - 162, floor - 128),
                (px - 166, floor - 60),
            ]
        ),
        ellipse(px - 176, floor - 180, 15, 19),
        ribbon(
            points((px - 178, floor - 138), (px - 150, floor - 112), (px - 118, floor - 100)), 13, 8
        ),
        ribbon(
            smooth(
                [(px - 196, floor - 64), (px - 140, floor - 66), (px - 134, floor - 4)],
                closed=False,
            ),
            17,
            9,
        ),
        rect(px - 224, floor - 58, 70, 9),
        rect(px - 216, floor - 50, 7, 50),
        rect(px - 168, floor - 50, 7, 50),
    ]
    sheet.fill(sitter, ink.key, 2, ink.glow)
    for k in range(5):
        _fiddler(
            sheet,
            cx - 470 + k * 66 if k < 3 else cx + 330 + (k - 3) * 90,
            floor - 18 + 8 * (k % 2),
            150,
        )
    for k in range(6):
        side = -1 if k < 3 else 1
        x, y = cx + side * (690 - 6 * (k % 3)), 240 + (k % 3) * 150
        box = rect(x - 90, y, 180, 66)
        heads = [
            ellipse(x + j * 34, y - 16 + rng.normal() * 3, 12, 15) for j in (-1.6, -0.5, 0.6, 1.7)
        ]
        sheet.fill(heads, ink.key, 1.6, ink.wash)
        sheet.fill(box, ink.spot, 2.4, ink.glow)
        sheet.engrave(
            box,
            ink.key,
            0.36,
            phase=lambda px2, py, x=x: (px2 - x) / 15 + 0 * py,
            spacing=15,
            wobble=0,
        )
    for row, size in enumerate((26, 34, 44, 58)):
        audience(
            sheet,
            -30 - 20 * (row % 2),
            sheet.w + 60,
            730 + row * 72,
            size,
            mix(ink.deep, ink.key, 0.3 + 0.23 * row),
            mix(ink.spot, ink.glow, 0.6),
        )


def _fiddler(sheet: Sheet, x: float, y: float, h: float) -> None:
    ink, u = sheet.ink, h / 100
    body = [
        smooth(
            [
                (x - 15 * u, y),
                (x - 12 * u, y - 52 * u),
                (x, y - 66 * u),
                (x + 12 * u, y - 52 * u),
                (x + 15 * u, y),
            ]
        ),
        ellipse(x + 2 * u, y - 78 * u, 7.5 * u, 9.5 * u),
        ribbon(
            points((x + 8 * u, y - 56 * u), (x + 20 * u, y - 50 * u), (x + 22 * u, y - 62 * u)),
            6 * u,
            4 * u,
        ),
        ribbon(
            points((x - 9 * u, y - 56 * u), (x - 18 * u, y - 44 * u), (x - 4 * u, y - 54 * u)),
            6 * u,
            4 * u,
        ),
    ]
    sheet.fill(body, ink.key, 1.8, ink.glow)
    sheet.fill(
        [
            ellipse(x + 10 * u, y - 64 * u, 9 * u, 5 * u, -0.3),
            ribbon(points((x + 16 * u, y - 66 * u), (x + 29 * u, y - 71 * u)), 2.4 * u),
        ],
        ink.spot,
        1,
        ink.key,
    )
    sheet.fill(
        ribbon(points((x - 14 * u, y - 46 * u), (x + 22 * u, y - 80 * u)), 1.4 * u), ink.paper
    )
