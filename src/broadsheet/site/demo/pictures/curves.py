"""Outlines: curves, ribbons and ridges as arrays of points in sheet units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
PointsLike = Points | Sequence[tuple[float, float]]


def points(*pairs: tuple[float, float]) -> Points:
    """The pairs as an array."""
    return np.array(pairs, dtype=np.float64)


def smooth(pairs: PointsLike, closed: bool = True, steps: int = 10) -> Points:
    """A Catmull-Rom curve through the pairs."""
    p = np.asarray(pairs, dtype=np.float64)
    if closed:
        p = np.vstack([p[-1:], p, p[:2]])
    else:
        p = np.vstack([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    t = np.linspace(0.0, 1.0, steps, endpoint=False)[None, :, None]
    a, b, c, d = p[:-3, None], p[1:-2, None], p[2:-1, None], p[3:, None]
    curve = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
    out = curve.reshape(-1, 2)
    return out if closed else np.vstack([out, p[-2:-1]])


def ellipse(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0.0) -> Points:
    """An ellipse, turned by `turn` radians."""
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    px, py = rx * np.cos(a), (rx if ry is None else ry) * np.sin(a)
    c, s = np.cos(turn), np.sin(turn)
    return np.column_stack([x + px * c - py * s, y + px * s + py * c])


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Points:
    """Part of an ellipse from `start` to `end` radians (clockwise on the sheet)."""
    a = np.linspace(start, end, 32)
    return np.column_stack([x + rx * np.cos(a), y + ry * np.sin(a)])


def rect(x: float, y: float, w: float, h: float) -> Points:
    """A rectangle from its upper left corner."""
    return points((x, y), (x + w, y), (x + w, y + h), (x, y + h))


def ribbon(line: PointsLike, start: float, end: float | None = None) -> Points:
    """A stroke along `line`, `start` wide at its beginning and `end` at its end."""
    p = np.asarray(line, dtype=np.float64)
    step = np.gradient(p, axis=0)
    length = np.hypot(step[:, 0], step[:, 1])
    length[length == 0] = 1.0
    normal = np.column_stack([-step[:, 1], step[:, 0]]) / length[:, None]
    width = np.linspace(start, start if end is None else end, len(p))[:, None] / 2
    return np.vstack([p + normal * width, (p - normal * width)[::-1]])


def blade(line: PointsLike, width: float) -> Points:
    """A stroke that is thin at both ends, as a graver cuts it."""
    p = np.asarray(line, dtype=np.float64)
    step = np.gradient(p, axis=0)
    length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-6)
    normal = np.column_stack([-step[:, 1], step[:, 0]]) / length[:, None]
    swell = np.sin(np.linspace(0, np.pi, len(p)))[:, None] * width / 2
    return np.vstack([p + normal * swell, (p - normal * swell)[::-1]])


def sway(
    rng: np.random.Generator, count: int, wave: float, octaves: int = 4, rough: float = 0.5
) -> Points:
    """`count` heights of about -1 to 1: value noise, `wave` steps to the longest wave."""
    total = np.zeros(count)
    size, amount = wave, 1.0
    for _ in range(octaves):
        knots = rng.uniform(-1, 1, int(count / max(size, 1)) + 4)
        place = np.arange(count) / max(size, 1) + rng.random()
        low = place.astype(int)
        t = place - low
        t = t * t * (3 - 2 * t)
        total += amount * (knots[low] * (1 - t) + knots[low + 1] * t)
        size, amount = size / 2, amount * rough
    return total / (1 + rough)


def ridge(
    rng: np.random.Generator, width: float, base: float, height: float, wave: float, **how: float
) -> Points:
    """A skyline across the sheet: `base` is its middle height, `height` half its range."""
    count = int(width / 6) + 4
    xs = np.linspace(-10, width + 10, count)
    ys = base - height * sway(
        rng, count, wave / 6, int(how.get("octaves", 4)), how.get("rough", 0.5)
    )
    return np.column_stack([xs, ys])


def ground(line: PointsLike, floor: float) -> Points:
    """The shape under a skyline down to `floor`."""
    p = np.asarray(line, dtype=np.float64)
    return np.vstack([p, [p[-1, 0], floor], [p[0, 0], floor]])


def shift(shape: Points, dx: float, dy: float) -> Points:
    """The shape moved."""
    return np.asarray(shape + np.array([dx, dy]), dtype=np.float64)


def turn(shape: Points, angle: float, x: float, y: float) -> Points:
    """The shape turned by `angle` radians about a point."""
    c, s = np.cos(angle), np.sin(angle)
    p = shape - (x, y)
    return np.column_stack([x + p[:, 0] * c - p[:, 1] * s, y + p[:, 0] * s + p[:, 1] * c])


def flip(shape: Points, x: float) -> Points:
    """The shape mirrored left to right about `x`."""
    out = shape.copy()
    out[:, 0] = 2 * x - out[:, 0]
    return out


def crag(line: PointsLike, rng: np.random.Generator, rough: float, step: float = 16.0) -> Points:
    """An open line broken into the facets of rock: every `step` units, `rough` units off."""
    p = np.asarray(line, dtype=np.float64)
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    at = np.sort(
        np.concatenate([[0.0, run[-1]], rng.uniform(0, run[-1], max(int(run[-1] / step), 4))])
    )
    out = np.column_stack([np.interp(at, run, p[:, 0]), np.interp(at, run, p[:, 1])])
    out[1:-1] += rng.normal(0, rough, (len(at) - 2, 2)) * (0.7, 1.0)
    return out


def bar(a: tuple[float, float], b: tuple[float, float], width: float) -> Points:
    """A straight stroke."""
    return ribbon(points(a, b), width)
