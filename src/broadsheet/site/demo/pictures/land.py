"""Land: hills, mountains, cliffs, trees, grass and stones."""

from __future__ import annotations

import numpy as np

from .curves import Points, blade, ellipse, ground, points, ridge, smooth
from .hatching import Field
from .inks import Ink, mix
from .sheet import Sheet


def hills(
    sheet: Sheet,
    base: float,
    height: float,
    nearness: float,
    *,
    wave: float = 420.0,
    rough: float = 0.42,
    floor: float = 1005.0,
    tone: float = 0.4,
    ink: Ink | None = None,
    line: Ink | None = None,
) -> Points:
    """A range of hills in the ink of its distance, engraved along its fall; its skyline."""
    sky_line = ridge(sheet.rng, sheet.w, base, height, wave, rough=rough)
    shape = ground(sky_line, floor)
    body = ink or sheet.ink.depth(nearness)
    sheet.fill(shape, body)
    xs, ys = sky_line[:, 0], sky_line[:, 1]
    slope = np.gradient(ys, xs)

    def phase(x: Field, y: Field) -> Field:
        top = np.interp(x, xs, ys).astype(np.float32)
        return np.asarray((y - top * 0.85) / 8 + x * 0.012, dtype=np.float32)

    def dark(x: Field, y: Field) -> Field:
        top = np.interp(x, xs, ys).astype(np.float32)
        lean = np.interp(x, xs, slope).astype(np.float32)
        fade = np.clip((y - top) / (height * 2.2 + 60), 0, 1)
        return np.asarray(tone + 0.9 * np.clip(lean, -0.5, 0.6) - 0.35 * fade, dtype=np.float32)

    sheet.engrave(shape, line or mix(body, sheet.ink.key, 0.42), dark, phase=phase, spacing=8)
    return sky_line


def mountains(
    sheet: Sheet,
    base: float,
    height: float,
    body: Ink,
    shade: Ink,
    *,
    wave: float = 360.0,
    snow: Ink | None = None,
    snow_line: float = 0.0,
    floor: float = 1005.0,
) -> Points:
    """Steep mountains, lit from one side in facets; above `snow_line` they lie in `snow`."""
    sky_line = ridge(sheet.rng, sheet.w, base, height, wave, octaves=6, rough=0.52)
    shape = ground(sky_line, floor)
    sheet.fill(shape, body)
    xs, ys = sky_line[:, 0], sky_line[:, 1]
    folds = sheet.clouded(wave * 0.42, wave * 0.8, 4)

    def relief(x: Field, y: Field) -> Field:
        top = np.interp(x, xs, ys).astype(np.float32)
        down = (y - top) / height
        skew = folds(x, y)
        rise = np.gradient(skew, axis=1) * sheet.scale * wave * 0.36
        return np.asarray(rise * np.clip(0.5 + down, 0, 1.2), dtype=np.float32)

    if snow is not None:

        def white(x: Field, y: Field) -> Field:
            ragged = folds(x, y) * 240 - 120
            return np.asarray((snow_line + ragged - y) / 5 - np.clip(relief(x, y), 0, 9) * 3.5)

        sheet.field(shape, snow, white)

    def phase(x: Field, y: Field) -> Field:
        return np.asarray((x * 0.72 + y * 0.55) / 7.5 + 3.0 * folds(x, y), dtype=np.float32)

    sheet.engrave(shape, shade, lambda x, y: 0.30 + 0.85 * relief(x, y), phase=phase, spacing=8)
    sheet.engrave(shape, shade, lambda x, y: 0.7 * relief(x, y) - 0.12, angle=-0.5, spacing=8)
    return sky_line


def rock(sheet: Sheet, outline: Points, body: Ink, shade: Ink, light_from: float = -1.0) -> None:
    """A rock or cliff: upright strata in lines, darker on the side away from the light."""
    sheet.fill(outline, body)
    left, right = outline[:, 0].min(), outline[:, 0].max()
    crags = sheet.clouded(70, 150, 4)

    def tone(x: Field, y: Field) -> Field:
        side = (x - left) / (right - left + 1)
        if light_from > 0:
            side = 1 - side
        return np.asarray(0.12 + 0.5 * side + 1.9 * (crags(x, y) - 0.5), dtype=np.float32)

    def phase(x: Field, y: Field) -> Field:
        return np.asarray((x * 0.95 + y * 0.16) / 8 + 2.4 * crags(x, y), dtype=np.float32)

    sheet.engrave(outline, shade, tone, phase=phase, spacing=8)
    sheet.engrave(outline, shade, lambda x, y: tone(x, y) - 0.5, angle=0.15, spacing=7, wobble=2)


def leafy(
    sheet: Sheet, x: float, y: float, height: float, leaf: Ink, shade: Ink, trunk: Ink
) -> None:
    """A broad tree on its trunk at (x, y): clumps of leaf lit from the upper left."""
    rng = sheet.rng
    sheet.fill(
        smooth(
            [
                (x - height * 0.03, y),
                (x - height * 0.018, y - height * 0.62),
                (x + height * 0.018, y - height * 0.62),
                (x + height * 0.034, y),
            ]
        ),
        trunk,
    )
    clumps: list[Points] = []
    for _ in range(13):
        angle, far = rng.uniform(0, 2 * np.pi), rng.uniform(0.1, 0.27) * height
        cx, cy = x + np.cos(angle) * far * 1.1, y - height * 0.66 + np.sin(angle) * far
        size = height * rng.uniform(0.10, 0.17)
        ring = ellipse(cx, cy, size)[::3]
        clumps.append(smooth(ring + rng.normal(0, size * 0.09, ring.shape), steps=4))
    sheet.fill(clumps, leaf)
    sheet.engrave(
        clumps,
        shade,
        lambda px, py: 0.42 + (px - x) / height * 1.1 + (py - y + height * 0.66) / height * 1.1,
        angle=0.75,
        spacing=5,
        wobble=2.4,
        broken=0.9,
    )


def fir(x: float, y: float, height: float, rng: np.random.Generator) -> Points:
    """The outline of a fir that stands at (x, y)."""
    tiers = max(5, int(height / 12))
    left, right = [], []
    for tier in range(tiers):
        share = tier / tiers
        down = y - height + share * height * 0.93
        out = height * 0.2 * (share + 0.06) * rng.uniform(0.8, 1.2)
        left += [(x - out * 0.42, down), (x - out, down + height * 0.11)]
        right += [(x + out * 0.42, down), (x + out, down + height * 0.11)]
    foot = [
        (x + height * 0.02, y - height * 0.03),
        (x + height * 0.02, y),
        (x - height * 0.02, y),
        (x - height * 0.02, y - height * 0.03),
    ]
    return np.array([(x, y - height - 4), *right, *foot, *left[::-1]])


def wood(sheet: Sheet, line: Points, count: int, height: float, ink: Ink, sink: float = 30) -> None:
    """Firs along a skyline."""
    rng = sheet.rng
    trees = []
    for _ in range(count):
        x = rng.uniform(0, sheet.w)
        y = float(np.interp(x, line[:, 0], line[:, 1])) + rng.uniform(0, sink)
        trees.append(fir(x, y, height * rng.uniform(0.55, 1.2), rng))
    sheet.fill(trees, ink)


def bare_tree(x: float, y: float, height: float, rng: np.random.Generator) -> list[Points]:
    """A winter tree: trunk, boughs and twigs as ribbons."""
    out: list[Points] = []

    def grow(px: float, py: float, angle: float, long: float, thick: float, level: int) -> None:
        bend = angle + rng.normal() * 0.12
        mid = (px + np.cos(angle) * long * 0.5, py + np.sin(angle) * long * 0.5)
        end = (mid[0] + np.cos(bend) * long * 0.5, mid[1] + np.sin(bend) * long * 0.5)
        curve = smooth([(px, py), mid, end], closed=False, steps=4)
        step = np.linspace(thick, thick * 0.62, len(curve))
        normal = np.array([-np.sin(angle), np.cos(angle)])
        side = normal * step[:, None] / 2
        out.append(np.vstack([curve + side, (curve - side)[::-1]]))
        if level < 5:
            for turn in rng.permutation([-0.5, 0.42, 0.05])[: 3 if level < 2 else 2]:
                grow(
                    *end,
                    bend + turn * rng.uniform(0.7, 1.3),
                    long * rng.uniform(0.62, 0.78),
                    max(thick * 0.6, 1.1),
                    level + 1,
                )

    grow(x, y, -np.pi / 2 + rng.normal() * 0.06, height * 0.3, height * 0.055, 0)
    return out


def grass(sheet: Sheet, line: Points, height: float, ink: Ink, count: int = 400) -> None:
    """Blades of grass that stand along a line and lean with the wind."""
    rng = sheet.rng
    marks = []
    for _ in range(count):
        x = rng.uniform(line[0, 0], line[-1, 0])
        y = float(np.interp(x, line[:, 0], line[:, 1])) + 3
        long, lean = height * rng.uniform(0.3, 1.0), rng.normal(0.35, 0.25)
        tip = (x + long * lean, y - long)
        marks.append(
            np.array([(x - 1.6, y), (x + long * lean * 0.35, y - long * 0.6), tip, (x + 2.2, y)])
        )
    sheet.fill(marks, ink)


def furrows(
    sheet: Sheet, shape: Points, ink: Ink, at: tuple[float, float], count: int, tone: float
) -> None:
    """Rows in a field that run together at a far point."""

    def phase(x: Field, y: Field) -> Field:
        return np.asarray((x - at[0]) / np.maximum(y - at[1], 1.0) * count, dtype=np.float32)

    sheet.engrave(shape, ink, tone, phase=phase, spacing=12, wobble=0.2)


def pebbles(sheet: Sheet, top: float, count: int, light: Ink, shade: Ink) -> None:
    """Stones on a beach or quay, larger towards the viewer."""
    rng = sheet.rng
    for _ in range(count):
        near = rng.random() ** 1.4
        x, y = rng.uniform(0, sheet.w), top + near * (1000 - top)
        size = 4 + 22 * near * rng.uniform(0.5, 1.1)
        stone = ellipse(x, y, size, size * 0.55, rng.normal() * 0.15)
        sheet.fill(stone, shade)
        sheet.fill(ellipse(x - size * 0.1, y - size * 0.12, size * 0.8, size * 0.38), light)


def tuft(x: float, y: float, size: float, rng: np.random.Generator) -> list[Points]:
    """A tuft of reeds or dune grass."""
    marks = []
    for lean in np.linspace(-0.7, 0.9, 11):
        long = size * rng.uniform(0.6, 1.1)
        tip = (x + lean * long * 0.8, y - long * (1 - 0.25 * abs(lean)))
        bend = (x + lean * long * 0.22, y - long * 0.6)
        marks.append(blade(smooth(points((x, y), bend, tip), closed=False, steps=5), size * 0.05))
    return marks
