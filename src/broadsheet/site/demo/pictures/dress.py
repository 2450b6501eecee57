"""Necks, shoulders, clothes and headwear for the portraits."""

from __future__ import annotations

import numpy as np

from .curves import Points, blade, ellipse, points, rect, ribbon, smooth
from .hatching import Field
from .heads import Face
from .inks import Ink, mix
from .sheet import Sheet


def neck(sheet: Sheet, face: Face, wide: float = 0.6) -> None:
    """The neck, in the shadow of the jaw."""
    w, x = face.wide * wide, face.x + 6 * face.yaw
    top, foot = face.y + 0.55 * face.high, face.y + 1.9 * face.high
    shape = smooth(
        [
            (x - w, top),
            (x - w * 0.95, top + 110),
            (x - w * 1.25, foot - 40),
            (x - w * 1.6, foot),
            (x + w * 1.6, foot),
            (x + w * 1.25, foot - 40),
            (x + w * 0.95, top + 110),
            (x + w, top),
        ],
        steps=6,
    )
    sheet.fill(shape, face.skin)
    chin = face.y + face.chin * face.high

    def tone(px: Field, py: Field) -> Field:
        return np.asarray(
            0.42 + 0.4 * (px - x) / w + np.clip(0.5 - (py - chin) / 110, -0.2, 0.5),
            dtype=np.float32,
        )

    def bowed(px: Field, py: Field) -> Field:
        return np.asarray((py + 26 * ((px - x) / w) ** 2) / 6.4, dtype=np.float32)

    sheet.engrave(shape, face.shade, tone, phase=bowed, spacing=6.4, wobble=0.2)
    sheet.engrave(
        shape,
        mix(face.shade, sheet.ink.key, 0.5),
        lambda px, py: tone(px, py) - 0.45,
        angle=0.9,
        spacing=6.4,
    )
    sheet.fill(
        [
            blade(
                smooth(
                    [(x - w * 0.35, foot - 70), (x - w * 0.2, foot - 36), (x, foot - 24)],
                    closed=False,
                ),
                4,
            )
        ],
        mix(face.shade, sheet.ink.key, 0.4),
    )


def shoulders(
    sheet: Sheet, face: Face, cloth: Ink, line: Ink, broad: float = 1.0, slope: float = 1.0
) -> Points:
    """A coat or jersey over the shoulders, its folds engraved; returns its outline."""
    x, top = face.x, face.y + 1.28 * face.high
    half = [
        (70, top + 6),
        (150, top + 40 * slope),
        (262 * broad, top + 92 * slope),
        (322 * broad, top + 160 * slope),
        (352 * broad, top + 260),
        (372 * broad, 1040),
    ]
    shape = smooth([(x + dx, y) for dx, y in half] + [(x - dx, y) for dx, y in half[::-1]], steps=8)
    sheet.fill(shape, cloth)
    folds = sheet.clouded(150, 190, 3)

    def tone(px: Field, py: Field) -> Field:
        side = (px - x) / 380
        return np.asarray(0.3 + 0.42 * side + 1.3 * (folds(px, py) - 0.5), dtype=np.float32)

    def phase(px: Field, py: Field) -> Field:
        return np.asarray(
            (py * 0.78 + np.abs(px - x) * -0.42 + 90 * folds(px, py)) / 7.5, dtype=np.float32
        )

    sheet.engrave(shape, line, tone, phase=phase, spacing=7.5, wobble=0.2)
    return shape


def lapels(sheet: Sheet, face: Face, coat: Ink, shirt: Ink, tie: Ink | None, line: Ink) -> None:
    """A shirt front with a tie between a jacket's lapels."""
    x, top = face.x + 4, face.y + 1.24 * face.high
    sheet.fill(
        points((x - 84, top + 18), (x + 84, top + 18), (x + 10, 1010), (x - 10, 1010)), shirt
    )
    for side in (-1, 1):
        wing = points(
            (x + side * 88, top - 12),
            (x + side * 100, top + 40),
            (x + side * 48, top + 96),
            (x + side * 2, top + 58),
        )
        sheet.fill(wing, shirt)
        sheet.fill([blade(wing[[1, 2, 3]], 4), blade(wing[[3, 0]], 3)], line)
        sheet.engrave(wing, line, 0.2 + 0.12 * side, angle=0.8 * side, spacing=6, wobble=0.1)
    if tie is not None:
        knot = points(
            (x - 20, top + 54), (x + 20, top + 54), (x + 13, top + 90), (x - 13, top + 90)
        )
        tail = points((x - 13, top + 90), (x + 13, top + 90), (x + 36, 1010), (x - 36, 1010))
        sheet.fill([knot, tail], tie)
        sheet.engrave(
            [knot, tail],
            line,
            lambda px, py: 0.3 + (px - x) / 60 + 0 * py,
            angle=-0.7,
            spacing=9,
            wobble=0,
        )
    for side in (-1, 1):
        lapel = points(
            (x + side * 104, top + 2),
            (x + side * 176, top + 62),
            (x + side * 150, top + 140),
            (x + side * 186, top + 158),
            (x + side * 16, 1012),
            (x + side * 6, 1012),
            (x + side * 60, top + 130),
        )
        sheet.fill(lapel, coat, 2.2, line)
        sheet.engrave(lapel, line, 0.34 + 0.14 * side, angle=1.1 * side, spacing=6.5, wobble=0.3)


def roll_neck(sheet: Sheet, face: Face, cloth: Ink, line: Ink) -> None:
    """A ribbed roll-neck collar."""
    x, top = face.x + 4, face.y + 1.06 * face.high
    shape = smooth(
        [
            (x - 96, top + 24),
            (x, top + 48),
            (x + 96, top + 24),
            (x + 116, top + 96),
            (x, top + 130),
            (x - 116, top + 96),
        ]
    )
    sheet.fill(shape, cloth, 2.4, line)

    def ribs(px: Field, py: Field) -> Field:
        return np.asarray((px - x) / (11 + 0 * py) + ((px - x) / 210) ** 3, dtype=np.float32)

    sheet.engrave(
        shape,
        line,
        lambda px, py: 0.38 + 0.3 * (px - x) / 110 + 0 * py,
        phase=ribs,
        spacing=11,
        wobble=0.1,
    )
    sheet.fill(
        blade(smooth([(x - 106, top + 52), (x, top + 82), (x + 106, top + 52)], closed=False), 5),
        line,
    )


def scarf(sheet: Sheet, face: Face, cloth: Ink, line: Ink) -> None:
    """A scarf wound about the neck."""
    x, top = face.x, face.y + 1.04 * face.high
    for drop, wide in ((62, 150), (26, 124)):
        shape = smooth(
            [
                (x - wide, top + drop - 8),
                (x, top + drop + 34),
                (x + wide, top + drop - 8),
                (x + wide + 8, top + drop + 52),
                (x + 10, top + drop + 104),
                (x - wide - 8, top + drop + 52),
            ]
        )
        sheet.fill(shape, cloth, 2.4, line)
        sheet.engrave(
            shape,
            line,
            lambda px, py: 0.34 + (px - x) / 420 + 0 * py,
            phase=lambda px, py: (py - 40 * np.cos((px - x) / 100)) / 9 + 0.01 * px,
            spacing=9,
        )
    end = points((x + 40, top + 120), (x + 112, top + 104), (x + 150, 1012), (x + 62, 1012))
    sheet.fill(end, cloth, 2.4, line)
    sheet.engrave(end, line, 0.42, spacing=10, angle=-0.1)


def buttons(sheet: Sheet, face: Face, ink: Ink) -> None:
    """A row of buttons and the edge of a coat."""
    x, top = face.x + 8, face.y + 1.7 * face.high
    sheet.fill([ellipse(x + 22, y, 10) for y in np.arange(top + 40, 1000, 76)], ink)
    sheet.fill(
        ribbon(smooth([(x - 6, top - 20), (x - 2, top + 120), (x - 6, 1010)], closed=False), 4),
        sheet.ink.key,
    )


def pearls(sheet: Sheet, face: Face) -> None:
    """A string of beads."""
    a = np.linspace(0.12 * np.pi, 0.88 * np.pi, 15)
    x, y = face.x + 4, face.y + 1.34 * face.high
    sheet.fill(
        [ellipse(x + 118 * np.cos(t), y + 66 * np.sin(t), 10) for t in a],
        sheet.ink.paper,
        1.8,
        sheet.ink.key,
    )


def plain_collar(sheet: Sheet, face: Face, cloth: Ink, line: Ink) -> None:
    """An open collar, folded down at both sides of the throat."""
    x, top = face.x + 4, face.y + 1.2 * face.high
    sheet.fill(points((x - 62, top + 4), (x + 62, top + 4), (x, top + 112)), face.skin)
    sheet.engrave(
        points((x - 62, top + 4), (x + 62, top + 4), (x, top + 112)), face.shade, 0.5, spacing=6.4
    )
    for side in (-1, 1):
        wing = points(
            (x + side * 78, top - 22),
            (x + side * 106, top + 14),
            (x + side * 112, top + 70),
            (x + side * 46, top + 138),
            (x + side * 1, top + 96),
            (x + side * 58, top + 34),
        )
        sheet.fill(wing, cloth, 2.2, line)
        sheet.engrave(wing, line, 0.24 + 0.14 * side, angle=0.9 * side, spacing=6.5, wobble=0.2)


def backdrop(sheet: Sheet, low: Ink, line: Ink, kind: int) -> None:
    """What stands behind the sitter: engraved air with a disc, a window or shelves."""
    sheet.fill(sheet.all, low)
    drift = sheet.clouded(500, 420)
    sheet.engrave(
        sheet.all,
        line,
        lambda x, y: 0.12 + 0.55 * (x / sheet.w) + 0.5 * (drift(x, y) - 0.5) - 0.12 * y / 1000,
        spacing=7.5,
        wobble=1.0,
    )
    if kind == 1:
        sheet.engrave(
            ellipse(400, 400, 330),
            sheet.ink.paper,
            lambda x, y: 0.62 - np.hypot(x - 300, y - 300) / 900,
            spacing=7.5,
            angle=0.02,
        )
    elif kind == 2:
        for left in (40, 580):
            sheet.fill(rect(left, 60, 180, 420), sheet.ink.paper)
            sheet.engrave(
                rect(left, 60, 180, 420), line, lambda x, y: 0.1 + y / 1100 + 0 * x, spacing=6
            )
            sheet.fill(
                [rect(left + 86, 60, 8, 420), rect(left, 200, 180, 8), rect(left, 340, 180, 8)], low
            )
