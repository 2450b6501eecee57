"""Hats, caps and headscarves for the portraits."""

from __future__ import annotations

import numpy as np

from .curves import Points, blade, ellipse, points, smooth
from .heads import Face
from .inks import Ink, mix
from .sheet import Sheet


def peaked_cap(sheet: Sheet, face: Face, cloth: Ink, band: Ink, line: Ink) -> None:
    """A ferry captain's cap with its badge."""
    x, y, w, h = (
        face.x + 0.06 * face.yaw * face.wide,
        face.y - 0.62 * face.high,
        face.wide,
        face.high,
    )
    crown = smooth(
        [
            (x - w * 1.06, y - h * 0.14),
            (x - w * 1.32, y - h * 0.5),
            (x - w * 0.9, y - h * 0.92),
            (x, y - h * 1.02),
            (x + w * 0.9, y - h * 0.92),
            (x + w * 1.32, y - h * 0.5),
            (x + w * 1.06, y - h * 0.14),
        ]
    )
    sheet.fill(crown, cloth)
    sheet.engrave(
        crown,
        line,
        lambda px, py: 0.36 + 0.42 * (px - x) / w + 0.2 * (py - y + 60) / h,
        phase=lambda px, py: (py + ((px - x) / w) ** 2 * 30) / 7,
        spacing=7,
    )
    strip = smooth(
        [
            (x - w * 1.1, y - h * 0.28),
            (x, y - h * 0.16),
            (x + w * 1.1, y - h * 0.28),
            (x + w * 1.05, y + h * 0.05),
            (x, y + h * 0.14),
            (x - w * 1.05, y + h * 0.05),
        ]
    )
    sheet.fill(strip, band)
    peak = smooth(
        [
            (x - w * 0.92, y + h * 0.05),
            (x, y + h * 0.12),
            (x + w * 0.92, y + h * 0.05),
            (x + w * 0.72, y + h * 0.24),
            (x, y + h * 0.31),
            (x - w * 0.72, y + h * 0.24),
        ]
    )
    sheet.fill(peak, line, 2, mix(line, sheet.ink.paper, 0.6))
    sheet.fill(
        blade(
            smooth(
                [
                    (x - w * 0.7, y + h * 0.17),
                    (x - w * 0.2, y + h * 0.24),
                    (x + w * 0.2, y + h * 0.24),
                ],
                closed=False,
            ),
            5,
        ),
        mix(line, sheet.ink.paper, 0.5),
    )
    star = [ellipse(x, y - h * 0.1, 15, 18)] + [
        blade(
            points(
                (x + s * 14, y - h * 0.06), (x + s * 34, y - h * 0.1), (x + s * 44, y - h * 0.2)
            ),
            9,
        )
        for s in (-1, 1)
    ]
    sheet.fill(star, sheet.ink.glow)
    sheet.fill(ellipse(x, y - h * 0.1, 6, 8), line)


def wool_cap(sheet: Sheet, face: Face, cloth: Ink, line: Ink) -> None:
    """A knitted cap, ribbed at the brim."""
    x, y, w, h = face.x, face.y - 0.5 * face.high, face.wide, face.high
    crown = smooth(
        [
            (x - w * 1.09, y),
            (x - w * 1.1, y - h * 0.55),
            (x - w * 0.6, y - h * 1.0),
            (x + w * 0.05, y - h * 1.1),
            (x + w * 0.65, y - h * 0.98),
            (x + w * 1.1, y - h * 0.52),
            (x + w * 1.09, y),
        ]
    )
    sheet.fill(crown, cloth)
    sheet.engrave(
        crown,
        line,
        lambda px, py: 0.3 + 0.4 * (px - x) / w + 0 * py,
        phase=lambda px, py: np.arctan2(py - y - h * 0.6, px - x) * 22,
        spacing=11,
        wobble=0.3,
    )
    brim = smooth(
        [
            (x - w * 1.13, y - h * 0.16),
            (x, y - h * 0.3),
            (x + w * 1.13, y - h * 0.16),
            (x + w * 1.13, y + h * 0.12),
            (x, y + h * 0.02),
            (x - w * 1.13, y + h * 0.12),
        ]
    )
    sheet.fill(brim, cloth, 2.4, line)
    sheet.engrave(
        brim,
        line,
        lambda px, py: 0.34 + 0.34 * (px - x) / w + 0 * py,
        phase=lambda px, py: (px - x) / 12 + 0 * py,
        spacing=12,
        wobble=0.1,
    )


def brimmed_hat(sheet: Sheet, face: Face, felt: Ink, band: Ink, line: Ink) -> None:
    """A felt hat with a brim."""
    x, y, w, h = face.x, face.y - 0.6 * face.high, face.wide, face.high
    crown = smooth(
        [
            (x - w * 0.98, y),
            (x - w * 0.98, y - h * 0.5),
            (x - w * 0.7, y - h * 0.95),
            (x - w * 0.1, y - h * 0.86),
            (x + w * 0.6, y - h * 0.98),
            (x + w * 0.96, y - h * 0.52),
            (x + w * 0.98, y),
        ]
    )
    sheet.fill(crown, felt)
    sheet.engrave(
        crown,
        line,
        lambda px, py: 0.3 + 0.5 * (px - x) / w + 0 * py,
        phase=lambda px, py: (py + ((px - x) / w) ** 2 * 22) / 7,
        spacing=7,
    )
    sheet.fill(
        smooth(
            [
                (x - w * 0.99, y - h * 0.2),
                (x, y - h * 0.12),
                (x + w * 0.99, y - h * 0.2),
                (x + w, y + h * 0.06),
                (x, y + h * 0.12),
                (x - w, y + h * 0.06),
            ]
        ),
        band,
    )
    brim = smooth(
        [
            (x - w * 1.75, y + h * 0.06),
            (x - w * 0.9, y - h * 0.03),
            (x, y + h * 0.07),
            (x + w * 0.9, y - h * 0.03),
            (x + w * 1.75, y + h * 0.06),
            (x + w * 0.9, y + h * 0.22),
            (x, y + h * 0.27),
            (x - w * 0.9, y + h * 0.22),
        ]
    )
    sheet.fill(brim, felt, 2.2, line)
    sheet.engrave(
        brim,
        line,
        lambda px, py: 0.36 + 0.26 * (px - x) / w + (py - y) / 160,
        phase=lambda px, py: (py - ((px - x) / w) ** 2 * 10) / 6,
        spacing=6,
    )


def headscarf(sheet: Sheet, face: Face, cloth: Ink, line: Ink) -> tuple[Points, Points]:
    """A scarf over the hair and round the neck: the part behind and the part about the face."""
    x, y, w, h = face.x, face.y, face.wide, face.high
    behind = smooth(
        [
            (x - w * 0.9, y - h * 1.2),
            (x, y - h * 1.46),
            (x + w * 0.9, y - h * 1.2),
            (x + w * 1.3, y - h * 0.4),
            (x + w * 1.22, y + h * 0.6),
            (x + w * 1.75, y + h * 1.6),
            (x + w * 1.6, y + h * 2.2),
            (x - w * 1.6, y + h * 2.2),
            (x - w * 1.75, y + h * 1.6),
            (x - w * 1.22, y + h * 0.6),
            (x - w * 1.3, y - h * 0.4),
        ]
    )
    lean = 0.12 * face.yaw * w
    opening = smooth(
        [
            (x + lean, y - h * 0.8),
            (x + lean + w * 0.6, y - h * 0.66),
            (x + lean + w * 0.86, y - h * 0.1),
            (x + lean + w * 0.72, y + h * 0.55),
            (x + lean + w * 0.3, y + h * 0.98),
            (x + lean - w * 0.3, y + h * 0.98),
            (x + lean - w * 0.72, y + h * 0.55),
            (x + lean - w * 0.9, y - h * 0.1),
            (x + lean - w * 0.6, y - h * 0.66),
        ]
    )
    sheet.fill(behind, cloth)
    folds = sheet.clouded(120, 170, 2)
    sheet.engrave(
        behind,
        line,
        lambda px, py: 0.28 + 0.34 * (px - x) / w + 1.2 * (folds(px, py) - 0.5),
        phase=lambda px, py: (np.hypot((px - x) * 1.25, py - y) + 60 * folds(px, py)) / 8.5,
        spacing=8.5,
    )
    return behind, opening
