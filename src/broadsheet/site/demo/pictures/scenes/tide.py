"""The long tide on the east steps."""

from __future__ import annotations

import numpy as np
from PIL import Image

from ..boats import smack
from ..curves import Points, ground, points, rect, shift, smooth
from ..figures import walker
from ..inks import mix
from ..land import hills
from ..registry import scene
from ..sea import ripples, water
from ..sheet import Sheet
from ..sky import air, clouds, flock, sun
from ..street import lamp
from ..town import terrace


@scene("tide_steps", "dawn", "storm", "dusk", "night", "day")
def tide_steps(sheet: Sheet) -> None:
    """The sea over the lower steps of the east quay, people above it."""
    ink, rng = sheet.ink, sheet.rng
    horizon = 380
    at = sheet.w * rng.uniform(0.1, 0.3)
    air(sheet, horizon, ink.pale, ink.wash, light=(at, horizon - 60), halo=500)
    clouds(sheet, horizon, ink.paper, ink.wash, 0.46)
    sun(sheet, at, horizon - 60, 40, ink.glow, ink.paper)
    hills(sheet, horizon - 16, 26, 0.35, floor=horizon + 6)
    smack(sheet, sheet.w * 0.36, horizon + 26, 60, ink.deep, ink.spot, ink.deep)
    water(
        sheet,
        horizon,
        mix(ink.wash, ink.mid, 0.5),
        ink.deep,
        tone=0.45,
        glitter=(at, ink.glow),
        mirror=0.5,
    )
    sea = sheet.image.copy()
    left = sheet.w * 0.5
    walls = (ink.paper, ink.pale, mix(ink.spot, ink.pale, 0.4), ink.wash)
    terrace(
        sheet,
        left + 260,
        sheet.w + 40,
        470,
        230,
        walls,
        (ink.deep, ink.mid),
        line=ink.key,
        width=(84, 120),
    )
    treads, count = [], 13
    for k in range(count):
        y = 470 + k * 42
        x = left + 250 - k * 60
        front = points(
            (x, y),
            (sheet.w + 10, y),
            (sheet.w + 10, y + 44),
            (x - 60, y + 44),
            (x - 60, y + 42),
            (x, y + 42),
        )
        treads.append((x, y, front))
    for index, (x, y, _) in enumerate(treads):
        sheet.fill(rect(x, y, sheet.w - x + 10, 44), ink.paper if index < 6 else ink.pale)
        riser = rect(x, y + 13, sheet.w - x + 10, 31)
        sheet.fill(riser, mix(ink.wash, ink.mid, min(index / 9, 1)))
        sheet.engrave(riser, ink.key, 0.22 + index * 0.045, spacing=6.5, wobble=0.7)
        joints = [
            rect(j + rng.normal() * 8, y + 13, 2.2, 31) for j in np.arange(x + 40, sheet.w, 96)
        ]
        sheet.fill([*joints, rect(x, y + 12, sheet.w - x + 10, 2.4)], ink.key)
    people = [
        (left + 400, 508, 120),
        (left + 470, 512, 126),
        (left + 640, 560, 140),
        (left + 300, 505, 112),
    ]
    for px, py, h in people:
        face = int(rng.choice([-1, 1]))
        sheet.fill(
            walker(px + rng.normal() * 12, py, h, rng.uniform(0.2, 0.8), True, face),
            ink.key,
            2.2,
            ink.paper,
        )
    lamp(sheet, sheet.w * 0.93, 640, 250, True)
    foot = smooth(
        [(left - 210, 742), (left - 60, 730), (sheet.w * 0.74, 738), (sheet.w + 20, 728)],
        closed=False,
    )
    flood = ground(np.vstack([[(-20, 752)], foot]), 1010)
    sheet.image.paste(Image.blend(sheet.image, sea, 0.84), mask=_cover(sheet, flood))
    look = sheet.clouded(260, 30, 3)
    sheet.engrave(
        flood,
        ink.key,
        lambda px, py: 0.1 + 1.5 * (look(px, py) - 0.5) + (py - 740) / 700,
        spacing=9.5,
        wobble=3,
    )
    for drop, wide in ((0, 9), (20, 6), (46, 4)):
        sheet.fill(_lace(shift(foot[drop // 4 :], -drop, drop), rng, wide), ink.paper)
    for place in (0.2, 0.55, 0.9):
        sheet.fill(
            walker(
                sheet.w * (0.55 + 0.4 * place),
                668 - 42 * int(place * 3),
                150,
                0.4,
                True,
                int(rng.choice([-1, 1])),
            ),
            ink.key,
            2.4,
            ink.paper,
        )
    ripples(sheet, sheet.w * 0.3, 820, 500, 26, ink.pale, 170)
    flock(sheet, sheet.w * 0.3, 200, 110, 9, ink.deep, 36)


def _cover(sheet: Sheet, shape: Points) -> Image.Image:
    """The shape as a mask of the whole sheet."""
    whole = Image.new("L", sheet.size, 0)
    mask = sheet.mask(shape)
    if mask is not None:
        whole.paste(mask.image, mask.at)
    return whole


def _lace(line: Points, rng: np.random.Generator, width: float) -> Points:
    """The lacy edge where water runs over stone."""
    count = len(line)
    upper = line[:, 1] - np.abs(rng.normal(0, width * 0.5, count))
    lower = line[:, 1] + np.abs(rng.normal(width * 0.6, width * 0.6, count))
    top = smooth(np.column_stack([line[:, 0], upper]), closed=False, steps=5)
    under = smooth(np.column_stack([line[:, 0], lower]), closed=False, steps=5)
    return np.vstack([top, under[::-1]])
