"""Water: carved waves, glitter, reflections, breakers and spray."""

from __future__ import annotations

import numpy as np
from PIL import Image

from .curves import Points, blade, ellipse, points, rect, shift, smooth, sway
from .hatching import Field, swell
from .inks import Ink, mix
from .sheet import Sheet


def water(
    sheet: Sheet,
    horizon: float,
    body: Ink,
    line: Ink,
    *,
    tone: float = 0.5,
    rough: float = 1.0,
    glitter: tuple[float, Ink] | None = None,
    mirror: float = 0.0,
    floor: float = 1005.0,
) -> None:
    """Water from `horizon` down to `floor`.

    `mirror` prints what stands above the horizon upside down in it, so strong; `glitter`
    is the place of the light across the sheet and its ink.
    """
    box = rect(-5, horizon, sheet.w + 10, floor - horizon)
    before = sheet.image.copy() if mirror else None
    sheet.fill(box, body)
    if before is not None:
        _reflect(sheet, before, horizon, floor, mirror, rough)
    swash = sheet.clouded(260, 26, 3)
    depth = max(floor - horizon, 1.0)

    def dark(x: Field, y: Field) -> Field:
        near = np.clip((y - horizon) / depth, 0, 1)
        value = tone * (0.55 + 0.6 * near) + 1.5 * rough**0.5 * (swash(x, y) - 0.5)
        if glitter is not None:
            path = np.abs(x - glitter[0]) / (40 + 150 * near)
            value = value - 0.8 * np.exp(-(path**2))
        return np.asarray(value, dtype=np.float32)

    base = swell(horizon, 6.5, 0.0042)
    chop = sheet.clouded(190, 60, 2)

    def phase(x: Field, y: Field) -> Field:
        return np.asarray(base(x, y) + rough * 2.4 * chop(x, y), dtype=np.float32)

    sheet.engrave(box, line, dark, phase=phase, spacing=8, wobble=0, broken=0.1)
    if glitter is not None:
        _glitter(sheet, horizon, floor, *glitter)


def _reflect(
    sheet: Sheet, before: Image.Image, horizon: float, floor: float, strength: float, rough: float
) -> None:
    pixels = np.asarray(before)
    top, bottom = round(horizon * sheet.scale), min(round(floor * sheet.scale), sheet.size[1])
    rows = np.arange(top, bottom)
    far = rows - top
    ripple = sway(sheet.rng, len(rows), 9 * sheet.scale, 3) * rough * (0.12 * far + 3 * sheet.scale)
    source = np.clip(top - 1 - (far * 1.08).astype(int), 0, top - 1 if top else 0)
    across = np.arange(sheet.size[0])[None, :] + np.round(ripple).astype(int)[:, None]
    flipped = pixels[source[:, None], np.clip(across, 0, sheet.size[0] - 1)]
    image = Image.fromarray(flipped)
    below = sheet.image.crop((0, top, sheet.size[0], bottom))
    sheet.image.paste(Image.blend(below, image, strength), (0, top))


def _glitter(sheet: Sheet, horizon: float, floor: float, at: float, ink: Ink) -> None:
    rng = sheet.rng
    flecks: list[Points] = []
    for _ in range(230):
        near = rng.random() ** 1.5
        y = horizon + 3 + near * (floor - horizon)
        reach = 22 + 130 * near
        x = at + rng.normal() * reach * 0.55
        long = (8 + 60 * near) * rng.uniform(0.4, 1.2)
        flecks.append(
            blade(
                points((x - long, y), (x - long / 3, y + 1), (x + long / 3, y - 1), (x + long, y)),
                1.5 + 7 * near,
            )
        )
    sheet.fill(flecks, ink)


def billow(sheet: Sheet, y: float, height: float, body: Ink, line: Ink, wave: float) -> Points:
    """One row of big waves across the sheet, its flanks engraved; returns its crest line."""
    rng = sheet.rng
    xs = np.arange(-20, sheet.w + 30, 8.0)
    start = rng.uniform(0, wave)
    run = (xs + start) / wave + 0.12 * sway(rng, len(xs), 40)
    part = np.mod(run, 1.0)
    # A sea's crest is sharp and leans downwind, its trough long.
    crest = np.where(part < 0.62, (part / 0.62) ** 1.9, ((1 - part) / 0.38) ** 1.4)
    uneven = 0.75 + 0.35 * sway(rng, len(xs), 36)
    ys = y - height * crest * uneven
    line_of_crest = np.column_stack([xs, ys])
    shape = np.vstack([line_of_crest, [xs[-1], y + 260], [xs[0], y + 260]])
    sheet.fill(shape, body)

    def phase(px: Field, py: Field) -> Field:
        top = np.interp(px, xs, ys).astype(np.float32)
        return np.asarray(np.abs(py - top) / 8.5 + px / 150, dtype=np.float32)

    def tone(px: Field, py: Field) -> Field:
        top = np.interp(px, xs, ys).astype(np.float32)
        slope = np.interp(px, xs, np.gradient(ys, xs)).astype(np.float32)
        return np.asarray(
            0.34 + 0.5 * np.clip(slope, -0.7, 0.9) + (py - top) / 600, dtype=np.float32
        )

    sheet.engrave(shape, line, tone, phase=phase, spacing=8.5, wobble=1.2)
    return line_of_crest


def foam(sheet: Sheet, crest: Points, ink: Ink, amount: float = 1.0) -> None:
    """Foam on the sharp parts of a crest, with drops blown off it."""
    rng = sheet.rng
    marks: list[Points] = []
    ys = crest[:, 1]
    peaks = np.flatnonzero((ys[1:-1] < ys[:-2]) & (ys[1:-1] <= ys[2:])) + 1
    for peak in peaks:
        x, y = crest[peak]
        reach = int(5 + 7 * amount)
        near = crest[max(peak - reach, 0) : peak + reach // 2]
        if len(near) < 4:
            continue
        marks.append(blade(shift(near, 0, 2), 13 * amount))
        for streak in range(5):
            long = shift(near[: max(4, len(near) - streak * 2)], -8.0 * streak, 10 + 11.0 * streak)
            marks.append(blade(long, 4.5 * amount / (1 + streak * 0.3)))
        for _ in range(int(14 * amount)):
            size = rng.uniform(0.8, 3.4) * amount
            marks.append(
                ellipse(x + abs(rng.normal()) * 44 * amount - 10, y - abs(rng.normal()) * 20, size)
            )
    sheet.fill(marks, ink)


def spray(sheet: Sheet, x: float, y: float, height: float, width: float, ink: Ink) -> None:
    """A burst of water thrown up where a wave strikes: a torn plume and its drops."""
    rng = sheet.rng
    marks: list[Points] = []
    for _ in range(34):
        lean = rng.normal() * 0.5
        up = height * max(0.15, rng.beta(1.6, 2.2)) * max(0.3, 1 - abs(lean) * 0.55)
        cx, cy = x + np.sin(lean) * up * 0.9 + rng.normal() * width * 0.14, y - np.cos(lean) * up
        size = (height * 0.035 + (height - up) * 0.075) * rng.uniform(0.6, 1.25)
        ring = ellipse(cx, cy, size * 0.85, size * 1.25, lean)[::4]
        marks.append(smooth(ring + rng.normal(0, size * 0.16, ring.shape), steps=4))
        for _ in range(5):
            out = rng.uniform(1.1, 2.6)
            drop = (
                cx + np.sin(lean) * size * out + rng.normal() * size,
                cy - size * out + rng.normal() * size,
            )
            marks.append(ellipse(*drop, rng.uniform(0.7, 3.2)))
    foot = [
        (x + place * width * 0.62, y - rng.uniform(0.10, 0.30) * height * (1 - place**2))
        for place in np.linspace(-1, 1, 15)
    ]
    marks.append(smooth([*foot, (x + width * 0.6, y + 12), (x - width * 0.6, y + 12)]))
    sheet.fill(marks, ink)
    sheet.engrave(
        marks,
        mix(ink, sheet.ink.deep, 0.5),
        lambda px, py: 0.30 + (px - x) / width * 0.42 + (py - y) / height * 0.35,
        angle=1.25,
        spacing=5.5,
        wobble=2.4,
        broken=0.7,
    )


def ripples(
    sheet: Sheet, x: float, y: float, width: float, count: int, ink: Ink, drop: float = 60.0
) -> None:
    """Short level strokes below something that stands or floats in water."""
    rng = sheet.rng
    marks = []
    for index in range(count):
        near = (index + rng.random()) / count
        mid = x + rng.normal() * width * 0.22
        long = width * rng.uniform(0.18, 0.5) * (1 - 0.4 * near)
        at = y + near * drop
        marks.append(
            blade(
                points(
                    (mid - long, at), (mid - long / 3, at), (mid + long / 3, at), (mid + long, at)
                ),
                2 + 3 * near,
            )
        )
    sheet.fill(marks, ink)
