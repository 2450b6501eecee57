"""The mountain railway and the pass in snow."""

from __future__ import annotations

import itertools

import numpy as np

from ..curves import (
    ellipse,
    ground,
    points,
    ribbon,
    ridge,
    smooth,
)
from ..figures import walker
from ..inks import mix
from ..land import fir, hills, mountains, wood
from ..masonry import viaduct
from ..rails import engine
from ..registry import scene
from ..sheet import Sheet
from ..sky import air, cumulus, flock, mist, smoke, snow


@scene("mountain_railway", "day", "autumn", "winter", "dusk", "spring")
def mountain_railway(sheet: Sheet) -> None:
    """The little train crosses its viaduct under the peaks."""
    ink, rng = sheet.ink, sheet.rng
    at = (sheet.w * rng.uniform(0.15, 0.4), 170.0)
    air(sheet, 620, ink.pale, ink.wash, light=at, halo=500)
    cumulus(sheet, sheet.w * rng.uniform(0.6, 0.85), 210, 380, ink.paper, ink.wash)
    mountains(sheet, 360, 190, mix(ink.wash, ink.pale, 0.4), ink.mid, snow=ink.paper, snow_line=330)
    mountains(sheet, 520, 130, ink.wash, ink.deep, wave=300, snow=ink.paper, snow_line=415)
    mist(sheet, 610, 60, ink.paper, 0.5)
    mid = hills(sheet, 640, 70, 0.55, wave=360)
    wood(sheet, mid, 90, 60, ink.deep, 60)
    top = 600
    viaduct(sheet, -20, sheet.w + 20, top, 1010, 210, mix(ink.pale, ink.wash, 0.35), ink.deep)
    x = sheet.w * rng.uniform(0.5, 0.62)
    tip = engine(sheet, x, top - 6, 260, ink.key)
    smoke(sheet, *tip, 560, ink.paper, -1.0)
    near = ridge(rng, sheet.w, 900, 60, 500)
    sheet.fill(ground(near, 1010), ink.key)
    trees = [
        fir(px, float(np.interp(px, near[:, 0], near[:, 1])) + 40, h, rng)
        for px, h in zip(rng.uniform(0, sheet.w, 26), rng.uniform(130, 300, 26), strict=True)
        if abs(px - x) > 120
    ]
    sheet.fill(trees, ink.key, 2, ink.wash)
    flock(sheet, sheet.w * 0.3, 260, 100, 5, ink.deep, 34)


@scene("snow_pass", "winter", "night", "dawn", "storm")
def snow_pass(sheet: Sheet) -> None:
    """Walkers roped together below the pass in snow."""
    ink, rng = sheet.ink, sheet.rng
    air(sheet, 560, ink.pale, ink.wash, strength=0.9)
    mountains(sheet, 330, 210, ink.wash, ink.deep, wave=420, snow=ink.paper, snow_line=390)
    mountains(
        sheet,
        520,
        120,
        mix(ink.wash, ink.pale, 0.5),
        ink.deep,
        wave=300,
        snow=ink.paper,
        snow_line=520,
    )
    mist(sheet, 600, 70, ink.paper, 0.6)
    far = smooth(
        [(-20, 640), (300, 600), (700, 660), (1100, 610), (sheet.w + 20, 650)], closed=False
    )
    sheet.fill(ground(far, 1010), ink.pale)
    sheet.engrave(
        ground(far, 1010),
        ink.wash,
        lambda x, y: 0.62 - (y - 600) / 500 + 0 * x,
        phase=lambda x, y: (y - np.interp(x, far[:, 0], far[:, 1])) / 9,
        spacing=9,
    )
    wood(sheet, far, 60, 70, ink.deep, 20)
    line = smooth(
        [(-20, 930), (300, 880), (620, 780), (900, 730), (1240, 760), (sheet.w + 20, 700)],
        closed=False,
    )
    drift = ground(line, 1010)
    sheet.fill(drift, ink.paper)
    sheet.engrave(
        drift,
        ink.wash,
        lambda x, y: 0.1 + (y - np.interp(x, line[:, 0], line[:, 1])) / 420,
        phase=lambda x, y: (y - 0.9 * np.interp(x, line[:, 0], line[:, 1])) / 10 + x / 300,
        spacing=10,
    )
    spots = []
    for k, x in enumerate(np.linspace(0.24, 0.5, 5) * sheet.w):
        y, h = float(np.interp(x, line[:, 0], line[:, 1])) + 10, 150 - 13 * k
        who = walker(x, y, h, 0.6, True, 1)
        pack = ellipse(x - h * 0.13, y - h * 0.68, h * 0.1, h * 0.16)
        staff = ribbon(points((x + h * 0.17, y - h * 0.6), (x + h * 0.25, y)), 2.6)
        sheet.fill([*who, staff], ink.key, 1.6)
        sheet.fill(pack, ink.spot, 1.2)
        spots.append((x, y - h * 0.5))
    sheet.fill(
        [
            ribbon(smooth([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 18), b], closed=False), 1.8)
            for a, b in itertools.pairwise(spots)
        ],
        ink.spot,
    )
    marks = [
        ellipse(x, float(np.interp(x, line[:, 0], line[:, 1])) + 16 + 5 * (k % 2), 7, 3)
        for k, x in enumerate(np.arange(20, spots[0][0] - 20, 24))
    ]
    sheet.fill(marks, ink.mid)
    for x, h in ((0.82, 430), (0.93, 340), (0.73, 250)):
        tree = fir(sheet.w * x, float(np.interp(sheet.w * x, line[:, 0], line[:, 1])) + 40, h, rng)
        sheet.fill(tree, ink.deep, 2)
        sheet.engrave(
            tree,
            ink.paper,
            lambda px, py, x=x: 0.62 - (px - sheet.w * x) / 90 + 0 * py,
            phase=lambda px, py, x=x: (py - np.abs(px - sheet.w * x) * 0.6) / 26,
            spacing=26,
            wobble=0.6,
            broken=0.6,
        )
    snow(sheet, ink.paper, 420)
