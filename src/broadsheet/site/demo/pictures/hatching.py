"""Tone to line: how much of the sheet a graver's lines cover for a wanted tone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.floating]
Tone = float | Field | Callable[..., Field]


def lines(phase: Field, tone: Field | float, spacing_px: float) -> Field:
    """Coverage (0 to 1) of lines at every whole `phase`, as broad as `tone` asks.

    `spacing_px` is the distance of the lines in pixels; it sets how soft an edge is.
    """
    distance = np.abs(np.mod(phase, 1.0) * 2.0 - 1.0)
    reach = max(spacing_px, 2.0) / 2.0
    ink = (tone - distance) * reach + 0.5
    np.clip(ink, 0.0, 1.0, out=ink)
    faint = np.clip(np.asarray(tone, dtype=np.float32) * reach, 0.0, 1.0)
    return np.asarray(ink * faint, dtype=np.float32)


def grains(noise: Field, tone: Field | float, softness: float = 0.08) -> Field:
    """Coverage of a grained stone: ink where the noise lies under the tone."""
    return np.asarray(np.clip((tone - noise) / softness + 0.5, 0.0, 1.0), dtype=np.float32)


def ramp_y(top: float, bottom: float, first: float, last: float) -> Callable[[Field, Field], Field]:
    """A tone that goes from `first` at `top` to `last` at `bottom`."""

    def tone(x: Field, y: Field) -> Field:
        share = np.clip((y - top) / (bottom - top), 0, 1)
        return np.asarray(first + (last - first) * share + 0 * x, dtype=np.float32)

    return tone


def ramp_x(left: float, right: float, first: float, last: float) -> Callable[[Field, Field], Field]:
    """A tone that goes from `first` at `left` to `last` at `right`."""

    def tone(x: Field, y: Field) -> Field:
        share = np.clip((x - left) / (right - left), 0, 1)
        return np.asarray(first + (last - first) * share + 0 * y, dtype=np.float32)

    return tone


def pool(x0: float, y0: float, rx: float, ry: float, middle: float, rim: float) -> Tone:
    """A tone that is `middle` at a point and `rim` at the edge of an ellipse and beyond."""

    def tone(x: Field, y: Field) -> Field:
        far = np.sqrt(((x - x0) / rx) ** 2 + ((y - y0) / ry) ** 2)
        return np.asarray(middle + (rim - middle) * np.clip(far, 0, 1), dtype=np.float32)

    return tone


def rings(x0: float, y0: float, spacing: float, squash: float = 1.0) -> Callable[..., Field]:
    """Line phase for circles about a point."""

    def phase(x: Field, y: Field) -> Field:
        return np.asarray(np.hypot(x - x0, (y - y0) / squash) / spacing, dtype=np.float32)

    return phase


def rays(x0: float, y0: float, count: int) -> Callable[..., Field]:
    """Line phase for rays out of a point."""

    def phase(x: Field, y: Field) -> Field:
        return np.asarray(np.arctan2(y - y0, x - x0) / (2 * np.pi) * count, dtype=np.float32)

    return phase


def swell(horizon: float, spacing: float, growth: float = 0.004) -> Callable[..., Field]:
    """Line phase for water: lines that stand further apart the nearer they are."""

    def phase(x: Field, y: Field) -> Field:
        below = np.maximum(y - horizon, 0.0)
        return np.asarray(np.log1p(below * growth) / (growth * spacing) + 0 * x, dtype=np.float32)

    return phase
