"""Charts as pictures; they bear no words."""

from __future__ import annotations

import numpy as np

from ..boats import smack
from ..curves import Points, ellipse, rect, ribbon, smooth, sway
from ..inks import mix
from ..rails import tram_side
from ..registry import scene
from ..sheet import Sheet
from ..sky import gull


def _rules(sheet: Sheet, top: float, foot: float, count: int) -> None:
    ink = sheet.ink
    lines = [rect(90, y, sheet.w - 180, 1.8) for y in np.linspace(top, foot, count)]
    sheet.fill(lines, mix(ink.wash, ink.paper, 0.3))
    sheet.fill(rect(90, foot, sheet.w - 180, 4), ink.key)


@scene("chart_tide", "day", "dawn", "storm", "winter", mirrored=False)
def chart_tide(sheet: Sheet) -> None:
    """The tide's curve over a fortnight as a sea, springs above the quay's edge in red."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.paper)
    _rules(sheet, 130, 860, 7)
    left, right, middle = 90.0, sheet.w - 90, 560.0
    xs = np.linspace(left, right, 1400)
    days = (xs - left) / (right - left) * 14
    spring = 0.62 + 0.38 * np.cos((days - rng.uniform(7.5, 10)) / 14.77 * 2 * np.pi * 1.0)
    ys = middle - 290 * spring * np.cos(days * 2 * np.pi * 1.035 * 0.93 + rng.uniform(0, 6)) * (
        1 + 0.08 * np.cos(days * np.pi)
    )
    curve = np.column_stack([xs, ys])
    sea = np.vstack([curve, [(right, 860), (left, 860)]])
    sheet.fill(sea, ink.wash)
    sheet.engrave(
        sea,
        ink.deep,
        lambda x, y: 0.1 + 0.62 * (y - 300) / 560 + 0 * x,
        phase=lambda x, y: (y - 0.55 * np.interp(x, xs, ys)) / 9,
        spacing=9,
        wobble=0.5,
    )
    edge = 330.0
    over = np.column_stack([xs, np.minimum(ys, edge)])
    flood = np.vstack([over, [(right, edge), (left, edge)]])
    sheet.fill(flood, ink.spot)
    sheet.engrave(flood, ink.key, 0.28, angle=0.8, spacing=7, wobble=0.1)
    dashes = [rect(x, edge - 2, 22, 4) for x in np.arange(left, right, 36)]
    sheet.fill(dashes, ink.key)
    sheet.fill(ribbon(curve, 6), ink.key)
    ticks = [
        rect(left + (right - left) * k / 14 - 1.2, 860, 2.4, 26 if k % 7 == 0 else 14)
        for k in range(15)
    ]
    sheet.fill(ticks, ink.key)
    for k in range(5):
        x = left + (right - left) * (0.5 + k * 3.25) / 14
        phase = k / 4
        sheet.fill(ellipse(x, 935, 19), ink.glow, 2, ink.key)
        dark = np.vstack([_limb(x, 935, 19, 1), _limb(x, 935, 19, np.cos(phase * 2 * np.pi))[::-1]])
        sheet.fill(dark, ink.key)
    peak = int(np.argmin(ys))
    px, py = float(xs[peak]), float(ys[peak])
    sheet.fill([rect(px - 1, py - 80, 2, 66)], ink.key)
    sheet.fill(ellipse(px, py, 12), ink.paper, 4, ink.key)
    sheet.fill(ellipse(px, py - 92, 18), ink.spot, 3, ink.key)
    trough = int(xs.searchsorted(px + (-320 if px > sheet.w / 2 else 320)))
    smack(sheet, float(xs[trough]), float(ys[trough]) + 2, 84, ink.key, ink.paper, ink.key)
    sheet.fill(
        [gull(sheet.w * 0.16 + 60 * k, 90 + 24 * (k % 2), 38, 0.1 * k, 0.4) for k in range(3)],
        ink.deep,
    )


def _limb(x: float, y: float, r: float, bulge: float) -> Points:
    t = np.linspace(-np.pi / 2, np.pi / 2, 24)
    return np.column_stack([x + r * bulge * np.cos(t), y + r * np.sin(t)])


@scene("chart_crowns", "study", "autumn", "day", "parlour", mirrored=False)
def chart_crowns(sheet: Sheet) -> None:
    """Columns of coins by the month, the last ones higher, a line for what was planned."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.paper)
    sheet.engrave(sheet.all, ink.pale, 0.4, spacing=9, wobble=0.6)
    _rules(sheet, 150, 850, 6)
    count = 12
    step = (sheet.w - 240) / count
    level = (
        8
        + 10 * (sway(rng, count, 4, 3) + 1) * 0.5
        + np.linspace(-3, float(rng.uniform(4, 9)), count)
    )
    tops: list[tuple[float, float]] = []
    for k in range(count):
        x, r = 120 + step * (k + 0.5), step * 0.36
        coins = int(level[k])
        for c in range(coins):
            y = 838 - c * 25.0
            jog = rng.normal() * 2.6
            body = np.vstack(
                [
                    _rim(x + jog, y - 20, r, 9, 0),
                    _rim(x + jog, y, r, 9, np.pi)[:0],
                    _bowl(x + jog, y, r, 9),
                ]
            )
            colour = ink.spot if k >= count - 3 else ink.glow
            sheet.fill(body, colour, 1.6, ink.key)
            sheet.engrave(
                body,
                ink.key,
                lambda px, py, x=x, r=r: 0.15 + 0.62 * (px - x) / r + 0 * py,
                angle=np.pi / 2,
                spacing=5,
                wobble=0,
            )
            sheet.fill(ellipse(x + jog, y - 20, r, 9), mix(colour, ink.paper, 0.35), 1.4, ink.key)
        tx, ty = x, 838 - (coins - 1) * 25.0 - 20
        sheet.fill(ribbon(np.vstack([e := ellipse(tx, ty, r * 0.72, 6), e[:2]]), 1.6), ink.key)
        tops.append((tx, ty))
        sheet.fill(rect(x - 1, 852, 2.4, 16), ink.key)
    plan = smooth([(x, 640 - 24 * k) for k, (x, _) in enumerate(tops)], closed=False)
    sheet.fill([ribbon(plan[j : j + 6], 5) for j in range(0, len(plan) - 6, 10)], ink.key)
    sheet.fill([ellipse(plan[-1, 0], plan[-1, 1], 13)], ink.paper, 4, ink.key)


def _rim(x: float, y: float, rx: float, ry: float, start: float) -> Points:
    t = np.linspace(start + np.pi, start + 2 * np.pi, 24)
    return np.column_stack([x + rx * np.cos(t), y + ry * np.sin(t)])


def _bowl(x: float, y: float, rx: float, ry: float) -> Points:
    t = np.linspace(0, np.pi, 24)
    return np.column_stack([x + rx * np.cos(t), y + ry * np.sin(t)])


@scene("chart_ridership", "dusk", "study", "winter", "spring", mirrored=False)
def chart_ridership(sheet: Sheet) -> None:
    """A century of riders as a hill that a tram climbs."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.paper)
    _rules(sheet, 150, 850, 6)
    left, right = 90.0, sheet.w - 90
    xs = np.linspace(left, right, 240)
    t = (xs - left) / (right - left)
    dip = rng.uniform(0.52, 0.64)
    share = (
        0.1
        + 0.5 * np.exp(-(((t - 0.3) / 0.17) ** 2))
        - 0.03 * np.exp(-(((t - dip) / 0.1) ** 2))
        + 0.74 / (1 + np.exp(-(t - 0.82) * 14))
    )
    for k, (scale, colour) in enumerate(((1.0, ink.wash), (0.66, ink.mid), (0.34, ink.deep))):
        ys = 850 - 640 * share * scale * (1 + 0.03 * sway(rng, 240, 40))
        area = np.vstack([np.column_stack([xs, ys]), [(right, 850), (left, 850)]])
        sheet.fill(area, colour, 3)
        sheet.engrave(
            area,
            mix(colour, ink.key, 0.5),
            lambda x, y, k=k: 0.2 + 0.12 * k + 0.3 * (y - 300) / 550 + 0 * x,
            angle=(0.6, -0.5, 0.0)[k],
            spacing=8,
            wobble=0.1,
        )
        if k == 0:
            line = np.column_stack([xs, ys])
    sheet.fill(ribbon(line, 6), ink.key)
    at = int(240 * 0.3)
    x, y = line[at]
    sheet.fill(
        [
            rect(left + (right - left) * k / 10 - 1.2, 852, 2.6, 24 if k % 5 == 0 else 13)
            for k in range(11)
        ],
        ink.key,
    )
    tram_side(sheet, float(x), float(y) - 4, 230, ink.spot, ink.paper, True)
    wire = np.column_stack([xs, line[:, 1] - 118])
    sheet.fill(ribbon(wire, 2), ink.key)
    sheet.fill(
        [
            rect(float(px) - 2, float(py) - 128, 4, 128)
            for px, py in line[8::26]
            if abs(px - x) > 120
        ],
        ink.key,
    )
    ex, ey = line[-1]
    sheet.fill(ellipse(float(ex), float(ey), 14), ink.spot, 4, ink.key)
