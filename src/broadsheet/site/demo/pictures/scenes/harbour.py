"""The harbour by day and night, and the ferry in a storm."""

from __future__ import annotations

import numpy as np

from ..boats import schooner, smack
from ..curves import ellipse, ground, rect, ribbon, shift, smooth
from ..figures import crowd
from ..inks import mix
from ..land import hills
from ..registry import scene
from ..sea import billow, foam, ripples, spray, water
from ..sheet import Sheet
from ..sky import air, clouds, flock, moon, rain, smoke, stars, sun
from ..steamer import steamer
from ..street import lamp, quay
from ..town import church, far_town, terrace


@scene("harbour_dawn", "dawn", "dusk", "day", "spring")
def harbour_dawn(sheet: Sheet) -> None:
    """Ships at their moorings under the town as the sun comes up behind the hills."""
    ink, rng = sheet.ink, sheet.rng
    horizon = rng.uniform(520, 570)
    light = (rng.uniform(0.55, 0.8) * sheet.w, horizon - rng.uniform(110, 170))
    air(sheet, horizon, ink.pale, ink.wash, light=light, halo=520)
    clouds(sheet, horizon * 0.8, ink.paper, ink.wash, 0.42)
    sun(sheet, *light, 52, ink.glow, ink.paper)
    hills(sheet, horizon - 70, 70, 0.3, floor=horizon + 32)
    near = hills(sheet, horizon - 40, 46, 0.45, wave=300, floor=horizon + 32)
    far_town(
        sheet, 0, sheet.w * 0.55, shift(near, 0, 14), 30, mix(ink.pale, ink.paper, 0.5), ink.mid
    )
    church(
        sheet,
        sheet.w * rng.uniform(0.2, 0.3),
        horizon - 20,
        42,
        290,
        mix(ink.wash, ink.pale, 0.3),
        ink.deep,
    )
    walls = (
        ink.paper,
        ink.pale,
        ink.wash,
        mix(ink.spot, ink.pale, 0.35),
        mix(ink.mid, ink.pale, 0.4),
    )
    terrace(
        sheet,
        -20,
        sheet.w * 0.46,
        horizon + 2,
        125,
        walls,
        (ink.deep, ink.mid),
        line=ink.deep,
        width=(48, 72),
    )
    quay(sheet, rect(-10, horizon, sheet.w * 0.5, 26), ink.mid, ink.key, 13)
    schooner(sheet, sheet.w * 0.5, horizon + 28, 300, ink.deep, ink.deep, None)
    smack(sheet, sheet.w * 0.74, horizon + 20, 70, ink.deep, mix(ink.spot, ink.wash, 0.2), ink.deep)
    smack(sheet, sheet.w * 0.9, horizon + 12, 48, ink.mid, ink.paper, ink.mid)
    water(
        sheet,
        horizon + 28,
        mix(ink.wash, ink.mid, 0.35),
        ink.deep,
        tone=0.42,
        glitter=(light[0], ink.glow),
        mirror=0.75,
    )
    smack(sheet, sheet.w * 0.2, 800, 190, ink.key, ink.spot, ink.key)
    ripples(sheet, sheet.w * 0.2, 808, 200, 14, ink.key, 90)
    deck = smooth(
        [(-20, 985), (260, 968), (560, 975), (900, 962), (sheet.w + 20, 972)], closed=False
    )
    sheet.fill(ground(deck, 1010), ink.key)
    for x in np.arange(sheet.w * 0.52, sheet.w, 120):
        sheet.fill([rect(x, 900, 26, 110), ellipse(x + 13, 900, 17, 8)], ink.key, 2.2, ink.glow)
    sheet.fill(
        ribbon(
            smooth(
                [(sheet.w * 0.53, 912), (sheet.w * 0.62, 965), (sheet.w * 0.7, 914)], closed=False
            ),
            5,
        ),
        ink.key,
    )
    flock(sheet, sheet.w * 0.62, 260, 150, 14, ink.deep, 34)


@scene("harbour_night", "night", "dusk", "night", "storm", mirrored=True)
def harbour_night(sheet: Sheet) -> None:
    """The quay with its windows lit, doubled in still water."""
    ink, rng = sheet.ink, sheet.rng
    base = rng.uniform(560, 620)
    at = (rng.uniform(0.15, 0.8) * sheet.w, rng.uniform(110, 200))
    air(sheet, base, ink.mid, ink.deep, light=at, halo=380, strength=0.95)
    stars(sheet, base - 160, 110, ink.paper)
    moon(sheet, *at, 42)
    far = hills(sheet, base - 130, 60, 0.7, floor=base + 4, ink=ink.deep)
    far_town(
        sheet, 60, sheet.w - 40, shift(far, 0, 36), 27, mix(ink.deep, ink.mid, 0.5), ink.key, 0.5
    )
    church(sheet, sheet.w * rng.uniform(0.55, 0.7), base - 10, 54, 380, ink.mid, ink.key)
    walls = (ink.mid, ink.wash, mix(ink.spot, ink.deep, 0.4), ink.deep, mix(ink.wash, ink.mid, 0.6))
    terrace(
        sheet, -30, sheet.w + 10, base, 185, walls, (ink.key, ink.deep), lit=0.42, width=(66, 100)
    )
    for x in np.arange(90, sheet.w, 230):
        lamp(sheet, x + rng.normal() * 14, base + 6, 112, True)
    crowd(sheet, 0, sheet.w, base + 6, 46, 22, (ink.key,), depth=4)
    quay(sheet, rect(-10, base + 4, sheet.w + 20, 44), mix(ink.deep, ink.mid, 0.3), ink.key, 15)
    water(sheet, base + 48, ink.deep, ink.key, tone=0.45, mirror=0.82, rough=0.8)
    smack(sheet, sheet.w * 0.2, base + 120, 190, ink.spot, None, ink.wash)
    ripples(sheet, sheet.w * 0.2, base + 126, 200, 12, ink.wash, 50)
    schooner(sheet, sheet.w * 0.68, base + 136, 470, mix(ink.spot, ink.key, 0.45), ink.wash, None)
    ripples(sheet, sheet.w * 0.68, base + 146, 430, 22, ink.wash, 70)


@scene("ferry_storm", "storm", "fog", "day", "dusk")
def ferry_storm(sheet: Sheet) -> None:
    """The island ferry shouldering through a head sea."""
    ink, rng = sheet.ink, sheet.rng
    horizon = 470
    air(sheet, horizon + 60, ink.pale, ink.mid, strength=0.95)
    clouds(sheet, horizon + 40, mix(ink.wash, ink.pale, 0.35), ink.deep, 0.56, 700)
    clouds(sheet, horizon - 120, ink.mid, ink.deep, 0.42, 560)
    hills(sheet, horizon + 24, 34, 0.3, floor=horizon + 90)
    billow(sheet, horizon + 90, 42, ink.wash, ink.deep, 210)
    crest = billow(sheet, horizon + 150, 70, ink.mid, ink.deep, 300)
    foam(sheet, crest, ink.paper, 0.7)
    at, tilt = sheet.w * rng.uniform(0.4, 0.52), rng.uniform(-0.12, -0.06)
    sea_level = horizon + 200
    smoke(sheet, at - 50, sea_level - 285, 620, mix(ink.wash, ink.mid, 0.3), -0.95)
    steamer(sheet, at, sea_level, 620, hull=ink.key, house=ink.paper, lit=True, tilt=tilt)
    spray(sheet, at + 330, sea_level + 16, 240, 170, ink.paper)
    crest = billow(sheet, sea_level + 95, 105, ink.deep, ink.key, 430)
    foam(sheet, crest, ink.paper, 1.2)
    crest = billow(sheet, sea_level + 270, 150, mix(ink.deep, ink.key, 0.4), ink.key, 640)
    foam(sheet, crest, ink.paper, 1.7)
    rain(sheet, mix(ink.pale, ink.paper, 0.5), 260, 0.5, 70)
    flock(sheet, sheet.w * 0.75, 250, 110, 7, ink.key, 44)
