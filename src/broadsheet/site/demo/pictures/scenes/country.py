"""Orchard, mills and the salt lake."""

from __future__ import annotations

import numpy as np

from ..curves import (
    Points,
    ellipse,
    points,
    rect,
    ribbon,
    shift,
    smooth,
    turn,
)
from ..figures import crowd, stander, walker
from ..hatching import ramp_y
from ..inks import mix
from ..land import furrows, grass, hills, leafy, mountains
from ..registry import scene
from ..sea import ripples, water
from ..sheet import Sheet
from ..sky import air, clouds, cumulus, flock, sun
from ..town import far_town


@scene("salt_lake", "dawn", "dusk", "day", "fog", "winter")
def salt_lake(sheet: Sheet) -> None:
    """Salt rakers and their white heaps on the mirror of the lake."""
    ink, rng = sheet.ink, sheet.rng
    horizon = rng.uniform(400, 440)
    at = (sheet.w * rng.uniform(0.3, 0.7), horizon - 90)
    air(sheet, horizon, ink.pale, ink.wash, light=at, halo=640)
    clouds(sheet, horizon * 0.9, ink.paper, ink.wash, 0.5, 640)
    sun(sheet, *at, 50, ink.glow, ink.paper)
    mountains(
        sheet, horizon - 40, 50, mix(ink.wash, ink.pale, 0.3), ink.mid, wave=260, floor=horizon + 2
    )
    for k in range(7):
        x, s = sheet.w * (0.06 + 0.15 * k) + rng.normal() * 20, rng.uniform(26, 50)
        _heap(sheet, x, horizon + 8, s)
    crowd(sheet, 0, sheet.w, horizon + 8, 34, 14, (ink.deep,), depth=2)
    water(
        sheet,
        horizon + 6,
        mix(ink.pale, ink.wash, 0.35),
        ink.mid,
        tone=0.16,
        mirror=0.8,
        rough=0.35,
        glitter=(at[0], ink.glow),
    )
    plates = sheet.clouded(150, 50, 1)
    low = rect(-5, 700, sheet.w + 10, 310)
    sheet.field(
        low,
        ink.paper,
        lambda x, y: np.clip(0.9 - 22 * np.abs(plates(x, y) - 0.5) + (y - 900) / 300, 0, 0.9),
    )
    for x, y, s in ((0.16, 720, 150), (0.86, 690, 110), (0.6, 640, 74), (0.38, 610, 60)):
        px = sheet.w * x + rng.normal() * 30
        sheet.engrave(ellipse(px, y + s * 0.1, s * 1.2, s * 0.14), ink.deep, 0.5, spacing=6)
        _heap(sheet, px, y, s)
    for x, y, h in ((0.34, 800, 250), (0.7, 760, 200), (0.5, 690, 130)):
        px = sheet.w * x + rng.normal() * 24
        face = int(rng.choice([-1, 1]))
        ripples(sheet, px, y + 4, h * 0.5, 8, ink.deep, h * 0.4)
        rake = [
            ribbon(points((px + face * h * 0.1, y - h * 0.62), (px + face * h * 0.55, y)), 4),
            rect(px + face * h * 0.55 - 16, y - 4, 32, 8),
        ]
        sheet.fill(
            [
                *stander(px, y, h, bool(rng.random() < 0.5), 1),
                *rake,
                ribbon(points((px, y - h * 0.75), (px + face * h * 0.2, y - h * 0.5)), h * 0.05),
            ],
            ink.key,
            2,
        )
    flock(sheet, sheet.w * 0.5, 220, 200, 10, ink.deep, 32)


def _heap(sheet: Sheet, x: float, y: float, s: float) -> None:
    ink = sheet.ink
    cone = smooth(
        [
            (x - s * 1.1, y),
            (x - s * 0.5, y - s * 0.5),
            (x - s * 0.06, y - s * 0.92),
            (x + s * 0.06, y - s * 0.92),
            (x + s * 0.5, y - s * 0.5),
            (x + s * 1.1, y),
        ],
        closed=False,
    )
    sheet.fill(cone, ink.paper)
    sheet.engrave(
        cone,
        ink.mid,
        lambda px, py: 0.1 + 0.6 * (px - x) / s + 0 * py,
        phase=lambda px, py: np.arctan2(py - y + s * 1.1, px - x) * 14,
        spacing=6,
    )


@scene("orchard", "spring", "autumn", "day", "dusk")
def orchard(sheet: Sheet) -> None:
    """Pickers on ladders between rows of apple trees."""
    ink, rng = sheet.ink, sheet.rng
    horizon = 430
    air(sheet, horizon, ink.pale, ink.wash, light=(sheet.w * 0.3, 200), halo=420)
    cumulus(sheet, sheet.w * rng.uniform(0.6, 0.85), 250, 380, ink.paper, ink.wash)
    far = hills(sheet, horizon - 30, 60, 0.3, floor=horizon + 20)
    far_town(sheet, sheet.w * 0.4, sheet.w * 0.62, shift(far, 0, 30), 24, ink.paper, ink.mid)
    hills(sheet, horizon + 10, 30, 0.42, floor=1010)
    field = rect(-5, horizon + 30, sheet.w + 10, 600)
    grass_ink = mix(ink.wash, ink.glow, 0.35)
    sheet.fill(field, grass_ink)
    at = (sheet.w * rng.uniform(0.4, 0.6), horizon - 20.0)
    furrows(
        sheet,
        points((-5, horizon + 30), (sheet.w + 5, horizon + 30), (sheet.w + 5, 1010), (-5, 1010)),
        ink.mid,
        at,
        5,
        0.36,
    )
    sheet.engrave(
        field, ink.deep, ramp_y(horizon, 1000, 0.0, 0.34), spacing=8, wobble=1.4, broken=0.8
    )
    for depth in (0.12, 0.18, 0.27, 0.42, 0.68, 1.0):
        for lane in (-2.6, -1.55, -0.62, 0.62, 1.55, 2.6):
            x = at[0] + lane * 560 * depth
            y = at[1] + 40 + 520 * depth
            size = 480 * depth
            if -size < x < sheet.w + size and y - size < 1000:
                sheet.engrave(
                    ellipse(x + size * 0.1, y, size * 0.36, size * 0.06), ink.key, 0.5, spacing=5
                )
                leaf = mix(ink.mid, grass_ink, max(0.0, 0.6 - depth))
                leafy(sheet, x, y, size, leaf, mix(ink.deep, ink.key, 0.2 + 0.4 * depth), ink.key)
                apples = [
                    ellipse(
                        x + rng.normal() * size * 0.17,
                        y - size * 0.64 + rng.normal() * size * 0.14,
                        size * 0.018,
                    )
                    for _ in range(int(10 + 30 * depth))
                ]
                sheet.fill(apples, ink.spot, 0.8 * depth, ink.key)
    for x, y, h in ((at[0] + 240, 830, 210), (at[0] - 200, 760, 160)):
        sheet.fill(
            [
                ribbon(points((x - h * 0.2, y), (x + h * 0.12, y - h * 1.6)), 6),
                ribbon(points((x + h * 0.1, y), (x + h * 0.24, y - h * 1.58)), 6),
            ]
            + [
                ribbon(
                    points(
                        (x - h * 0.2 + h * 0.32 * k, y - h * 1.6 * k),
                        (x + h * 0.1 + h * 0.14 * k, y - h * 1.58 * k),
                    ),
                    4,
                )
                for k in np.linspace(0.1, 0.9, 8)
            ],
            ink.key,
            1.4,
        )
        who = stander(x + h * 0.02, y - h * 0.55, h, False, 1)
        sheet.fill(
            [
                *who,
                ribbon(points((x + h * 0.1, y - h * 1.3), (x + h * 0.28, y - h * 1.6)), h * 0.06),
            ],
            ink.key,
            2,
        )
    sheet.fill(walker(at[0] + 20, 880, 250, 0.6, True, 1), ink.key, 2.4)
    basket = points((at[0] + 44, 770), (at[0] + 104, 770), (at[0] + 94, 816), (at[0] + 54, 816))
    sheet.fill(basket, ink.wash, 2, ink.key)
    sheet.fill([ellipse(at[0] + 54 + 10 * k, 768, 8) for k in range(5)], ink.spot, 1.4, ink.key)
    grass(sheet, points((-10, 1005), (sheet.w + 10, 1005)), 70, ink.key, 500)


@scene("windmills", "day", "dusk", "autumn", "dawn", "storm")
def windmills(sheet: Sheet) -> None:
    """Three mills over the barley."""
    ink, rng = sheet.ink, sheet.rng
    horizon = rng.uniform(600, 640)
    air(sheet, horizon, ink.pale, ink.wash, light=(sheet.w * 0.5, horizon - 60), halo=520)
    clouds(sheet, horizon, ink.paper, ink.wash, 0.52, 620)
    sun(sheet, sheet.w * rng.uniform(0.35, 0.65), horizon - 50, 60, ink.glow, ink.paper)
    hills(sheet, horizon - 10, 36, 0.32)
    line = hills(sheet, horizon + 34, 44, 0.48, wave=520)
    for x, size in ((0.46, 170), (0.7, 270), (0.2, 460)):
        px = sheet.w * x + rng.normal() * 30
        _mill(sheet, px, float(np.interp(px, line[:, 0], line[:, 1])) + size * 0.12, size)
    near = hills(sheet, 800, 40, 0.6, wave=620, ink=mix(ink.glow, ink.wash, 0.5), line=ink.mid)
    grass(sheet, near, 60, mix(ink.mid, ink.glow, 0.3), 700)
    low = points((-10, 1000), (sheet.w + 10, 1000))
    grass(sheet, low - (0, 40), 120, ink.deep, 420)
    grass(sheet, low, 120, ink.key, 520)
    flock(sheet, sheet.w * 0.6, 220, 160, 9, ink.deep, 36)


def _mill(sheet: Sheet, x: float, y: float, s: float) -> None:
    ink = sheet.ink
    body = points(
        (x - s * 0.2, y),
        (x - s * 0.12, y - s * 0.62),
        (x + s * 0.12, y - s * 0.62),
        (x + s * 0.2, y),
    )
    sheet.fill(body, ink.paper, 2, ink.deep)
    sheet.engrave(
        body,
        ink.deep,
        lambda px, py: 0.1 + (px - x + s * 0.08) / (s * 0.34) * 0.7 + 0 * py,
        angle=0.06,
        spacing=6,
    )
    sheet.fill(
        [
            rect(x - s * 0.03, y - s * 0.5, s * 0.06, s * 0.08),
            rect(x - s * 0.04, y - s * 0.14, s * 0.08, s * 0.14),
            rect(x - s * 0.19, y - s * 0.3, s * 0.38, s * 0.014),
        ],
        ink.key,
    )
    cap = smooth(
        [
            (x - s * 0.14, y - s * 0.6),
            (x - s * 0.1, y - s * 0.72),
            (x, y - s * 0.77),
            (x + s * 0.1, y - s * 0.72),
            (x + s * 0.14, y - s * 0.6),
        ],
        closed=False,
    )
    sheet.fill(cap, ink.spot)
    sheet.engrave(cap, ink.key, 0.35, angle=0.4, spacing=5)
    hub, start = (x, y - s * 0.66), sheet.rng.uniform(0, np.pi / 2)
    arms, sails, bars = [], [], []
    for k in range(4):

        def spin(*spots: tuple[float, float], k: int = k) -> Points:
            return turn(
                points(*((hub[0] + px * s, hub[1] + py * s) for px, py in spots)),
                start + k * np.pi / 2,
                *hub,
            )

        arms.append(ribbon(spin((0, 0), (0.6, 0)), s * 0.018))
        sails.append(spin((0.12, 0.005), (0.6, 0.005), (0.6, 0.1), (0.12, 0.1)))
        bars += [
            ribbon(spin((0.12 + 0.06 * j, 0), (0.12 + 0.06 * j, 0.1)), s * 0.006) for j in range(9)
        ] + [ribbon(spin((0.12, 0.1), (0.6, 0.1)), s * 0.008)]
    sheet.fill(sails, mix(ink.paper, ink.wash, 0.25))
    sheet.fill([*arms, *bars, ellipse(*hub, s * 0.03)], ink.key)
