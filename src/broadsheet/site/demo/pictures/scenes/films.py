"""The two films' pictures: each is drawn for a moment from 0 to 1 and closes on itself."""

from __future__ import annotations

import numpy as np
from PIL import Image

from ..beacon import tower
from ..curves import Points, blade, crag, ellipse, ground, points, rect, ribbon, shift, smooth, turn
from ..figures import stander, walker
from ..hatching import Field, swell
from ..inks import mix
from ..land import hills, rock
from ..rails import tram_side
from ..registry import scene
from ..sea import water
from ..sheet import Sheet
from ..sky import air, clouds, gull, moon, stars, sun
from ..street import lamp
from ..town import church, far_town, terrace

FILM = (1600, 900)


@scene("film_long_tide", "night", size=FILM, mirrored=False)
def film_long_tide(sheet: Sheet) -> None:
    """The still of the long tide, the water at the upper steps."""
    long_tide(sheet, 0.55)


@scene("film_fog_tram", "fog", size=FILM, mirrored=False)
def film_fog_tram(sheet: Sheet) -> None:
    """The still of the tram in fog, in the middle of its bridge."""
    fog_tram(sheet, 0.52)


def long_tide(sheet: Sheet, moment: float) -> None:
    """The tide at the east steps: it rises, the light goes round, it falls again."""
    ink, horizon = sheet.ink, 430.0
    round_ = 2 * np.pi * moment
    air(sheet, horizon, ink.mid, ink.deep, strength=0.85, spacing=11)
    clouds(sheet, horizon, ink.wash, ink.deep, 0.42, 760)
    stars(sheet, horizon - 130, 50, ink.paper)
    moon(sheet, 610, 150, 44)
    hills(sheet, horizon - 16, 26, 0.5, floor=horizon + 8, ink=mix(ink.mid, ink.deep, 0.5))
    _light(sheet, (330.0, horizon - 150), round_ * 2)
    islet = ground(
        crag(
            [(210, horizon + 20), (270, horizon - 8), (390, horizon - 10), (470, horizon + 20)],
            sheet.rng,
            5,
            18,
        ),
        horizon + 30,
    )
    tower(sheet, 330, horizon, 176, True)
    rock(sheet, islet, ink.deep, ink.key)
    _moving_water(sheet, horizon + 10, round_)
    sea = sheet.image.copy()
    _steps(sheet)
    share = moment / 0.74 if moment < 0.74 else (1 - moment) / 0.26
    rise = share * share * (3 - 2 * share)
    level = 872 - 270 * rise
    xs = np.arange(300, sheet.w + 20, 22.0)
    lap = 7 * np.sin(xs / 95 + 3 * round_) + 4 * np.sin(xs / 41 - 4 * round_)
    line = np.column_stack([xs, level + lap])
    cover = sheet.mask(ground(np.vstack([[(300.0, level)], line]), 1010))
    if cover is not None:
        whole = Image.new("L", sheet.size, 0)
        whole.paste(cover.image, cover.at)
        sheet.image.paste(Image.blend(sheet.image, sea, 0.88), mask=whole)
    edge = max(860 - (level - 470) * 0.9, 0.0)
    wet = line[xs > edge]
    for drop, wide in ((0.0, 12.0), (20.0, 7.0), (44.0, 4.0)):
        sheet.fill(blade(smooth(shift(wet, -drop, drop), closed=False, steps=4), wide), ink.paper)


def _steps(sheet: Sheet) -> None:
    ink = sheet.ink
    walls = (ink.mid, ink.wash, mix(ink.spot, ink.deep, 0.4), mix(ink.wash, ink.mid, 0.6))
    terrace(
        sheet, 1010, sheet.w + 30, 462, 236, walls, (ink.key, ink.deep), lit=0.42, width=(92, 128)
    )
    for k in range(14):
        x, y = 900 - k * 42.0, 460 + k * 42.0
        sheet.fill(rect(x, y, sheet.w - x + 10, 44), mix(ink.wash, ink.pale, 0.7))
        riser = rect(x, y + 13, sheet.w - x + 10, 31)
        sheet.fill(riser, mix(ink.wash, ink.deep, min(0.2 + k / 13, 0.8)))
        sheet.engrave(riser, ink.key, 0.3, spacing=10, wobble=0.3)
        joints = [rect(j + 40.0 * (k % 2), y + 13, 3, 31) for j in np.arange(x + 60, sheet.w, 110)]
        sheet.fill([*joints, rect(x, y + 12, sheet.w - x + 10, 3)], ink.key)
    lamp(sheet, 1240, 474, 250, True)
    lamp(sheet, 1660, 474, 250, True)
    for x, y, h in ((1040, 472, 128), (1100, 472, 118)):
        sheet.fill(stander(x, y, h, x > 1080, 1), ink.key, 2.4, ink.pale)
    sheet.fill(walker(1420, 514, 140, 0.5, True, -1), ink.key, 2.4, ink.pale)


def _moving_water(sheet: Sheet, horizon: float, round_: float) -> None:
    ink = sheet.ink
    box = rect(-5, horizon, sheet.w + 10, 1010 - horizon)
    sheet.fill(box, mix(ink.deep, ink.mid, 0.35))
    base = swell(horizon, 11, 0.0042)
    patch = sheet.clouded(420, 60, 2)

    def phase(x: Field, y: Field) -> Field:
        near = (y - horizon) / 570
        roll = np.sin(x / (90 + 160 * near) + y / 70 - 2 * round_)
        chop = np.sin(x / (55 + 60 * near) - y / 45 + 3 * round_)
        return np.asarray(base(x, y) + (0.5 * roll + 0.28 * chop) * (0.4 + near))

    def dark(x: Field, y: Field) -> Field:
        path = np.abs(x - 610) / (50 + 0.3 * (y - horizon))
        return np.asarray(0.46 + 1.1 * (patch(x, y) - 0.5) - 0.4 * np.exp(-(path**2)))

    sheet.engrave(box, ink.key, dark, phase=phase, spacing=12, wobble=0, broken=0)
    flecks = []
    depths, starts, sides = sheet.rng.random(70), sheet.rng.random(70), sheet.rng.normal(0, 1, 70)
    for k, deep in enumerate(depths):
        near = float(deep) ** 1.4
        y = horizon + 6 + near * 440
        sway = 0.25 * np.sin(2 * np.pi * starts[k] + round_ * (1 + k % 3))
        x = 610 + (26 + 90 * near) * (0.6 * sides[k] + sway)
        long = (10 + 46 * near) * (0.6 + 0.4 * np.sin(k * 1.7 + 2 * round_))
        flecks.append(
            blade(
                points((x - long, y), (x - 2, y + 1), (x + 2, y - 1), (x + long, y)), 3 + 8 * near
            )
        )
    sheet.fill(flecks, ink.glow)


def _light(sheet: Sheet, at: tuple[float, float], heading: float) -> None:
    """Both beams of a lamp that goes round, as long as they look from the side."""
    for side in (0.0, np.pi):
        across, near = np.cos(heading + side), np.sin(heading + side)
        reach, spread = 60 + 1250 * abs(across), 0.05 + 0.09 * max(near, 0.0)
        middle = -0.05 if across >= 0 else np.pi + 0.05
        far = [
            (
                at[0] + np.cos(middle + s * spread) * reach,
                at[1] + np.sin(middle + s * spread) * reach,
            )
            for s in (-1, 1)
        ]

        def tone(x: Field, y: Field, reach: float = reach) -> Field:
            return np.asarray(0.85 * (1 - np.hypot(x - at[0], y - at[1]) / reach))

        def phase(x: Field, y: Field) -> Field:
            return np.asarray(np.arctan2(y - at[1], np.abs(x - at[0])) * 60)

        sheet.engrave(
            points(at, *far), sheet.ink.glow, tone, phase=phase, spacing=14, wobble=0, broken=0
        )
        if near > 0.6:
            flash = (near - 0.6) * 150
            sheet.fill([ellipse(*at, flash * 0.5), *_star(at, flash * 2)], sheet.ink.glow)


def _star(at: tuple[float, float], reach: float) -> list[Points]:
    x, y = at
    ray = points((x - reach, y), (x - 4, y), (x + 4, y), (x + reach, y))
    return [blade(turn(ray, angle, x, y), reach * 0.1) for angle in (0.0, np.pi / 2)]


def fog_tram(sheet: Sheet, moment: float) -> None:
    """A tram comes out of the fog, crosses the bridge and is gone."""
    ink, deck = sheet.ink, 560.0
    air(sheet, 1000, ink.paper, ink.pale, strength=0.6, spacing=12)
    sun(sheet, 1320, 190, 54, ink.glow, ink.pale)
    far_town(
        sheet,
        0,
        sheet.w,
        points((0, deck - 60), (sheet.w, deck - 90)),
        50,
        mix(ink.pale, ink.paper, 0.3),
        mix(ink.pale, ink.wash, 0.5),
    )
    church(sheet, 460, deck - 20, 60, 340, ink.pale, mix(ink.wash, ink.pale, 0.3))
    _bank(sheet, deck - 60, 150, moment, 0.75)
    sheet.fill(rect(-5, deck + 120, sheet.w + 10, 600), mix(ink.pale, ink.wash, 0.6))
    for k, start in enumerate((0.05, 0.35, 0.6)):
        run = (moment + start) % 1.0
        beat = 0.5 + 0.5 * np.sin(2 * np.pi * (6 * moment + k / 3))
        sheet.fill(
            gull(
                -60 + run * (sheet.w + 120),
                240 + 50 * k + 24 * np.sin(2 * np.pi * run),
                62 - 8 * k,
                0.0,
                beat,
            ),
            ink.deep,
        )
    _piers(sheet, deck)
    x = -420 + moment * (sheet.w + 840)
    tram_side(sheet, x, deck, 520, ink.spot, ink.paper, True)
    lattice = rect(-5, deck, sheet.w + 10, 50)
    sheet.fill(lattice, ink.mid)
    braces = [
        ribbon(points((k, deck + a), (k + 50, deck + 50 - a)), 5)
        for k in np.arange(0, sheet.w, 50)
        for a in (0, 50)
    ]
    sheet.fill(
        [*braces, rect(-5, deck - 3, sheet.w + 10, 10), rect(-5, deck + 44, sheet.w + 10, 10)],
        ink.deep,
    )
    water(
        sheet, deck + 130, mix(ink.wash, ink.mid, 0.35), ink.deep, tone=0.34, mirror=0.55, rough=0.8
    )
    _bank(sheet, deck + 124, 70, -moment, 0.7)
    for side, edge in ((-1, 0.0), (1, sheet.w)):
        veil = rect(min(edge, edge - side * 420), deck - 330, 420, 420)
        sheet.engrave(
            veil,
            ink.paper,
            lambda px, py, edge=edge: 0.95 - np.abs(px - edge) / 420 + 0 * py,
            spacing=12,
            wobble=0.8,
            broken=0.1,
        )


def _piers(sheet: Sheet, deck: float) -> None:
    ink, span = sheet.ink, 600.0
    for at in (sheet.w * 0.5 - span, sheet.w * 0.5, sheet.w * 0.5 + span):
        legs = [
            rect(at - 38, deck - 270, 20, 720),
            rect(at + 18, deck - 270, 20, 720),
            rect(at - 46, deck - 284, 92, 22),
            rect(at - 38, deck - 160, 76, 12),
        ]
        sheet.fill(legs, ink.mid)
        sheet.fill(ellipse(at, deck - 304, 12), ink.spot)
    cables = []
    for at in np.arange(-1.5, 2.5) * span + sheet.w * 0.5:
        xs = np.linspace(-span / 2, span / 2, 33)
        ys = deck - 34 - 230 * (xs / (span / 2)) ** 2
        cables.append(ribbon(np.column_stack([xs + at, ys]), 8))
        cables += [
            rect(at + px - 1.5, py, 3, deck - py)
            for px, py in zip(xs[1:-1:2], ys[1:-1:2], strict=True)
        ]
    sheet.fill(cables, ink.deep)


def _bank(sheet: Sheet, y: float, depth: float, moment: float, strength: float) -> None:
    """A bank of mist that drifts once round in the film's time."""
    noise = sheet.noise(620, 70)
    ring = np.concatenate([noise, noise[:, ::-1]], axis=1)
    drift = np.roll(ring, round(moment * ring.shape[1]), axis=1)

    def tone(px: Field, py: Field) -> Field:
        top = round(float(py[0, 0]) * sheet.scale)
        part = drift[top : top + py.shape[0], : px.shape[1]]
        near = 1 - np.abs(py - y) / depth
        return np.asarray(strength * near * 1.5 + 1.1 * (part - 0.5))

    sheet.engrave(
        rect(-5, y - depth, sheet.w + 10, 2 * depth),
        sheet.ink.paper,
        tone,
        spacing=12,
        wobble=0.8,
        broken=0,
    )
