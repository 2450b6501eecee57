"""Heads for the portraits: a relief of the face, shaded and engraved along its form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .curves import Points, blade, smooth
from .hatching import Field
from .inks import Ink, mix
from .sheet import Sheet


@dataclass(frozen=True)
class Face:
    """What makes one face: place, build, age and colours. Lengths are in sheet units."""

    skin: Ink
    shade: Ink
    x: float = 400.0
    y: float = 430.0
    wide: float = 146.0
    high: float = 192.0
    yaw: float = 0.3
    jaw: float = 0.82
    chin: float = 1.04
    nose: float = 1.0
    nose_wide: float = 1.0
    lips: float = 1.0
    eyes: float = 1.0
    brow: float = 1.0
    brow_ink: Ink = (30, 24, 20)
    age: float = 0.3
    smile: float = 0.2

    def at(self, u: float, v: float) -> tuple[float, float]:
        """The place of a feature: u across (-1 to 1 at the ears), v down (1 at the chin)."""
        turned = u * (1 - 0.16 * self.yaw * np.sign(u) * np.sign(self.yaw + 1e-9)) + 0.2 * self.yaw
        return self.x + turned * self.wide, self.y + v * self.high

    def outline(self) -> Points:
        """Skull and jaw."""
        half = [
            (0.0, -1.22),
            (0.5, -1.13),
            (0.87, -0.82),
            (1.0, -0.3),
            (0.985, 0.12),
            (self.jaw + 0.06, 0.5),
            (self.jaw * 0.68, 0.84),
            (0.26, self.chin - 0.02),
        ]
        right = [(u + (0.1 * self.yaw if v > 0.4 else 0), v) for u, v in half]
        left = [(-u + (0.1 * self.yaw if v > 0.4 else 0), v) for u, v in half[:0:-1]]
        both = [*right, (0.1 * self.yaw, self.chin), *left]
        return smooth([(self.x + u * self.wide, self.y + v * self.high) for u, v in both])

    def relief(self, x: Field, y: Field) -> Field:
        """The height of the face over the sheet, in half widths."""
        u0, v = (x - self.x) / self.wide, (y - self.y) / self.high
        round_ = np.sqrt(
            np.maximum(1.02 - 0.9 * u0**2 - 0.5 * np.maximum(np.abs(v + 0.05), 0) ** 2.4, 0.02)
        )
        u = u0 - 0.2 * self.yaw

        def bump(cu: float, cv: float, su: float, sv: float) -> Field:
            return np.asarray(
                np.exp(-(((u - cu) / su) ** 2) - ((v - cv) / sv) ** 2), dtype=np.float32
            )

        z = round_ * 1.0
        low = np.clip((v + 0.22) / 0.55, 0, 1)
        wing = (0.08 + 0.10 * low**2) * self.nose_wide
        ends = 1 / (1 + np.exp((v - 0.36) * 55))
        lean = 0.1 * self.yaw * low
        z = z + 0.46 * self.nose * (0.1 + 0.9 * low) * np.exp(
            -(((u - lean) / wing) ** 2)
        ) * ends / (1 + np.exp((-0.2 - v) * 22))
        for side in (-1, 1):
            z = z + 0.10 * self.brow * bump(side * 0.4, -0.22, 0.3, 0.075)
            z = (
                z
                - 0.2 * bump(side * 0.40, -0.07, 0.2, 0.1)
                + 0.10 * bump(side * 0.41, -0.05, 0.12, 0.07)
            )
            z = z + 0.15 * bump(side * 0.6, 0.2, 0.24, 0.15)
            z = z - (0.05 + 0.08 * self.age) * bump(side * 0.62, 0.52, 0.2, 0.2)
            fold = (u * side - 0.24 - (v - 0.32) * 0.6) / 0.07
            z = z - 0.07 * self.age * np.exp(-(fold**2)) * np.clip(
                1 - ((v - 0.5) / 0.22) ** 2, 0, 1
            )
            z = z - 0.05 * self.age * bump(side * 0.42, 0.08, 0.17, 0.035)
        z = z + 0.12 * bump(0, 0.58, 0.3, 0.18)
        z = z + 0.07 * self.lips * (bump(0, 0.55, 0.22, 0.035) + bump(0, 0.67, 0.19, 0.045))
        z = z - 0.06 * bump(0, 0.605, 0.26, 0.018) - 0.09 * bump(0, 0.775, 0.18, 0.045)
        z = z + 0.15 * bump(0.03 * self.yaw, 0.93, 0.22, 0.1)
        lines = np.sin((v + 0.9) * 46 + np.cos(u * 3)) * np.clip(1 - ((v + 0.62) / 0.22) ** 2, 0, 1)
        return np.asarray(z + 0.011 * self.age * lines * (np.abs(u) < 0.55), dtype=np.float32)

    def tone(self, x: Field, y: Field, scale: float) -> Field:
        """How dark the face is under a light from the upper left: 0 to 1."""
        z = self.relief(x, y) * self.wide
        down, across = (g * scale for g in np.gradient(z))
        steep = np.sqrt(1 + across**2 + down**2)
        lit = (0.62 * across + 0.5 * down + 0.62) / steep
        return np.asarray(np.clip(0.86 - lit * 0.98, -0.3, 1.0), dtype=np.float32)


def flesh(sheet: Sheet, face: Face, shape: Points | list[Points], more: float = 0.0) -> None:
    """Print a part of the head: flat skin, lines that bow over the form, a second set in shade."""
    sheet.fill(shape, face.skin)

    def tone(x: Field, y: Field) -> Field:
        return np.asarray(face.tone(x, y, sheet.scale) + more, dtype=np.float32)

    def bowed(x: Field, y: Field) -> Field:
        return np.asarray((y - 0.42 * face.wide * face.relief(x, y)) / 6.4, dtype=np.float32)

    def leaning(x: Field, y: Field) -> Field:
        return np.asarray(
            (0.62 * x + 0.8 * y + 0.4 * face.wide * face.relief(x, y)) / 6.4, dtype=np.float32
        )

    sheet.engrave(
        shape,
        face.shade,
        lambda x, y: tone(x, y) * 1.02,
        phase=bowed,
        spacing=6.4,
        wobble=0.15,
        broken=0.06,
    )
    sheet.engrave(
        shape,
        mix(face.shade, sheet.ink.key, 0.5),
        lambda x, y: tone(x, y) * 1.35 - 0.52,
        phase=leaning,
        spacing=6.4,
        wobble=0.15,
        broken=0.06,
    )


def ear(sheet: Sheet, face: Face, side: int) -> None:
    """One ear, behind the cheek."""
    x, y = face.x + side * face.wide * 1.0, face.y + 0.05 * face.high
    shape = smooth(
        [
            (x - side * 10, y - 50),
            (x + side * 14, y - 56),
            (x + side * 27, y - 34),
            (x + side * 20, y + 6),
            (x + side * 10, y + 44),
            (x - side * 12, y + 46),
        ]
    )
    flesh(sheet, face, shape, 0.1)
    inner = smooth(
        [
            (x - side * 2, y - 34),
            (x + side * 13, y - 38),
            (x + side * 16, y - 16),
            (x + side * 6, y + 4),
            (x + side * 9, y + 22),
        ],
        closed=False,
    )
    sheet.fill([blade(inner, 5)], mix(face.shade, sheet.ink.key, 0.6))
