"""Hair, beards, hats and glasses for the portraits."""

from __future__ import annotations

import numpy as np

from .curves import Points, blade, ellipse, smooth
from .hatching import Field
from .heads import Face
from .inks import Ink
from .sheet import Sheet


def place(face: Face, spots: list[tuple[float, float]]) -> Points:
    return smooth([(face.x + u * face.wide, face.y + v * face.high) for u, v in spots])


def strands(
    sheet: Sheet,
    shape: Points | list[Points],
    ink: Ink,
    shine: Ink,
    root: tuple[float, float],
    count: int = 150,
    gloss: float = 0.34,
    curl: float = 1.0,
) -> None:
    """Print hair: flat, then strands of light that run from a root."""
    sheet.fill(shape, ink)
    wave = sheet.clouded(90, 90, 2)

    def phase(x: Field, y: Field) -> Field:
        turn = np.arctan2(y - root[1], x - root[0])
        return np.asarray(turn / (2 * np.pi) * count + curl * 3 * wave(x, y), dtype=np.float32)

    def tone(x: Field, y: Field) -> Field:
        far = np.hypot(x - root[0], y - root[1])
        band = np.cos(far / 62 + 2.2 * wave(x, y)) * 0.24
        crowded = np.clip(far * 2 * np.pi / count / 3 - 0.7, 0, 1)  # lines too close to part
        return np.asarray((gloss + band - 0.0011 * (x - root[0])) * crowded, dtype=np.float32)

    sheet.engrave(shape, shine, tone, phase=phase, spacing=7, wobble=0, broken=0.3)


FRONTS: dict[str, list[tuple[float, float]]] = {
    "short": [
        (-1.04, -0.12),
        (-1.1, -0.7),
        (-0.82, -1.24),
        (-0.2, -1.46),
        (0.5, -1.38),
        (1.0, -0.98),
        (1.08, -0.45),
        (1.03, -0.08),
        (0.93, -0.3),
        (0.88, -0.62),
        (0.5, -0.84),
        (-0.1, -0.8),
        (-0.6, -0.92),
        (-0.88, -0.6),
        (-0.95, -0.3),
    ],
    "swept": [
        (-1.05, 0.0),
        (-1.15, -0.7),
        (-0.75, -1.35),
        (0.0, -1.6),
        (0.8, -1.42),
        (1.16, -0.85),
        (1.08, -0.1),
        (0.96, -0.2),
        (0.92, -0.6),
        (0.62, -0.9),
        (0.1, -1.02),
        (-0.5, -0.78),
        (-0.86, -0.5),
        (-0.94, -0.1),
    ],
    "fringe": [
        (-1.06, 0.1),
        (-1.14, -0.6),
        (-0.85, -1.25),
        (0.0, -1.46),
        (0.85, -1.25),
        (1.14, -0.6),
        (1.06, 0.1),
        (0.95, -0.1),
        (0.9, -0.42),
        (0.45, -0.36),
        (0.0, -0.42),
        (-0.45, -0.36),
        (-0.9, -0.42),
        (-0.95, -0.1),
    ],
    "parted": [
        (-1.08, 0.2),
        (-1.16, -0.6),
        (-0.8, -1.3),
        (-0.1, -1.48),
        (0.8, -1.3),
        (1.14, -0.6),
        (1.08, 0.2),
        (0.96, -0.15),
        (0.88, -0.55),
        (0.45, -0.92),
        (-0.28, -1.1),
        (-0.62, -0.85),
        (-0.9, -0.45),
        (-0.97, -0.1),
    ],
    "sides": [
        (-1.02, 0.1),
        (-1.13, -0.2),
        (-1.1, -0.68),
        (-0.98, -0.86),
        (-0.93, -0.5),
        (-0.96, -0.1),
    ],
}


BACKS: dict[str, list[tuple[float, float]]] = {
    "bob": [
        (-1.0, -1.1),
        (-1.34, -0.4),
        (-1.38, 0.5),
        (-1.2, 0.98),
        (-0.5, 0.9),
        (0.5, 0.9),
        (1.2, 0.98),
        (1.38, 0.5),
        (1.34, -0.4),
        (1.0, -1.1),
    ],
    "long": [
        (-1.0, -1.1),
        (-1.36, -0.3),
        (-1.44, 0.7),
        (-1.6, 1.6),
        (-1.2, 2.0),
        (0, 1.7),
        (1.2, 2.0),
        (1.6, 1.6),
        (1.44, 0.7),
        (1.36, -0.3),
        (1.0, -1.1),
    ],
}


def back(sheet: Sheet, face: Face, style: str, ink: Ink, shine: Ink) -> None:
    """Hair that falls behind the neck; `bun` and `afro` stand about the head."""
    root = (face.x, face.y - 1.3 * face.high)
    if style == "bun":
        knot = ellipse(
            face.x + 0.2 * face.wide, face.y - 1.62 * face.high, face.wide * 0.44, face.high * 0.27
        )
        strands(sheet, knot, ink, shine, (face.x, face.y - 1.2 * face.high), 120)
    elif style == "afro":
        rng = sheet.rng
        puffs = [ellipse(face.x, face.y - 0.62 * face.high, face.wide * 1.35, face.high * 1.0)]
        for a in np.linspace(0, 2 * np.pi, 46):
            r = rng.uniform(1.0, 1.1)
            puffs.append(
                ellipse(
                    face.x + np.cos(a) * face.wide * 1.36 * r,
                    face.y - 0.62 * face.high + np.sin(a) * face.high * 1.0 * r,
                    rng.uniform(14, 26),
                )
            )
        sheet.fill(puffs, ink)
        _curls(sheet, face, shine, 1.36, 360)
    else:
        strands(sheet, place(face, BACKS[style]), ink, shine, root, 130, 0.24, 1.6)


def _curls(sheet: Sheet, face: Face, shine: Ink, reach: float, count: int) -> None:
    rng = sheet.rng
    curls = []
    for _ in range(count):
        a, far = rng.uniform(0, 2 * np.pi), np.sqrt(rng.random())
        x = face.x + np.cos(a) * far * face.wide * reach
        y = face.y - 0.62 * face.high + np.sin(a) * far * face.high * reach * 0.76
        if rng.random() < 0.85 - (x - face.x) / face.wide * 0.4:
            r, start = rng.uniform(6, 12), rng.uniform(0, 6)
            t = np.linspace(start, start + 4, 14)
            curls.append(blade(np.column_stack([x + r * np.cos(t), y + r * np.sin(t)]), 3.2))
    sheet.fill(curls, shine)


def front(sheet: Sheet, face: Face, style: str, ink: Ink, shine: Ink) -> None:
    """Hair over the forehead and temples."""
    if style == "curly":
        rng = sheet.rng
        locks = [
            ellipse(
                face.x + np.cos(a) * face.wide * 1.06 * (0.9 + far * 0.1),
                face.y - 0.3 * face.high + np.sin(a) * face.high * far,
                rng.uniform(22, 34),
            )
            for a in np.linspace(np.pi * 0.97, np.pi * 2.03, 30)
            for far in (0.82, 1.0, 1.16)
        ]
        sheet.fill(locks, ink)
        curls = []
        for lock in locks:
            cx, cy = lock.mean(axis=0)
            t = np.linspace(0, 4.6, 16) + rng.uniform(0, 6)
            curls += [
                blade(np.column_stack([cx + r * np.cos(t), cy + r * np.sin(t)]), 3.4)
                for r in (8, 16)
            ]
        sheet.fill(curls, shine)
        return
    root = {
        "swept": (face.x - 0.9 * face.wide, face.y - 0.6 * face.high),
        "parted": (face.x - 0.3 * face.wide, face.y - 1.3 * face.high),
    }.get(style, (face.x, face.y - 1.9 * face.high))
    shapes = [place(face, FRONTS[style])]
    if style == "sides":
        flipped = shapes[0].copy()
        flipped[:, 0] = 2 * face.x - flipped[:, 0]
        shapes.append(flipped)
    strands(sheet, shapes, ink, shine, root, 150 if style == "parted" else 190)
