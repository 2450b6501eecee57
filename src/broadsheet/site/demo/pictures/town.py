"""The town: houses, terraces, towers, quays, steps and lamps."""

from __future__ import annotations

import numpy as np

from .curves import Points, ellipse, points, rect, ribbon, smooth
from .hatching import ramp_x
from .inks import Ink, mix
from .sheet import Sheet


def panes(
    sheet: Sheet,
    box: tuple[float, float, float, float],
    across: int,
    down: int,
    pane: Ink,
    frame: Ink,
    lit: float = 0.0,
) -> None:
    """Rows of sash windows in a wall `box` (x, y, w, h); the share `lit` of them is alight."""
    x, y, w, h = box
    step_x, step_y = w / across, h / down
    wide, high = step_x * 0.52, step_y * 0.6
    dark: list[Points] = []
    light: list[Points] = []
    frames: list[Points] = []
    sills: list[Points] = []
    for col in range(across):
        for row in range(down):
            left = x + (col + 0.5) * step_x - wide / 2
            top = y + (row + 0.5) * step_y - high / 2
            frames.append(rect(left - wide * 0.12, top - high * 0.07, wide * 1.24, high * 1.12))
            (light if sheet.rng.random() < lit else dark).append(rect(left, top, wide, high))
            sills.append(rect(left - wide * 0.2, top + high * 1.02, wide * 1.4, high * 0.07))
    bars = [rect(p[0, 0] + wide * 0.46, p[0, 1], wide * 0.08, high) for p in (*dark, *light)] + [
        rect(p[0, 0], p[0, 1] + high * 0.44, wide, high * 0.05) for p in (*dark, *light)
    ]
    sheet.fill(frames, frame)
    sheet.fill(dark, pane)
    sheet.fill(light, sheet.ink.glow)
    sheet.fill(bars + sills, frame)


def roof_of(x: float, base: float, w: float, h: float, style: int) -> Points:
    """The outline of a roof or gable `h` high on a wall `w` wide."""
    mid = x + w / 2
    if style == 0:
        return points((x - w * 0.05, base), (mid, base - h), (x + w * 1.05, base))
    if style == 1:
        steps = [(x, base)]
        for tread in range(4):
            rise = base - h * (tread + 1) / 4
            steps += [(x + w * 0.5 * tread / 4.4, rise), (x + w * 0.5 * (tread + 1) / 4.4, rise)]
        return np.array(steps + [(2 * mid - px, py) for px, py in steps[::-1]])
    if style == 2:
        half = [
            (x, base),
            (x + w * 0.05, base - h * 0.3),
            (x + w * 0.2, base - h * 0.42),
            (x + w * 0.24, base - h * 0.8),
            (x + w * 0.36, base - h * 0.95),
            (mid, base - h),
        ]
        return smooth(half + [(2 * mid - px, py) for px, py in half[-2::-1]], closed=False, steps=4)
    return points(
        (x - w * 0.04, base),
        (x + w * 0.12, base - h * 0.75),
        (x + w * 0.88, base - h * 0.75),
        (x + w * 1.04, base),
    )


def house(
    sheet: Sheet,
    x: float,
    base: float,
    w: float,
    h: float,
    wall: Ink,
    roof: Ink,
    *,
    line: Ink | None = None,
    lit: float = 0.0,
    style: int | None = None,
    shop: bool = False,
) -> None:
    """A narrow town house that stands at (x, base) with its gable to the viewer."""
    rng = sheet.rng
    line = line or sheet.ink.key
    kind = int(rng.integers(0, 4)) if style is None else style
    top = base - h
    rise = w * (0.62 if kind in (0, 1, 2) else 0.42)
    for side in (0.18, 0.76):
        if rng.random() < 0.6:
            cx = x + w * side
            sheet.fill(
                [
                    rect(cx, top - rise * 0.95, w * 0.1, rise),
                    rect(cx - w * 0.02, top - rise * 0.98, w * 0.14, w * 0.04),
                ],
                roof,
            )
    gable = roof_of(x, top, w, rise, kind)
    body = [rect(x, top - 1, w, h + 1)]
    if kind in (1, 2):
        body.append(gable)
    else:
        sheet.fill(gable, roof)
        sheet.engrave(gable, line, ramp_x(x, x + w, 0.15, 0.6), spacing=4.5, wobble=0.2)
    sheet.fill(body, wall)
    shade = mix(wall, line, 0.55)
    sheet.engrave(body, shade, ramp_x(x, x + w, -0.12, 0.62), spacing=5, wobble=0.15)
    sheet.fill([rect(x + w - max(w * 0.02, 1.4), top, max(w * 0.02, 1.4), h)], line)
    if kind in (1, 2):
        edge = gable[:-1] if kind == 1 else gable
        sheet.fill(ribbon(edge, w * 0.035), mix(wall, sheet.ink.paper, 0.6))
        sheet.fill(ellipse(x + w / 2, top - rise * 0.42, w * 0.075), line)
    floors = max(2, round(h / (w * 0.62)))
    ground = h / (floors + 0.35) * 1.15 if shop or h > w else 0
    pane = mix(line, sheet.ink.deep, 0.35)
    frame = mix(wall, sheet.ink.paper, 0.65)
    panes(
        sheet,
        (x + w * 0.06, top + h * 0.03, w * 0.88, h * 0.95 - ground),
        3 if w > 44 else 2,
        floors - (1 if ground else 0),
        pane,
        frame,
        lit,
    )
    if ground:
        _ground_floor(sheet, x, base, w, ground, line, frame, lit > 0.15)


def _ground_floor(
    sheet: Sheet, x: float, base: float, w: float, h: float, line: Ink, frame: Ink, lit: bool
) -> None:
    rng = sheet.rng
    top = base - h
    sheet.fill(rect(x, top, w, h * 0.06), frame)
    glass = sheet.ink.glow if lit and rng.random() < 0.7 else mix(line, sheet.ink.mid, 0.3)
    door = x + w * (0.1 if rng.random() < 0.5 else 0.68)
    front = x + w * (0.4 if door < x + w / 2 else 0.08)
    sheet.fill(rect(front, top + h * 0.26, w * 0.5, h * 0.5), glass)
    sheet.fill(
        [rect(front + w * 0.5 * k / 3 - 0.8, top + h * 0.26, 1.8, h * 0.5) for k in (1, 2)], frame
    )
    sheet.fill(rect(door, top + h * 0.22, w * 0.22, h * 0.78), line)
    if rng.random() < 0.6:
        awning = points(
            (front - w * 0.03, top + h * 0.1),
            (front + w * 0.53, top + h * 0.1),
            (front + w * 0.57, top + h * 0.34),
            (front - w * 0.07, top + h * 0.34),
        )
        sheet.fill(awning, sheet.ink.spot if rng.random() < 0.6 else sheet.ink.wash)
        sheet.engrave(
            awning, sheet.ink.paper, 0.42, angle=np.pi / 2, spacing=w * 0.085, wobble=0, broken=0
        )


def terrace(
    sheet: Sheet,
    left: float,
    right: float,
    base: float,
    height: float,
    walls: tuple[Ink, ...],
    roofs: tuple[Ink, ...],
    *,
    line: Ink | None = None,
    lit: float = 0.0,
    width: tuple[float, float] = (58, 92),
    shop: bool = True,
) -> None:
    """A row of houses of different heights, wall to wall."""
    rng = sheet.rng
    x, last = left, -1
    while x < right:
        w = rng.uniform(*width)
        pick = int(rng.integers(0, len(walls)))
        pick = (pick + 1) % len(walls) if pick == last else pick
        last = pick
        house(
            sheet,
            x,
            base,
            w,
            height * rng.uniform(0.72, 1.15),
            walls[pick],
            roofs[int(rng.integers(0, len(roofs)))],
            line=line,
            lit=lit,
            shop=shop,
        )
        x += w + (0 if rng.random() < 0.8 else 6)


def far_town(
    sheet: Sheet,
    left: float,
    right: float,
    line: Points,
    size: float,
    wall: Ink,
    roof: Ink,
    lit: float = 0.0,
) -> None:
    """Small far houses that climb along a skyline."""
    rng = sheet.rng
    walls = []
    dots: list[Points] = []
    lights: list[Points] = []
    for _ in range(int((right - left) / size * 2.4)):
        x = rng.uniform(left, right)
        y = float(np.interp(x, line[:, 0], line[:, 1])) + abs(rng.normal()) * size * 1.6
        w, h = size * rng.uniform(0.6, 1.2), size * rng.uniform(0.6, 1.5)
        walls.append(
            (y, rect(x, y - h, w, h), roof_of(x, y - h, w, w * 0.55, int(rng.choice([0, 3]))))
        )
    for _, box, top in sorted(walls, key=lambda item: item[0]):
        sheet.fill(box, wall)
        sheet.engrave(box, roof, ramp_x(box[0, 0], box[1, 0], -0.3, 0.75), spacing=4, wobble=0)
        sheet.fill(top, roof)
        for col in (0.22, 0.6):
            for row in (0.25, 0.6):
                spot = rect(
                    box[0, 0] + (box[1, 0] - box[0, 0]) * col,
                    box[0, 1] + (box[2, 1] - box[0, 1]) * row,
                    size * 0.11,
                    size * 0.17,
                )
                (lights if rng.random() < lit else dots).append(spot)
    sheet.fill(dots, roof)
    sheet.fill(lights, sheet.ink.glow)


def church(sheet: Sheet, x: float, base: float, w: float, h: float, wall: Ink, roof: Ink) -> None:
    """A tower with a clock, an open lantern and a spire."""
    top = base - h * 0.58
    sheet.fill(rect(x - w / 2, top, w, h * 0.58), wall)
    sheet.engrave(
        rect(x - w / 2, top, w, h * 0.58), roof, ramp_x(x - w / 2, x + w / 2, -0.1, 0.75), spacing=5
    )
    sheet.fill(
        [
            rect(x - w * 0.58, top - h * 0.015, w * 1.16, h * 0.025),
            rect(x - w * 0.36, top - h * 0.12, w * 0.72, h * 0.11),
        ],
        wall,
    )
    sheet.fill(
        [rect(x + w * k - w * 0.06, top - h * 0.1, w * 0.12, h * 0.09) for k in (-0.2, 0, 0.2)],
        roof,
    )
    spire = smooth(
        [
            (x - w * 0.44, top - h * 0.11),
            (x - w * 0.3, top - h * 0.2),
            (x - w * 0.07, top - h * 0.28),
            (x, top - h * 0.44),
            (x + w * 0.07, top - h * 0.28),
            (x + w * 0.3, top - h * 0.2),
            (x + w * 0.44, top - h * 0.11),
        ],
        closed=False,
        steps=6,
    )
    sheet.fill(spire, roof)
    sheet.fill(ellipse(x, top + w * 0.5, w * 0.27), sheet.ink.paper)
    sheet.fill(
        [
            ribbon(points((x, top + w * 0.5), (x, top + w * 0.31)), w * 0.05),
            ribbon(points((x, top + w * 0.5), (x + w * 0.14, top + w * 0.55)), w * 0.05),
        ],
        roof,
    )
