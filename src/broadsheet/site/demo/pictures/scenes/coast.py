"""The lighthouse, and the whole coast."""

from __future__ import annotations

import numpy as np

from ..beacon import beam, tower
from ..boats import schooner, smack
from ..curves import crag, ground, points, rect, ribbon, shift, smooth
from ..inks import mix
from ..land import hills, rock
from ..registry import COLUMN, PANORAMA, scene
from ..sea import billow, foam, ripples, spray, water
from ..sheet import Sheet
from ..sky import air, clouds, flock, mist, stars, sun
from ..steamer import steamer
from ..street import quay
from ..town import church, far_town, terrace


@scene("lighthouse", "dusk", "night", "storm", "dawn", "day")
def lighthouse(sheet: Sheet) -> None:
    """The light on its rock, the sea breaking below."""
    _lighthouse(sheet, sheet.w * sheet.rng.uniform(0.26, 0.36), 600, 480)


@scene("column_tower", "dusk", "night", "dawn", "storm", size=COLUMN)
def column_tower(sheet: Sheet) -> None:
    """The light once more, upright for a narrow column."""
    _lighthouse(sheet, sheet.w * sheet.rng.uniform(0.42, 0.55), 740, 600)


def _lighthouse(sheet: Sheet, x: float, base: float, height: float) -> None:
    ink, rng = sheet.ink, sheet.rng
    horizon = base + 70
    dark = sum(ink.pale) < 560
    air(sheet, horizon, ink.wash if dark else ink.pale, ink.deep if dark else ink.mid, strength=0.9)
    if dark:
        stars(sheet, horizon - 200, 90, ink.paper)
    clouds(sheet, horizon, mix(ink.pale, ink.wash, 0.4), ink.mid, 0.5)
    hills(sheet, horizon - 24, 34, 0.42, floor=horizon + 10)
    water(sheet, horizon, ink.mid, ink.deep, tone=0.5, rough=1.4)
    cliff = smooth(
        [
            (x - 330, horizon + 130),
            (x - 260, horizon - 20),
            (x - 150, base + 6),
            (x - 60, base - 8),
            (x + 90, base),
            (x + 150, base + 44),
            (x + 215, base + 70),
            (x + 260, horizon + 40),
            (x + 330, horizon + 150),
        ],
        closed=False,
    )
    cliff = np.vstack(
        [crag(cliff, rng, 7, 20), [(x + 330, horizon + 330), (x - 330, horizon + 330)]]
    )
    light = (x, base - height * 0.845)
    beam(sheet, light, rng.uniform(-0.16, -0.02), 0.075, 1500)
    beam(sheet, light, np.pi + rng.uniform(0.02, 0.14), 0.075, 1200)
    cottage = rect(x + 62, base - 42, 78, 52)
    sheet.fill(cottage, ink.paper)
    sheet.engrave(cottage, ink.deep, 0.3, spacing=5)
    sheet.fill(
        [
            points(
                (x + 54, base - 40), (x + 76, base - 76), (x + 128, base - 76), (x + 148, base - 40)
            ),
            rect(x + 118, base - 92, 12, 26),
        ],
        ink.deep,
    )
    sheet.fill([rect(x + 76, base - 28, 13, 18), rect(x + 112, base - 28, 13, 18)], ink.glow)
    tower(sheet, x, base + 6, height, True)
    rock(sheet, cliff, ink.deep, ink.key)
    path = smooth(
        [(x + 84, base + 8), (x + 70, base + 40), (x + 130, base + 70), (x + 110, base + 110)],
        closed=False,
    )
    sheet.fill(ribbon(path, 5, 9), ink.wash)
    for spot in (-300, -120, 60, 250):
        spray(
            sheet, x + spot, horizon + 140 + rng.normal() * 8, rng.uniform(60, 150), 120, ink.paper
        )
    crest = billow(sheet, horizon + 190, 60, ink.deep, ink.key, 380)
    foam(sheet, crest, ink.paper, 1.1)
    crest = billow(sheet, horizon + 330, 95, mix(ink.deep, ink.key, 0.5), ink.key, 560)
    foam(sheet, crest, ink.paper, 1.5)
    flock(sheet, x + 330, base - height * 0.5, 120, 9, ink.key if not dark else ink.paper, 30)


@scene("panorama_coast", "dawn", "dusk", "day", "winter", "storm", size=PANORAMA)
def panorama_coast(sheet: Sheet) -> None:
    """The whole coast: the town, the light, headland behind headland."""
    ink, rng = sheet.ink, sheet.rng
    horizon = 560
    light = (sheet.w * rng.uniform(0.6, 0.75), horizon - 150)
    air(sheet, horizon, ink.pale, ink.wash, light=light, halo=700)
    clouds(sheet, horizon * 0.85, ink.paper, ink.wash, 0.46, 900)
    sun(sheet, *light, 64, ink.glow, ink.paper)
    for share, near in ((150, 0.16), (105, 0.28), (66, 0.4)):
        hills(sheet, horizon - share * 0.6, share * 0.7, near, wave=700, floor=horizon + 5)
    town = smooth(
        [(-20, 430), (320, 400), (700, 455), (1050, 500), (1300, horizon + 4)], closed=False
    )
    sheet.fill(ground(town, horizon + 6), ink.mid)
    far_town(sheet, 0, 1150, shift(town, 0, 20), 38, mix(ink.pale, ink.paper, 0.5), ink.deep, 0.1)
    church(sheet, 480, horizon - 60, 52, 330, ink.pale, ink.deep)
    terrace(
        sheet,
        -20,
        1010,
        horizon + 4,
        110,
        (ink.paper, ink.pale, mix(ink.spot, ink.pale, 0.4), ink.wash),
        (ink.deep, ink.mid),
        line=ink.deep,
        width=(46, 70),
    )
    quay(sheet, rect(-10, horizon, 1040, 24), ink.mid, ink.key, 12)
    for at, size in ((1180, 190), (1450, 120), (2320, 150)):
        schooner(sheet, at + rng.normal() * 30, horizon + 24, size, ink.deep, ink.deep, ink.paper)
    water(
        sheet,
        horizon + 16,
        mix(ink.wash, ink.mid, 0.45),
        ink.deep,
        tone=0.42,
        glitter=(light[0], ink.glow),
        mirror=0.7,
    )
    cape = smooth(
        [(2330, 1010), (2420, 800), (2560, 690), (2700, 640), (2860, 650), (sheet.w + 20, 610)],
        closed=False,
    )
    cape = ground(crag(cape, rng, 6, 18), 1010)
    tower(sheet, 2760, 650, 330, True)
    rock(sheet, cape, ink.deep, ink.key)
    mist(sheet, horizon - 6, 26, ink.paper, 0.35)
    steamer(sheet, 1750, 760, 300, hull=ink.key, house=ink.paper, lit=False)
    ripples(sheet, 1750, 772, 300, 18, ink.key, 60)
    smack(sheet, 820, 850, 180, ink.key, ink.spot, ink.key)
    ripples(sheet, 820, 858, 190, 14, ink.key, 70)
    flock(sheet, 1500, 250, 260, 18, ink.deep, 34)
