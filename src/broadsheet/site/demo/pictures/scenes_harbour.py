"""The harbour by day and night, the ferry, the lighthouse, the tide on the steps."""

from __future__ import annotations

import numpy as np

from .boats import schooner, smack, steamer
from .curves import Points, crag, ellipse, ground, points, rect, ribbon, smooth
from .figures import crowd, walker
from .hatching import Field
from .inks import mix
from .land import hills, rock
from .registry import COLUMN, PANORAMA, scene
from .sea import billow, foam, ripples, spray, water
from .sheet import Sheet
from .sky import air, clouds, flock, mist, moon, rain, smoke, stars, sun
from .town import church, far_town, lamp, quay, terrace


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
    far_town(sheet, 0, sheet.w * 0.55, near + (0, 14), 30, mix(ink.pale, ink.paper, 0.5), ink.mid)
    church(sheet, sheet.w * rng.uniform(0.2, 0.3), horizon - 20, 42, 290, mix(ink.wash, ink.pale, 0.3), ink.deep)
    walls = (ink.paper, ink.pale, ink.wash, mix(ink.spot, ink.pale, 0.35), mix(ink.mid, ink.pale, 0.4))
    terrace(sheet, -20, sheet.w * 0.46, horizon + 2, 125, walls, (ink.deep, ink.mid), line=ink.deep, width=(48, 72))
    quay(sheet, rect(-10, horizon, sheet.w * 0.5, 26), ink.mid, ink.key, 13)
    schooner(sheet, sheet.w * 0.5, horizon + 28, 300, ink.deep, ink.deep, None)
    smack(sheet, sheet.w * 0.74, horizon + 20, 70, ink.deep, mix(ink.spot, ink.wash, 0.2), ink.deep)
    smack(sheet, sheet.w * 0.9, horizon + 12, 48, ink.mid, ink.paper, ink.mid)
    water(sheet, horizon + 28, mix(ink.wash, ink.mid, 0.35), ink.deep, tone=0.42, glitter=(light[0], ink.glow), mirror=0.75)
    smack(sheet, sheet.w * 0.2, 800, 190, ink.key, ink.spot, ink.key)
    ripples(sheet, sheet.w * 0.2, 808, 200, 14, ink.key, 90)
    deck = smooth([(-20, 985), (260, 968), (560, 975), (900, 962), (sheet.w + 20, 972)], closed=False)
    sheet.fill(ground(deck, 1010), ink.key)
    for x in np.arange(sheet.w * 0.52, sheet.w, 120):
        sheet.fill([rect(x, 900, 26, 110), ellipse(x + 13, 900, 17, 8)], ink.key, 2.2, ink.glow)
    sheet.fill(ribbon(smooth([(sheet.w * 0.53, 912), (sheet.w * 0.62, 965), (sheet.w * 0.7, 914)], closed=False), 5), ink.key)
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
    far_town(sheet, 60, sheet.w - 40, far + (0, 36), 27, mix(ink.deep, ink.mid, 0.5), ink.key, 0.5)
    church(sheet, sheet.w * rng.uniform(0.55, 0.7), base - 10, 54, 380, ink.mid, ink.key)
    walls = (ink.mid, ink.wash, mix(ink.spot, ink.deep, 0.4), ink.deep, mix(ink.wash, ink.mid, 0.6))
    terrace(sheet, -30, sheet.w + 10, base, 185, walls, (ink.key, ink.deep), lit=0.42, width=(66, 100))
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


def _tower(sheet: Sheet, x: float, base: float, h: float, lit: bool) -> tuple[float, float]:
    ink = sheet.ink
    w = h * 0.15
    body = points((x - w, base), (x - w * 0.62, base - h * 0.76), (x + w * 0.62, base - h * 0.76), (x + w, base))
    bands = [
        points(*[(x + s * w * (1 - 0.38 * k / 5.0), base - h * 0.76 * k / 5) for s, k in ((-1, b), (-1, b + 1), (1, b + 1), (1, b))])
        for b in (1, 3)
    ]
    sheet.fill(body, ink.paper, 2.5, ink.deep)
    sheet.fill(bands, ink.spot)
    sheet.engrave(body, ink.key, lambda px, py: (px - x + w * 0.35) / (2 * w) + 0.02 + 0 * py, angle=np.pi / 2, spacing=5.5)
    top = base - h * 0.76
    sheet.fill([rect(x - w * 0.95, top - h * 0.025, w * 1.9, h * 0.03), rect(x - w * 0.78, top - h * 0.005, w * 1.56, h * 0.025)], ink.key)
    rails = [rect(x - w * 0.95, top - h * 0.075, w * 1.9, h * 0.006)]
    rails += [rect(x + k * w * 0.19 - 1, top - h * 0.075, 2, h * 0.06) for k in range(-5, 6)]
    glass = rect(x - w * 0.45, top - h * 0.145, w * 0.9, h * 0.125)
    sheet.fill(glass, ink.glow if lit else ink.pale)
    sheet.fill([rect(x + k * w * 0.225 - 1.2, top - h * 0.145, 2.4, h * 0.125) for k in range(-2, 3)] + rails, ink.key)
    dome = smooth([(x - w * 0.55, top - h * 0.145), (x - w * 0.36, top - h * 0.2), (x, top - h * 0.225), (x + w * 0.36, top - h * 0.2),
                   (x + w * 0.55, top - h * 0.145)], closed=False)  # fmt: skip
    sheet.fill([dome, rect(x - 2, top - h * 0.29, 4, h * 0.08), ellipse(x, top - h * 0.228, w * 0.1)], ink.key)
    for k in (0.2, 0.5):
        sheet.fill(rect(x - w * 0.14, base - h * k, w * 0.28, h * 0.05), ink.key)
    sheet.fill(rect(x - w * 0.2, base - h * 0.085, w * 0.4, h * 0.085), ink.key)
    return x, top - h * 0.085


def beam(sheet: Sheet, at: tuple[float, float], angle: float, spread: float, length: float) -> None:
    """A lighthouse's beam, in lines that thin out with distance."""
    x, y = at
    far = [(x + np.cos(a) * length, y + np.sin(a) * length) for a in (angle - spread, angle + spread)]

    def phase(px: Field, py: Field) -> Field:
        return np.asarray(np.arctan2(py - y, px - x) * 90, dtype=np.float32)

    def tone(px: Field, py: Field) -> Field:
        return np.asarray(0.95 - np.hypot(px - x, py - y) / length, dtype=np.float32)

    sheet.engrave(points((x, y), *far), sheet.ink.glow, tone, phase=phase, spacing=9, wobble=0)


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
    cliff = smooth([(x - 330, horizon + 130), (x - 260, horizon - 20), (x - 150, base + 6), (x - 60, base - 8), (x + 90, base),
                    (x + 150, base + 44), (x + 215, base + 70), (x + 260, horizon + 40), (x + 330, horizon + 150)], closed=False)  # fmt: skip
    cliff = np.vstack([crag(cliff, rng, 7, 20), [(x + 330, horizon + 330), (x - 330, horizon + 330)]])
    light = (x, base - height * 0.845)
    beam(sheet, light, rng.uniform(-0.16, -0.02), 0.075, 1500)
    beam(sheet, light, np.pi + rng.uniform(0.02, 0.14), 0.075, 1200)
    cottage = rect(x + 62, base - 42, 78, 52)
    sheet.fill(cottage, ink.paper)
    sheet.engrave(cottage, ink.deep, 0.3, spacing=5)
    sheet.fill([points((x + 54, base - 40), (x + 76, base - 76), (x + 128, base - 76), (x + 148, base - 40)), rect(x + 118, base - 92, 12, 26)], ink.deep)
    sheet.fill([rect(x + 76, base - 28, 13, 18), rect(x + 112, base - 28, 13, 18)], ink.glow)
    _tower(sheet, x, base + 6, height, True)
    rock(sheet, cliff, ink.deep, ink.key)
    path = smooth([(x + 84, base + 8), (x + 70, base + 40), (x + 130, base + 70), (x + 110, base + 110)], closed=False)
    sheet.fill(ribbon(path, 5, 9), ink.wash)
    for spot in (-300, -120, 60, 250):
        spray(sheet, x + spot, horizon + 140 + rng.normal() * 8, rng.uniform(60, 150), 120, ink.paper)
    crest = billow(sheet, horizon + 190, 60, ink.deep, ink.key, 380)
    foam(sheet, crest, ink.paper, 1.1)
    crest = billow(sheet, horizon + 330, 95, mix(ink.deep, ink.key, 0.5), ink.key, 560)
    foam(sheet, crest, ink.paper, 1.5)
    flock(sheet, x + 330, base - height * 0.5, 120, 9, ink.key if not dark else ink.paper, 30)


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
    water(sheet, horizon, mix(ink.wash, ink.mid, 0.5), ink.deep, tone=0.45, glitter=(at, ink.glow), mirror=0.5)
    left = sheet.w * 0.5
    walls = (ink.paper, ink.pale, mix(ink.spot, ink.pale, 0.4), ink.wash)
    terrace(sheet, left + 260, sheet.w + 40, 470, 230, walls, (ink.deep, ink.mid), line=ink.key, width=(84, 120))
    treads, count = [], 13
    for k in range(count):
        y = 470 + k * 42
        x = left + 250 - k * 60
        front = points((x, y), (sheet.w + 10, y), (sheet.w + 10, y + 44), (x - 60, y + 44), (x - 60, y + 42), (x, y + 42))
        treads.append((x, y, front))
    for index, (x, y, _) in enumerate(treads):
        sheet.fill(rect(x, y, sheet.w - x + 10, 44), ink.paper if index < 6 else ink.pale)
        riser = rect(x, y + 13, sheet.w - x + 10, 31)
        sheet.fill(riser, mix(ink.wash, ink.mid, min(index / 9, 1)))
        sheet.engrave(riser, ink.key, 0.22 + index * 0.045, spacing=6.5, wobble=0.7)
        joints = [rect(j + rng.normal() * 8, y + 13, 2.2, 31) for j in np.arange(x + 40, sheet.w, 96)]
        sheet.fill([*joints, rect(x, y + 12, sheet.w - x + 10, 2.4)], ink.key)
    people = [(left + 400, 508, 120), (left + 470, 512, 126), (left + 640, 560, 140), (left + 300, 505, 112)]
    for px, py, h in people:
        face = int(rng.choice([-1, 1]))
        sheet.fill(walker(px + rng.normal() * 12, py, h, rng.uniform(0.2, 0.8), True, face), ink.key, 2.2, ink.paper)
    lamp(sheet, sheet.w * 0.93, 640, 250, True)
    edge = smooth([(-20, 690), (sheet.w * 0.24, 706), (sheet.w * 0.5, 724), (sheet.w * 0.74, 738), (sheet.w + 20, 752)], closed=False)
    flood = ground(edge, 1010)
    sheet.field(flood, mix(ink.mid, ink.deep, 0.35), lambda px, py: np.ones_like(px + py) * 0.86)
    look = sheet.clouded(260, 30, 3)
    sheet.engrave(flood, ink.key, lambda px, py: 0.22 + 1.5 * (look(px, py) - 0.5) + (py - 700) / 900, spacing=9.5, wobble=3)
    for drop in (0, 16, 38):
        sheet.fill(_lace(edge + (0, drop), rng, 9 - drop * 0.16), ink.paper)
    ripples(sheet, sheet.w * 0.3, 820, 500, 26, ink.pale, 170)
    flock(sheet, sheet.w * 0.3, 200, 110, 9, ink.deep, 36)


def _lace(line: Points, rng: np.random.Generator, width: float) -> Points:
    """The lacy edge where water runs over stone."""
    count = len(line)
    upper = line[:, 1] - np.abs(rng.normal(0, width * 0.5, count))
    lower = line[:, 1] + np.abs(rng.normal(width * 0.6, width * 0.6, count))
    top = smooth(np.column_stack([line[:, 0], upper]), closed=False, steps=5)
    under = smooth(np.column_stack([line[:, 0], lower]), closed=False, steps=5)
    return np.vstack([top, under[::-1]])


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
    town = smooth([(-20, 430), (320, 400), (700, 455), (1050, 500), (1300, horizon + 4)], closed=False)
    sheet.fill(ground(town, horizon + 6), ink.mid)
    far_town(sheet, 0, 1150, town + (0, 20), 38, mix(ink.pale, ink.paper, 0.5), ink.deep, 0.1)
    church(sheet, 480, horizon - 60, 52, 330, ink.pale, ink.deep)
    terrace(sheet, -20, 1010, horizon + 4, 110, (ink.paper, ink.pale, mix(ink.spot, ink.pale, 0.4), ink.wash), (ink.deep, ink.mid), line=ink.deep, width=(46, 70))
    quay(sheet, rect(-10, horizon, 1040, 24), ink.mid, ink.key, 12)
    for at, size in ((1180, 190), (1450, 120), (2320, 150)):
        schooner(sheet, at + rng.normal() * 30, horizon + 24, size, ink.deep, ink.deep, ink.paper)
    water(sheet, horizon + 16, mix(ink.wash, ink.mid, 0.45), ink.deep, tone=0.42, glitter=(light[0], ink.glow), mirror=0.7)
    cape = smooth([(2330, 1010), (2420, 800), (2560, 690), (2700, 640), (2860, 650), (sheet.w + 20, 610)], closed=False)
    cape = ground(crag(cape, rng, 6, 18), 1010)
    _tower(sheet, 2760, 650, 330, True)
    rock(sheet, cape, ink.deep, ink.key)
    mist(sheet, horizon - 6, 26, ink.paper, 0.35)
    steamer(sheet, 1750, 760, 300, hull=ink.key, house=ink.paper, lit=False)
    ripples(sheet, 1750, 772, 300, 18, ink.key, 60)
    smack(sheet, 820, 850, 180, ink.key, ink.spot, ink.key)
    ripples(sheet, 820, 858, 190, 14, ink.key, 70)
    flock(sheet, 1500, 250, 260, 18, ink.deep, 34)
