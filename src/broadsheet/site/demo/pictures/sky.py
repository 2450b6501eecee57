"""Skies: engraved air, sun and moon, clouds, stars, birds, rain and snow."""

from __future__ import annotations

import numpy as np

from .curves import Points, blade, ellipse, points, rect, ribbon, smooth, sway, turn
from .hatching import Field, rings
from .inks import Ink, mix
from .sheet import Sheet


def air(
    sheet: Sheet,
    horizon: float,
    low: Ink,
    high: Ink,
    *,
    light: tuple[float, float] | None = None,
    strength: float = 0.75,
    halo: float = 420.0,
    spacing: float = 7.0,
) -> None:
    """The sky down to `horizon`: `low` flat, `high` in level lines that thin out downwards.

    Round a `light` the lines bend into rings and open up.
    """
    box = rect(-5, -5, sheet.w + 10, horizon + 10)
    sheet.fill(box, low)
    drift = sheet.clouded(700, 160)

    def tone(x: Field, y: Field) -> Field:
        dark = strength * (1.05 - np.clip(y / horizon, 0, 1)) ** 1.1 + 0.3 * (drift(x, y) - 0.5)
        if light is not None:
            far = np.hypot(x - light[0], (y - light[1]) * 1.2)
            dark = dark * np.clip(far / halo - 0.12, 0, 1)
        return np.asarray(dark, dtype=np.float32)

    sheet.engrave(box, high, tone, spacing=spacing, wobble=0.9)


def sun(sheet: Sheet, x: float, y: float, r: float, ink: Ink, halo: Ink | None = None) -> None:
    """A disc with rings of light about it."""
    if halo is not None:

        def tone(px: Field, py: Field) -> Field:
            far = np.hypot(px - x, py - y)
            return np.asarray(0.75 - (far - r) / (r * 2.6) * 0.75, dtype=np.float32)

        sheet.engrave(ellipse(x, y, r * 3.6), halo, tone, phase=rings(x, y, 9), wobble=0.3)
    sheet.fill(ellipse(x, y, r), ink)


def moon(sheet: Sheet, x: float, y: float, r: float) -> None:
    """A moon with its seas, some days from full."""
    ink = sheet.ink
    sun(sheet, x, y, r, ink.glow, ink.wash)
    seas = sheet.clouded(r * 0.8, r * 0.7)
    face = ellipse(x, y, r)
    sheet.engrave(
        face,
        ink.wash,
        lambda px, py: (
            (seas(px, py) - 0.52) * 2.6 + 0.5 * np.hypot(px - x + r * 0.5, py - y) / r - 0.3
        ),
        spacing=4,
        angle=0.6,
    )


def clouds(
    sheet: Sheet, horizon: float, light: Ink, shade: Ink, cover: float = 0.5, wave: float = 520.0
) -> None:
    """Banks of cloud in level layers: lit bodies with engraved undersides."""
    box = rect(-5, -5, sheet.w + 10, horizon + 5)
    field = sheet.clouded(wave, wave * 0.24, 5)

    def edge(px: Field, py: Field) -> Field:
        far = np.clip(py / horizon, 0, 1)
        return np.asarray((field(px, py) - (1.0 - cover) - 0.1 * far**3) * 80, dtype=np.float32)

    sheet.field(box, light, edge)

    def under(px: Field, py: Field) -> Field:
        body = field(px, py) - (1.0 - cover)
        return np.asarray(np.where(body > 0.015, (body - 0.02) * 5.0, 0), dtype=np.float32)

    sheet.engrave(box, shade, under, spacing=6, wobble=1.4)


def cumulus(sheet: Sheet, x: float, y: float, w: float, light: Ink, shade: Ink) -> None:
    """One heaped cloud on a level base."""
    rng = sheet.rng
    puffs = [rect(x - w * 0.42, y - w * 0.05, w * 0.84, w * 0.05)]
    for place in np.linspace(-0.42, 0.42, 9):
        high = (0.25 - place**2) * w * rng.uniform(0.55, 1.05) + w * 0.03
        puffs.append(
            ellipse(x + place * w, y - high * 0.75, w * rng.uniform(0.07, 0.11), high * 0.75)
        )
    sheet.fill(puffs, light)
    sheet.engrave(
        puffs,
        shade,
        lambda px, py: 0.62 - (y - py) / (w * 0.22) + (px - x) / w * 0.5,
        spacing=5.5,
        angle=-0.05,
        wobble=1.2,
    )


def stars(sheet: Sheet, horizon: float, count: int, ink: Ink) -> None:
    """Stars of several magnitudes; the brightest have rays."""
    rng = sheet.rng
    marks: list[Points] = []
    for _ in range(count):
        x, y = rng.uniform(0, sheet.w), rng.uniform(0, horizon) ** 1.0
        size = 0.8 + 2.0 * rng.random() ** 4
        marks.append(ellipse(x, y, size))
        if size > 2.2:
            marks.append(blade(points((x - 9, y), (x - 3, y), (x + 3, y), (x + 9, y)), 1.6))
            marks.append(blade(points((x, y - 9), (x, y - 3), (x, y + 3), (x, y + 9)), 1.6))
    sheet.fill(marks, ink)


def gull(x: float, y: float, span: float, tilt: float = 0.0, beat: float = 0.5) -> Points:
    """A seabird on the wing; `beat` 0 to 1 lifts the wings."""
    lift = span * (0.12 + 0.22 * beat)
    half = span / 2
    top = [
        (-half, -lift * 0.55),
        (-half * 0.62, -lift),
        (-half * 0.22, -lift * 0.35),
        (0, 0),
        (half * 0.22, -lift * 0.35),
        (half * 0.62, -lift),
        (half, -lift * 0.55),
    ]
    under = [
        (half * 0.6, -lift * 0.78),
        (half * 0.2, -lift * 0.05),
        (half * 0.08, span * 0.05),
        (-half * 0.08, span * 0.07),
        (-half * 0.2, -lift * 0.05),
        (-half * 0.6, -lift * 0.78),
    ]
    shape = np.array(top + under)
    c, s = np.cos(tilt), np.sin(tilt)
    return np.column_stack(
        [x + shape[:, 0] * c - shape[:, 1] * s, y + shape[:, 0] * s + shape[:, 1] * c]
    )


def soaring(x: float, y: float, span: float, tilt: float) -> tuple[list[Points], list[Points]]:
    """A large seabird gliding, near to the viewer: its white parts and its dark wing tips."""
    u = span / 100
    right = smooth([(2, -3), (16, -13), (33, -15), (50, -6), (34, -8), (18, -3), (5, 5)], steps=6)
    body = smooth(
        [(-13, 5), (-4, -3), (9, -4), (17, -1), (21, 2), (15, 4), (2, 7), (-8, 8), (-18, 9)],
        steps=6,
    )
    tip = smooth([(36, -14), (44, -11), (51, -5.5), (42, -7)], steps=5)
    bill = points((20, 0.6), (25, 2.4), (20, 3.2))

    def place(shape: Points) -> Points:
        return turn(shape * u + (x, y), tilt, x, y)

    left = right * (-0.86, 1) + (-1, 0)
    return [place(s) for s in (left, body, right)], [
        place(s) for s in (tip, tip * (-0.86, 1), bill)
    ]


def flock(
    sheet: Sheet, x: float, y: float, spread: float, count: int, ink: Ink, span: float = 26.0
) -> None:
    """Seabirds about a point, some nearer than others."""
    rng = sheet.rng
    birds = [
        gull(
            x + rng.normal() * spread,
            y + rng.normal() * spread * 0.35,
            span * rng.uniform(0.5, 1.25),
            rng.uniform(-0.35, 0.35),
            rng.random(),
        )
        for _ in range(count)
    ]
    sheet.fill(birds, ink)


def rain(
    sheet: Sheet, ink: Ink, count: int = 420, lean: float = 0.28, length: float = 90.0
) -> None:
    """Rain cut as thin slanting strokes."""
    rng = sheet.rng
    drops = []
    for _ in range(count):
        x, y = rng.uniform(-100, sheet.w + 100), rng.uniform(-60, 1000)
        run = length * rng.uniform(0.4, 1.2)
        drops.append(ribbon(points((x, y), (x - run * lean, y + run)), 0.5, 1.9))
    sheet.fill(drops, ink)


def snow(sheet: Sheet, ink: Ink, count: int = 500, floor: float = 1000.0) -> None:
    """Falling snow, small and far to large and near."""
    rng = sheet.rng
    flakes = []
    for _ in range(count):
        size = 1.3 + 4.2 * rng.random() ** 5
        flakes.append(ellipse(rng.uniform(0, sheet.w), rng.uniform(0, floor), size, size * 0.9))
    sheet.fill(flakes, ink)


def mist(sheet: Sheet, y: float, depth: float, ink: Ink, strength: float = 0.8) -> None:
    """A bank of mist: level streaks that are thickest at `y`."""
    drift = sheet.clouded(620, 60)

    def tone(px: Field, py: Field) -> Field:
        near = 1 - np.abs(py - y) / depth
        return np.asarray(strength * near * 1.5 + 0.9 * (drift(px, py) - 0.5), dtype=np.float32)

    box = rect(-5, y - depth, sheet.w + 10, 2 * depth)
    sheet.engrave(box, ink, tone, spacing=6, wobble=1.6)


def smoke(sheet: Sheet, x: float, y: float, length: float, ink: Ink, lean: float = 0.5) -> None:
    """Smoke that leaves a funnel at (x, y) and widens as it goes up and to the side."""
    rng = sheet.rng
    along = np.linspace(0, 1, 14)
    drift = sway(rng, 14, 5) * length * 0.06
    middle = np.column_stack([x + along**1.3 * length * lean, y - along * length * 0.55 + drift])
    wide = length * (0.015 + 0.11 * along**0.9) * rng.uniform(0.8, 1.2, 14)
    upper = np.column_stack([middle[:, 0], middle[:, 1] - wide])
    lower = np.column_stack([middle[:, 0], middle[:, 1] + wide * 0.8])
    shape = smooth(np.vstack([upper, lower[::-1]]))
    sheet.fill(shape, ink)
    sheet.engrave(
        shape,
        mix(ink, sheet.ink.deep, 0.55),
        lambda px, py: 0.42 + (py - y) / length * 0.5 + 0 * px,
        spacing=5,
        angle=0.5,
        wobble=2.2,
    )
