"""Beards, moustaches and glasses for the portraits."""

from __future__ import annotations

import numpy as np

from .curves import blade, points, ribbon, smooth
from .hair import place, strands
from .heads import Face
from .inks import Ink, mix
from .sheet import Sheet


def beard(
    sheet: Sheet, face: Face, ink: Ink, shine: Ink, long: float = 0.25, full: bool = True
) -> None:
    """A beard, full or on the chin alone, with its moustache."""
    lean = 0.16 * face.yaw
    if full:
        spots = [
            (-1.0, -0.05),
            (-0.9, 0.32),
            (-0.56, 0.46),
            (-0.38 + lean, 0.44),
            (lean, 0.4),
            (0.38 + lean, 0.44),
            (0.62, 0.46),
            (0.92, 0.32),
            (1.0, -0.05),
            (1.02, 0.4),
            (0.84, 0.86),
            (0.45 + lean, 1.06 + long),
            (lean, 1.12 + long * 1.3),
            (-0.45 + lean, 1.06 + long),
            (-0.84, 0.86),
            (-1.02, 0.4),
        ]
    else:
        spots = [
            (-0.4 + lean, 0.47),
            (lean, 0.41),
            (0.4 + lean, 0.47),
            (0.44 + lean, 0.72),
            (0.32 + lean, 0.98),
            (lean, 1.08 + long),
            (-0.32 + lean, 0.98),
            (-0.44 + lean, 0.72),
        ]
    shape = place(face, spots)
    strands(sheet, shape, ink, shine, face.at(0, 0.1), 170, 0.36, 1.4)
    mx, my = face.at(0.03 * face.yaw, 0.615)
    lip = smooth(
        [
            (mx - 38, my - 2),
            (mx - 12, my - 8),
            (mx + 12, my - 8),
            (mx + 38, my - 2),
            (mx + 20, my + 14),
            (mx - 20, my + 14),
        ]
    )
    sheet.fill(lip, mix(face.skin, mix(sheet.ink.spot, face.shade, 0.5), 0.45))
    sheet.fill(
        blade(smooth([(mx - 40, my - 1), (mx, my + 2), (mx + 40, my - 1)], closed=False), 5),
        sheet.ink.key,
    )
    moustache(sheet, face, ink, shine, 0.9)


def moustache(sheet: Sheet, face: Face, ink: Ink, shine: Ink, size: float = 1.0) -> None:
    """A moustache in two wings."""
    mx, my = face.at(0.05 * face.yaw, 0.5)
    w = face.wide * 0.42 * size
    for side in (-1, 1):
        wing = smooth(
            [
                (mx, my - 10),
                (mx + side * w * 0.5, my - 8),
                (mx + side * w, my + 16),
                (mx + side * w * 1.12, my + 34),
                (mx + side * w * 0.5, my + 20),
                (mx, my + 10),
            ]
        )
        strands(sheet, wing, ink, shine, (mx, my - 46), 150, 0.34, 0.5)


def glasses(sheet: Sheet, face: Face, round_: bool, ink: Ink) -> None:
    """Spectacles with a little light on the lenses."""
    rims = []
    for side in (-1, 1):
        x, y = face.at(side * 0.42, -0.03)
        rx, ry = face.wide * 0.31, face.high * (0.19 if round_ else 0.155)
        a = np.linspace(0, 2 * np.pi, 60)
        power = 1.0 if round_ else 0.55
        ring = np.column_stack(
            [
                x + rx * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** power,
                y + ry * np.sign(np.sin(a)) * np.abs(np.sin(a)) ** power,
            ]
        )
        rims.append(ribbon(ring, 6.5 if not round_ else 4.5))
        shine = points(
            (x - rx * 0.6, y - ry * 0.1),
            (x - rx * 0.1, y - ry * 0.72),
            (x + rx * 0.08, y - ry * 0.72),
            (x - rx * 0.5, y + ry * 0.2),
        )
        sheet.engrave(shine, sheet.ink.paper, 0.42, angle=-0.9, spacing=5, wobble=0)
    left, right = face.at(-0.1, -0.06), face.at(0.1, -0.06)
    rims.append(
        ribbon(smooth([left, ((left[0] + right[0]) / 2, left[1] - 9), right], closed=False), 5.5)
    )
    for side in (-1, 1):
        x, y = face.at(side * 0.73, -0.06)
        rims.append(ribbon(points((x, y), (face.x + side * face.wide * 1.02, y - 8)), 6, 4))
    sheet.fill(rims, ink)
