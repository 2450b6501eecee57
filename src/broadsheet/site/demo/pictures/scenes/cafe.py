"""Chess players in a café."""

from __future__ import annotations

import numpy as np

from ..curves import ellipse, points, rect, smooth
from ..figures import crowd
from ..hatching import ramp_y
from ..inks import mix
from ..land import bare_tree
from ..profiles import profile
from ..registry import scene
from ..sheet import Sheet
from ..town import house


@scene("chess_cafe", "parlour", "velvet", "study", "winter")
def chess_cafe(sheet: Sheet) -> None:
    """Two players over a board by the window; the street behind the glass."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.mid)
    sheet.engrave(sheet.all, ink.key, 0.4, angle=np.pi / 2, spacing=10, wobble=0.2)
    wx, wy, ww, wh = sheet.w * 0.14, 70.0, sheet.w * 0.72, 560.0
    sheet.fill(rect(wx, wy, ww, wh), ink.pale)
    sheet.engrave(rect(wx, wy, ww, wh), ink.wash, ramp_y(wy, wy + wh, 0.6, 0.05), spacing=7)
    x = wx
    while x < wx + ww - 90:
        w = rng.uniform(88, 120)
        w = min(w, wx + ww - x)
        house(
            sheet,
            x,
            wy + wh - 40,
            w,
            rng.uniform(190, 300),
            mix(ink.wash, ink.pale, rng.uniform(0.2, 0.8)),
            ink.mid,
            line=ink.mid,
            lit=0.2,
        )
        x += w
    sheet.fill(bare_tree(wx + ww * rng.uniform(0.4, 0.6), wy + wh, 430, rng), ink.deep)
    crowd(sheet, wx + 40, wx + ww - 40, wy + wh, 120, 6, (ink.deep, ink.mid))
    bars = [
        rect(wx - 16, wy - 16, ww + 32, 20),
        rect(wx - 16, wy + wh - 4, ww + 32, 26),
        rect(wx - 16, wy, 20, wh),
        rect(wx + ww - 4, wy, 20, wh),
    ]
    bars += [rect(wx + ww * k / 4 - 5, wy, 10, wh) for k in (1, 2, 3)] + [rect(wx, wy + 150, ww, 9)]
    sheet.fill(bars, ink.key)
    cx = sheet.w * 0.5
    sheet.fill(rect(cx - 2, 0, 4, 150), ink.key)
    sheet.engrave(
        ellipse(cx, 190, 330),
        ink.glow,
        lambda px, py: 0.72 - np.hypot(px - cx, py - 190) / 330 * 0.72,
        phase=lambda px, py: np.hypot(px - cx, py - 190) / 8,
        spacing=8,
    )
    sheet.fill(points((cx - 26, 140), (cx + 26, 140), (cx + 96, 206), (cx - 96, 206)), ink.spot, 2)
    sheet.fill(ellipse(cx, 208, 60, 13), ink.glow)
    for side in (-1, 1):
        _player(sheet, sheet.w * 0.5 + side * 330, side)
    top = points(
        (sheet.w * 0.5 - 320, 700),
        (sheet.w * 0.5 + 320, 700),
        (sheet.w * 0.5 + 430, 800),
        (sheet.w * 0.5 - 430, 800),
    )
    sheet.fill(top, mix(ink.wash, ink.pale, 0.4), 3, ink.key)
    sheet.engrave(top, ink.deep, 0.2, spacing=7)
    sheet.fill(rect(sheet.w * 0.5 - 430, 800, 860, 26), ink.key)
    squares = []
    for row in range(8):
        for col in range(8):
            if (row + col) % 2:
                y0, y1 = 712 + row * 9.6, 712 + (row + 1) * 9.6
                k0, k1 = 34 + (y0 - 712) * 0.11, 34 + (y1 - 712) * 0.11
                squares.append(
                    points(
                        (cx + (col - 4) * k0, y0),
                        (cx + (col - 3) * k0, y0),
                        (cx + (col - 3) * k1, y1),
                        (cx + (col - 4) * k1, y1),
                    )
                )
    sheet.fill(
        points((cx - 140, 709), (cx + 140, 709), (cx + 178, 793), (cx - 178, 793)),
        ink.paper,
        3,
        ink.key,
    )
    sheet.fill(squares, ink.deep)
    for k in range(15):
        px, py = cx + (rng.integers(-4, 4) + 0.5) * 37, 722 + 9.6 * int(rng.integers(0, 7))
        tall = rng.uniform(26, 54)
        piece = smooth(
            [
                (px - 9, py),
                (px - 4, py - tall * 0.4),
                (px - 6, py - tall * 0.7),
                (px, py - tall),
                (px + 6, py - tall * 0.7),
                (px + 4, py - tall * 0.4),
                (px + 9, py),
            ]
        )
        sheet.fill(
            [piece, ellipse(px, py - tall, 5.5)],
            ink.key if k % 2 else ink.paper,
            1.6,
            ink.paper if k % 2 else ink.key,
        )
    sheet.fill(rect(-5, 990, sheet.w + 10, 20), ink.key)
    for side in (-1, 1):
        sheet.fill([rect(cx + side * 270 - 17, 730, 34, 36)], ink.paper, 2, ink.key)


def _player(sheet: Sheet, x: float, side: int) -> None:
    ink = sheet.ink

    def at(*spots: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + side * px, y) for px, y in spots]

    skin = mix(ink.pale, ink.wash, 0.3 if side > 0 else 0.9)
    head, hair, marks = profile(x + side * 14, 350, 1.12, side)
    sheet.fill(head, skin, 3, ink.key)
    sheet.engrave(
        head,
        ink.key,
        lambda px, py: 0.2 + side * (px - x) / 170 + (py - 350) / 420,
        spacing=6,
        angle=0.1,
    )
    sheet.fill(hair, ink.key if side > 0 else mix(ink.wash, ink.paper, 0.5), 1.6, ink.key)
    sheet.engrave(hair, skin if side > 0 else ink.key, 0.24, angle=0.7 * side, spacing=7, wobble=2)
    sheet.fill(marks, ink.key)
    coat = smooth(
        at(
            (-60, 470),
            (30, 430),
            (120, 470),
            (168, 640),
            (176, 1010),
            (-120, 1010),
            (-90, 760),
            (-110, 620),
        )
    )
    cloth = ink.deep if side > 0 else ink.spot
    sheet.fill(coat, cloth, 4, ink.key)
    folds = sheet.clouded(120, 160, 3)
    sheet.engrave(
        coat,
        ink.key,
        lambda px, py: 0.34 + side * (px - x) / 420 + 1.3 * (folds(px, py) - 0.5),
        phase=lambda px, py: (py + 60 * folds(px, py) + side * (px - x) * 0.4) / 8,
        spacing=8,
    )
    arm = smooth(
        at(
            (40, 500),
            (-20, 620),
            (-60, 690),
            (-190, 700),
            (-196, 664),
            (-90, 640),
            (-60, 560),
            (-30, 480),
        )
    )
    sheet.fill(arm, cloth, 3, ink.key)
    sheet.engrave(arm, ink.key, 0.34, angle=0.8, spacing=7.5)
    sheet.fill(ellipse(x - side * 206, 684, 30, 18), skin, 2, ink.key)
