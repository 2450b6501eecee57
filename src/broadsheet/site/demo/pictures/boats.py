"""Ships and boats, drawn from the side."""

from __future__ import annotations

import numpy as np

from .curves import Points, ellipse, points, rect, ribbon, smooth, turn
from .hatching import ramp_y
from .inks import Ink, mix
from .sheet import Sheet


def _line(a: tuple[float, float], b: tuple[float, float], width: float) -> Points:
    return ribbon(points(a, b), width)


def schooner(sheet: Sheet, x: float, y: float, size: float, hull: Ink, rig: Ink, sail: Ink | None) -> None:
    """A two-masted schooner, `size` long, floating at (x, y); with sails set or furled."""
    u = size / 100
    body = smooth([(x - 46 * u, y - 9 * u), (x - 20 * u, y - 6.2 * u), (x + 20 * u, y - 6.5 * u),
                   (x + 54 * u, y - 11.5 * u)], closed=False)  # fmt: skip
    keel = smooth([(x + 46 * u, y - 2 * u), (x + 38 * u, y + 1.5 * u), (x - 38 * u, y + 1.5 * u),
                   (x - 44 * u, y - 3 * u)], closed=False)  # fmt: skip
    masts = ((x - 14 * u, 74 * u), (x + 17 * u, 68 * u))
    lines, spars, sails = [], [], []
    for mx, high in masts:
        spars += [_line((mx, y - 5 * u), (mx - 1 * u, y - high), 1.5 * u), ellipse(mx - u, y - high, u)]
        spars.append(_line((mx, y - 14 * u), (mx - 26 * u, y - 15 * u), 1.2 * u))
        spars.append(_line((mx, y - 54 * u), (mx - 19 * u, y - 62 * u), 1.0 * u))
        for foot in (-9, -5, 6, 10):
            lines.append(_line((mx - u, y - high * 0.86), (mx + foot * u, y - 7 * u), 0.42 * u))
        for rung in np.linspace(0.15, 0.7, 8):
            h = y - 7 * u - rung * (high * 0.86 - 7 * u)
            lines.append(_line((mx - 9 * u * (1 - rung), h), (mx + 9.5 * u * (1 - rung), h), 0.32 * u))
        if sail is not None:
            sails.append(smooth([(mx - 0.8 * u, y - 15 * u), (mx - 0.8 * u, y - 54 * u),
                                 (mx - 19 * u, y - 61.5 * u), (mx - 24 * u, y - 38 * u),
                                 (mx - 26 * u, y - 16 * u)], steps=5))  # fmt: skip
        else:
            sails.append(smooth([(mx - u, y - 15.2 * u), (mx - 12 * u, y - 18 * u), (mx - 25 * u, y - 16 * u),
                                 (mx - 12 * u, y - 14 * u)]))  # fmt: skip
    bow = (x + 72 * u, y - 16 * u)
    spars.append(_line((x + 50 * u, y - 10.5 * u), bow, 1.3 * u))
    for top, foot in ((0.97, bow), (0.8, (x + 62 * u, y - 13.5 * u)), (0.7, (x + 52 * u, y - 11 * u))):
        lines.append(_line((masts[1][0] - u, y - masts[1][1] * top), foot, 0.45 * u))
        if sail is not None and top < 0.9:
            mx = masts[1][0]
            sails.append(smooth([(mx + 2 * u, y - masts[1][1] * top * 0.93), (foot[0] - 2 * u, foot[1] - 2 * u),
                                 (mx + 9 * u, y - 14 * u)], steps=6))  # fmt: skip
    lines += [_line((masts[0][0] - u, y - masts[0][1]), (masts[1][0] - u, y - masts[1][1]), 0.4 * u),
              _line((masts[0][0] - u, y - masts[0][1]), (x - 46 * u, y - 9 * u), 0.4 * u)]  # fmt: skip
    cloth = sail or mix(sheet.ink.paper, hull, 0.3)
    sheet.fill(sails, cloth)
    if sail is not None:
        sheet.engrave(sails, mix(cloth, hull, 0.5), 0.3, angle=np.pi / 2 - 0.1, spacing=5, wobble=0.6)
    sheet.fill(lines, rig)
    sheet.fill(spars, rig)
    hull_shape = np.vstack([body, keel])
    sheet.fill(hull_shape, hull)
    sheet.fill(ribbon(body + (0, 1.6 * u), 1.1 * u), sheet.ink.spot)
    sheet.engrave(hull_shape, mix(hull, sheet.ink.pale, 0.5), ramp_y(y - 8 * u, y, 0.3, 0), spacing=3.4)
    sheet.fill([rect(x - 38 * u, y - 11.5 * u, 14 * u, 4 * u), rect(x - 3 * u, y - 9.5 * u, 10 * u, 3 * u)], hull)


def steamer(
    sheet: Sheet, x: float, y: float, size: float, *, hull: Ink, house: Ink, lit: bool, tilt: float = 0.0
) -> None:
    """An island ferry with a funnel and two decks of windows, `size` long, at (x, y)."""
    u = size / 100
    ink = sheet.ink

    def put(shapes: list[Points], colour: Ink) -> None:
        sheet.fill([turn(s, tilt, x, y) for s in shapes], colour)

    body = smooth([(x - 50 * u, y - 9.5 * u), (x, y - 7.5 * u), (x + 34 * u, y - 9 * u), (x + 52 * u, y - 14 * u)],
                  closed=False)  # fmt: skip
    hull_shape = np.vstack([body, [(x + 45 * u, y + 3 * u), (x - 44 * u, y + 3 * u), (x - 50 * u, y - 3 * u)]])
    pole = [_line((x + 30 * u, y - 12 * u), (x + 29 * u, y - 47 * u), 0.9 * u),
            _line((x - 40 * u, y - 9 * u), (x - 41 * u, y - 36 * u), 0.8 * u),
            _line((x + 29 * u, y - 46 * u), (x + 50 * u, y - 14 * u), 0.3 * u),
            _line((x + 29 * u, y - 46 * u), (x - 41 * u, y - 35 * u), 0.3 * u),
            _line((x - 41 * u, y - 35 * u), (x - 50 * u, y - 9 * u), 0.3 * u),
            _line((x + 24 * u, y - 40 * u), (x + 34 * u, y - 40 * u), 0.5 * u)]  # fmt: skip
    put(pole, ink.key)
    decks = [rect(x - 42 * u, y - 17 * u, 76 * u, 9.5 * u), rect(x - 34 * u, y - 25 * u, 60 * u, 8 * u),
             rect(x + 10 * u, y - 32 * u, 13 * u, 7 * u)]  # fmt: skip
    put(decks, house)
    turned = [turn(d, tilt, x, y) for d in decks]
    sheet.engrave(turned, mix(house, ink.deep, 0.6), ramp_y(y - 26 * u, y - 8 * u, 0.12, 0.4), spacing=3.6)
    put([rect(x - 44 * u, y - 17.6 * u, 80 * u, 1.1 * u), rect(x - 36 * u, y - 25.6 * u, 64 * u, 1.1 * u),
         rect(x + 8.6 * u, y - 32.8 * u, 16 * u, 1.1 * u)], ink.deep)  # fmt: skip
    glass = [rect(x + (k * 4.4 - 39) * u, y - 14.6 * u, 2.6 * u, 3.6 * u) for k in range(16)]
    glass += [rect(x + (k * 4.4 - 31) * u, y - 22.6 * u, 2.8 * u, 3.4 * u) for k in range(13)]
    glass.append(rect(x + 12 * u, y - 30.4 * u, 10 * u, 2.8 * u))
    put(glass, ink.glow if lit else ink.deep)
    rails = [_line((x - 34 * u, y - 28.6 * u), (x + 9 * u, y - 28.6 * u), 0.35 * u)]
    rails += [_line((x + k * 4 * u, y - 25 * u), (x + k * 4 * u, y - 28.6 * u), 0.3 * u) for k in range(-8, 3)]
    put(rails, ink.key)
    funnel = points((x - 12 * u, y - 25.5 * u), (x - 14 * u, y - 46 * u), (x - 3 * u, y - 46 * u), (x - 2.6 * u, y - 25.5 * u))
    put([funnel], ink.spot)
    put([points((x - 14.2 * u, y - 46 * u), (x - 13.7 * u, y - 41 * u), (x - 3.1 * u, y - 41 * u), (x - 2.8 * u, y - 46 * u))],
        ink.key)  # fmt: skip
    sheet.engrave(turn(funnel, tilt, x, y), ink.key, lambda px, py: (px - x + 12 * u) / (16 * u) * 0.7 + 0 * py,
                  angle=np.pi / 2, spacing=4)  # fmt: skip
    put([hull_shape], hull)
    put([ribbon(body + (0, 2.2 * u), 1.0 * u)], ink.paper)
    put([ellipse(x + (k * 7 - 38) * u, y - 3.4 * u, 1.0 * u) for k in range(11)], ink.glow if lit else house)
    for k in (-24, -4, 16):
        put([smooth([(x + k * u, y - 27.5 * u), (x + (k + 8) * u, y - 27.5 * u), (x + (k + 6.6) * u, y - 25.4 * u),
                     (x + (k + 1.4) * u, y - 25.4 * u)], steps=4)], ink.paper)  # fmt: skip


def smack(sheet: Sheet, x: float, y: float, size: float, hull: Ink, cloth: Ink | None, rig: Ink) -> None:
    """A small fishing boat with one mast, sail set or stowed."""
    u = size / 40
    lines = [_line((x - 2 * u, y - 4 * u), (x - 3 * u, y - 46 * u), 1.1 * u),
             _line((x - 3 * u, y - 45 * u), (x + 20 * u, y - 6 * u), 0.4 * u),
             _line((x - 3 * u, y - 45 * u), (x - 19 * u, y - 5 * u), 0.4 * u),
             _line((x - 2 * u, y - 10 * u), (x - 20 * u, y - 11 * u), 0.8 * u)]  # fmt: skip
    if cloth is not None:
        sail = smooth([(x - 3.4 * u, y - 11 * u), (x - 3.6 * u, y - 35 * u), (x - 12 * u, y - 43 * u), (x - 17 * u, y - 27 * u),
                       (x - 20 * u, y - 12 * u)], steps=5)  # fmt: skip
        jib = smooth([(x - 1 * u, y - 37 * u), (x + 17 * u, y - 8 * u), (x + 1 * u, y - 9 * u)], steps=6)
        sheet.fill([sail, jib], cloth)
        sheet.engrave([sail, jib], mix(cloth, hull, 0.55), 0.34, angle=1.45, spacing=4.5)
    sheet.fill(lines, rig)
    body = smooth([(x - 20 * u, y - 5.6 * u), (x, y - 3.6 * u), (x + 21 * u, y - 7.6 * u), (x + 17 * u, y + 0.6 * u),
                   (x - 17 * u, y + 0.8 * u)], steps=8)  # fmt: skip
    sheet.fill(body, hull)
    sheet.fill(ribbon(smooth([(x - 19.5 * u, y - 4.6 * u), (x, y - 2.7 * u), (x + 20 * u, y - 6.6 * u)], closed=False), 0.9 * u),
               mix(hull, sheet.ink.paper, 0.7))  # fmt: skip
    sheet.fill(rect(x + 2 * u, y - 8.6 * u, 7 * u, 5 * u), mix(hull, sheet.ink.paper, 0.35))


def shell(sheet: Sheet, x: float, y: float, size: float, crew: int, hull: Ink, shirt: Ink) -> None:
    """A racing shell with its crew in mid stroke."""
    u = size / 100
    ink = sheet.ink
    sheet.fill(smooth([(x - 50 * u, y - 1.4 * u), (x, y - 3 * u), (x + 50 * u, y - 1.4 * u), (x + 36 * u, y + 1.2 * u),
                       (x - 36 * u, y + 1.2 * u)]), hull)  # fmt: skip
    lean = sheet.rng.uniform(-0.35, 0.35)
    for seat in np.linspace(-33, 28, crew):
        sx, sy = x + seat * u, y - 2.4 * u
        top = (sx + np.sin(lean) * 8 * u, sy - 8.4 * u)
        blade_end = (sx - 9 * u + np.sin(lean) * 5 * u, y + 5.6 * u)
        sheet.fill([ribbon(points((sx + 4 * u, sy - 4 * u), blade_end), 0.5 * u),
                    ellipse(*blade_end, 2.0 * u, 0.8 * u, 0.3)], ink.paper)  # fmt: skip
        sheet.fill(ribbon(smooth([(sx, sy), (sx + np.sin(lean) * 4 * u, sy - 5 * u), top], closed=False), 4.4 * u, 3.2 * u), shirt)
        sheet.fill([ribbon(points(top, (sx + 4.6 * u, sy - 4.2 * u)), 1.4 * u),
                    ellipse(top[0] + 0.5 * u, top[1] - 2.2 * u, 1.7 * u, 2.0 * u)], ink.key)  # fmt: skip
        sheet.fill(ribbon(points((sx, sy - u), (sx + 5 * u, sy - 3 * u), (sx + 8 * u, sy - 0.4 * u)), 1.8 * u, 1.2 * u), ink.key)
