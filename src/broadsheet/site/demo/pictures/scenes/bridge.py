"""The tram on the harbour bridge in fog."""

from __future__ import annotations

import numpy as np

from ..curves import ellipse, points, rect, ribbon
from ..inks import mix
from ..rails import tram_side
from ..registry import scene
from ..sea import water
from ..sheet import Sheet
from ..sky import air, flock, mist, sun
from ..street import quay
from ..town import church, far_town


@scene("fog_bridge", "fog", "storm", "dawn", "winter", "dusk")
def fog_bridge(sheet: Sheet) -> None:
    """A tram on the harbour bridge, the town lost in fog behind it."""
    ink, rng = sheet.ink, sheet.rng
    deck = rng.uniform(540, 580)
    air(sheet, 1000, ink.paper, ink.pale, strength=0.6)
    sun(sheet, sheet.w * rng.uniform(0.2, 0.8), 200, 46, ink.glow, ink.pale)
    far = np.array([(0.0, deck - 60), (sheet.w, deck - 90)])
    far_town(
        sheet, 0, sheet.w, far, 44, mix(ink.pale, ink.paper, 0.3), mix(ink.pale, ink.wash, 0.5)
    )
    church(sheet, sheet.w * 0.64, deck - 20, 50, 320, ink.pale, mix(ink.wash, ink.pale, 0.3))
    mist(sheet, deck - 40, 130, ink.paper, 0.7)
    sheet.fill(rect(-5, deck + 120, sheet.w + 10, 600), mix(ink.pale, ink.wash, 0.6))
    span = 520
    steel, line = ink.mid, ink.deep
    for tower in (sheet.w * 0.5 - span, sheet.w * 0.5, sheet.w * 0.5 + span):
        sheet.fill(
            [
                rect(tower - 34, deck - 250, 16, 700),
                rect(tower + 18, deck - 250, 16, 700),
                rect(tower - 40, deck - 262, 80, 18),
                rect(tower - 34, deck - 150, 68, 10),
            ],
            steel,
        )
        sheet.engrave(rect(tower - 34, deck - 250, 68, 700), line, 0.3, spacing=6)
        sheet.fill(ellipse(tower, deck - 280, 9), ink.spot)
        quay(
            sheet,
            points(
                (tower - 70, deck + 150),
                (tower + 70, deck + 150),
                (tower + 96, 1010),
                (tower - 96, 1010),
            ),
            mix(ink.mid, ink.wash, 0.4),
            ink.deep,
            26,
        )
    cables = []
    for tower in np.arange(-1.5, 2.5) * span + sheet.w * 0.5 - span * 0.5:
        xs = np.linspace(-span / 2, span / 2, 33)
        ys = deck - 30 - 215 * (xs / (span / 2)) ** 2
        cables.append(ribbon(np.column_stack([xs + tower + span / 2, ys]), 6))
        cables += [
            rect(tower + span / 2 + px - 1, py, 2.2, deck - py)
            for px, py in zip(xs[1:-1:2], ys[1:-1:2], strict=True)
        ]
    sheet.fill(cables, line)
    tram_side(sheet, sheet.w * rng.uniform(0.3, 0.66), deck, 430, ink.spot, ink.paper, True)
    lattice = rect(-5, deck, sheet.w + 10, 44)
    sheet.fill(lattice, steel)
    sheet.fill([rect(-5, deck - 3, sheet.w + 10, 9), rect(-5, deck + 38, sheet.w + 10, 9)], line)
    braces = []
    for x in np.arange(0, sheet.w, 44):
        braces += [
            ribbon(points((x, deck), (x + 44, deck + 44)), 3.4),
            ribbon(points((x + 44, deck), (x, deck + 44)), 3.4),
        ]
    sheet.fill(braces, line)
    water(
        sheet, deck + 190, mix(ink.wash, ink.mid, 0.35), ink.deep, tone=0.34, mirror=0.55, rough=0.8
    )
    mist(sheet, deck + 180, 90, ink.paper, 0.62)
    mist(sheet, deck - 150, 60, ink.paper, 0.3)
    flock(sheet, sheet.w * 0.3, 240, 130, 7, ink.deep, 36)
