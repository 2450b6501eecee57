"""The Moot's hall from the square."""

from __future__ import annotations

import numpy as np

from ..curves import ellipse, points, rect, smooth
from ..figures import crowd, walker
from ..hatching import ramp_x
from ..inks import mix
from ..land import leafy
from ..masonry import column
from ..registry import scene
from ..sheet import Sheet
from ..sky import air, clouds, flock, stars
from ..street import lamp
from ..town import terrace


@scene("moot_hall", "day", "dusk", "storm", "autumn", "night")
def moot_hall(sheet: Sheet) -> None:
    """The Moot's hall from the square: portico, steps, dome, people."""
    ink, rng = sheet.ink, sheet.rng
    base = 700.0
    night = sum(ink.pale) < 560
    air(
        sheet, base, ink.wash if night else ink.pale, ink.deep if night else ink.wash, strength=0.85
    )
    clouds(
        sheet,
        base - 120,
        ink.pale if night else ink.paper,
        ink.mid if night else ink.wash,
        0.47,
        640,
    )
    if night:
        stars(sheet, 400, 60, ink.paper)
    cx = sheet.w * rng.uniform(0.46, 0.54)
    terrace(
        sheet,
        -40,
        cx - 420,
        base,
        170,
        (ink.wash, mix(ink.spot, ink.pale, 0.5), ink.pale),
        (ink.mid, ink.deep),
        line=ink.deep,
        lit=0.6 * night,
    )
    terrace(
        sheet,
        cx + 440,
        sheet.w + 30,
        base,
        170,
        (ink.wash, mix(ink.spot, ink.pale, 0.5), ink.pale),
        (ink.mid, ink.deep),
        line=ink.deep,
        lit=0.6 * night,
    )
    stone, line = ink.paper, ink.deep
    wing = rect(cx - 440, base - 210, 880, 210)
    sheet.fill(wing, stone)
    sheet.engrave(wing, line, ramp_x(cx - 440, cx + 440, 0.05, 0.42), spacing=7, wobble=0.1)
    pane = ink.glow if night else line
    sheet.fill(
        [
            rect(cx + s * (270 + 56 * k) - 15, base - 176 + 90 * j, 30, 62)
            for s in (-1, 1)
            for k in range(3)
            for j in (0, 1)
        ],
        pane,
        3,
        line,
    )
    drum = rect(cx - 120, base - 440, 240, 120)
    sheet.fill(drum, stone)
    sheet.engrave(
        drum, line, ramp_x(cx - 120, cx + 120, -0.05, 0.75), angle=np.pi / 2, spacing=13, wobble=0
    )
    sheet.fill(
        [rect(cx - 128, base - 446, 256, 12), rect(cx - 134, base - 326, 268, 14)], stone, 1.6, line
    )
    t = np.linspace(np.pi, 2 * np.pi, 50)
    dome = np.column_stack([cx + 118 * np.cos(t), base - 446 + 132 * np.sin(t)])
    green = mix(ink.mid, ink.wash, 0.35)
    sheet.fill(dome, green, 2, line)
    sheet.engrave(
        dome,
        line,
        lambda x, y: 0.35 + 0.65 * (x - cx) / 118 + 0 * y,
        phase=lambda x, y: (
            np.arcsin(
                np.clip(
                    (x - cx)
                    / (118 * np.sqrt(np.maximum(1 - ((y - base + 446) / 132) ** 2, 0.004))),
                    -1,
                    1,
                )
            )
            * 5
        ),
        spacing=9,
        wobble=0,
    )
    sheet.fill(
        [
            rect(cx - 22, base - 622, 44, 48),
            points((cx - 26, base - 620), (cx, base - 668), (cx + 26, base - 620)),
            rect(cx - 2.5, base - 740, 5, 80),
        ],
        green,
        1.6,
        line,
    )
    flag = smooth(
        [
            (cx + 3, base - 738),
            (cx + 34, base - 744),
            (cx + 70, base - 732),
            (cx + 70, base - 700),
            (cx + 34, base - 710),
            (cx + 3, base - 704),
        ],
        steps=5,
    )
    sheet.fill(flag, ink.spot)
    sheet.engrave(flag, ink.key, 0.3, angle=1.4, spacing=8)
    portico = rect(cx - 220, base - 250, 440, 250)
    sheet.fill(portico, mix(line, ink.mid, 0.3))
    sheet.fill(rect(cx - 30, base - 150, 60, 150), ink.glow)
    for k in range(8):
        column(sheet, cx - 203 + 58 * k, base - 250, base, 32)
    ped = points((cx - 246, base - 276), (cx, base - 372), (cx + 246, base - 276))
    sheet.fill([rect(cx - 240, base - 280, 480, 34), ped], stone, 2, line)
    sheet.engrave(
        points((cx - 196, base - 286), (cx, base - 358), (cx + 196, base - 286)),
        line,
        0.42,
        spacing=5,
    )
    sheet.fill(
        [
            ellipse(cx, base - 312, 20),
            *[ellipse(cx + s * k, base - 298, 12, 9) for s in (-1, 1) for k in (44, 76, 106)],
        ],
        stone,
        1.6,
        line,
    )
    for k in range(9):
        y, half = base + k * 15, 260 + k * 26
        sheet.fill(rect(cx - half, y, 2 * half, 16), stone if k % 2 == 0 else ink.pale)
        sheet.fill(rect(cx - half, y + 12, 2 * half, 4), line)
    plaza = rect(-5, base + 135, sheet.w + 10, 400)
    for side in (0, 1):
        sheet.fill(
            rect(-5 if side == 0 else cx + 490, base, cx - 485 if side == 0 else sheet.w, 140),
            mix(ink.wash, ink.mid, 0.25),
        )
    sheet.fill(plaza, mix(ink.wash, ink.pale, 0.3))
    sheet.engrave(
        plaza,
        line,
        0.16,
        phase=lambda x, y: 3400 / np.maximum(y - base - 60, 30) + 0 * x,
        spacing=16,
        wobble=0.1,
    )
    sheet.engrave(
        plaza,
        line,
        0.12,
        phase=lambda x, y: (x - cx) / np.maximum(y - base + 40, 30) * 5,
        spacing=30,
        wobble=0.1,
    )
    crowd(sheet, cx - 300, cx + 300, base + 120, 70, 26, (ink.key, ink.deep, ink.spot), 1.2, 110)
    for x in (cx - 560, cx + 560):
        lamp(sheet, x, base + 190, 230, night)
        if night:
            continue
        leafy(
            sheet,
            x + (90 if x > cx else -90),
            base + 150,
            300,
            mix(ink.mid, ink.wash, 0.3),
            ink.deep,
            ink.key,
        )
    for x, y, h in (
        (-480, 940, 230),
        (-390, 950, 220),
        (330, 930, 220),
        (560, 970, 270),
        (40, 985, 280),
    ):
        sheet.fill(
            walker(
                cx + x + rng.normal() * 26,
                y,
                h,
                rng.uniform(0.3, 0.9),
                True,
                int(rng.choice([-1, 1])),
            ),
            ink.key,
            2.4,
        )
    flock(sheet, cx - 300, 220, 120, 9, ink.deep, 28)
