"""The sheet a picture is printed on: shapes, flat inks, engraved tone, and the pull."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageOps

from .curves import Points, ribbon
from .hatching import Field, Tone, grains, lines
from .inks import Ink, Palette

Shape = Points | Sequence[Points]


class Mask(NamedTuple):
    """Coverage of a part of the sheet, `at` its upper left corner in pixels."""

    image: Image.Image
    at: tuple[int, int]


class Sheet:
    """A sheet 1,000 units high (`h`) and `w` units wide, on its way through the press."""

    def __init__(
        self,
        size: tuple[int, int],
        palette: Palette,
        rng: np.random.Generator,
        mirror: bool = False,
    ) -> None:
        self.size = size
        self.ink = palette
        self.rng = rng
        self.mirror = mirror
        self.scale = size[1] / 1000
        self.h = 1000.0
        self.w = 1000.0 * size[0] / size[1]
        self.image = Image.new("RGB", size, palette.paper)
        self._noises: dict[tuple[float, float, int], Field] = {}
        # Each ink goes through the press once, so each is out of register by its own small step.
        self._slip = {
            ink: tuple(int(v) for v in np.round(rng.uniform(-1.3, 1.3, 2) * self.scale))
            for ink in (palette.pale, palette.wash, palette.mid, palette.spot, palette.glow)
        }

    @property
    def all(self) -> Points:
        """The whole sheet as a shape."""
        return np.array([(-5, -5), (self.w + 5, -5), (self.w + 5, 1005), (-5, 1005)], dtype=float)

    def noise(self, wave_x: float, wave_y: float, octaves: int = 2) -> Field:
        """A smooth random field of the whole sheet, about 0 to 1; the same for the same waves."""
        key = (wave_x, wave_y, octaves)
        if key not in self._noises:
            total = np.zeros((self.size[1], self.size[0]), dtype=np.float32)
            amount, weight = 1.0, 0.0
            for octave in range(octaves):
                cols = max(int(self.w / wave_x * 2**octave) + 3, 4)
                rows = max(int(self.h / wave_y * 2**octave) + 3, 4)
                cells = self.rng.random((rows, cols), dtype=np.float32)
                field = Image.fromarray(cells).resize(self.size, Image.Resampling.BICUBIC)
                total += amount * np.asarray(field)
                weight += amount
                amount *= 0.5
            self._noises[key] = total / weight
        return self._noises[key]

    def mask(self, shape: Shape, outline: float = 0.0) -> Mask | None:
        """The shape's coverage, or None where it lies off the sheet; `outline` widens it."""
        polygons = [shape] if isinstance(shape, np.ndarray) else list(shape)
        if not polygons:
            return None
        every = np.vstack(polygons) * self.scale
        pad = outline * self.scale + 2
        x0, y0 = (max(int(v), 0) for v in np.floor(every.min(axis=0) - pad))
        x1 = min(int(np.ceil(every[:, 0].max() + pad)), self.size[0])
        y1 = min(int(np.ceil(every[:, 1].max() + pad)), self.size[1])
        if x1 <= x0 or y1 <= y0:
            return None
        fine = 4 if (x1 - x0) * (y1 - y0) < 120_000 else 2
        image = Image.new("L", ((x1 - x0) * fine, (y1 - y0) * fine), 0)
        pen = ImageDraw.Draw(image)
        for polygon in polygons:
            spots = ((polygon * self.scale - (x0, y0)) * fine).ravel().tolist()
            if len(spots) < 6:
                continue
            pen.polygon(spots, fill=255)
            if outline:
                width = max(round(2 * outline * self.scale * fine), 1)
                pen.line(spots + spots[:4], fill=255, width=width, joint="curve")
        return Mask(image.reduce(fine), (x0, y0))

    def fill(
        self, shape: Shape, ink: Ink, carve: float = 0.0, carve_ink: Ink | None = None
    ) -> None:
        """Print the shape flat; `carve` first cuts a light edge of so many units around it."""
        if carve:
            self._paste(self.mask(shape, carve), carve_ink or self.ink.paper)
        self._paste(self.mask(shape), ink)

    def stroke(self, line: Points, ink: Ink, width: float, end: float | None = None) -> None:
        """Print a line of `width` units, running out to `end` units."""
        self.fill(ribbon(line, width, end), ink)

    def engrave(
        self,
        shape: Shape,
        ink: Ink,
        tone: Tone,
        *,
        angle: float = 0.0,
        spacing: float = 7.0,
        wobble: float = 0.5,
        phase: Callable[..., Field] | None = None,
        broken: float = 0.18,
    ) -> None:
        """Print the shape in lines whose breadth gives the tone (0 to 1).

        `angle` is in radians from the level; `phase` gives other lines than straight ones;
        `wobble` bends them by so many spacings, `broken` lets them thin out and break.
        """
        mask = self.mask(shape)
        if mask is None:
            return
        x, y, part = self._grid(mask)
        wanted = tone(x, y) if callable(tone) else tone
        if phase is not None:
            run = phase(x, y)
        else:
            run = np.asarray((x * np.sin(angle) + y * np.cos(angle)) / spacing, dtype=np.float32)
        if wobble:
            run = run + wobble * self.noise(160, 120)[part]
        if broken:
            wanted = wanted + broken * (self.noise(38, 26)[part] - 0.5)
        ink_on = lines(run, np.asarray(wanted, dtype=np.float32), spacing * self.scale)
        self._paste(self._through(mask, ink_on), ink)

    def grain(self, shape: Shape, ink: Ink, tone: Tone, size: float = 3.0) -> None:
        """Print the shape as a grained tone (0 to 1)."""
        mask = self.mask(shape)
        if mask is None:
            return
        x, y, part = self._grid(mask)
        wanted = tone(x, y) if callable(tone) else tone
        noise = (self.noise(size, size, 1)[part] - 0.5) * 0.8 + 0.5
        self._paste(self._through(mask, grains(noise, wanted)), ink)

    def field(self, shape: Shape, ink: Ink, cover: Callable[..., Field]) -> None:
        """Print the shape where `cover(x, y)` says (0 to 1)."""
        mask = self.mask(shape)
        if mask is not None:
            x, y, _ = self._grid(mask)
            self._paste(self._through(mask, np.clip(cover(x, y), 0, 1)), ink)

    def clouded(self, wave_x: float, wave_y: float, octaves: int = 3) -> Callable[..., Field]:
        """A lookup of the noise for `field` and `engrave`: takes their x and y."""
        noise = self.noise(wave_x, wave_y, octaves)

        def look(x: Field, y: Field) -> Field:
            left, top = round(float(x[0, 0]) * self.scale), round(float(y[0, 0]) * self.scale)
            return noise[top : top + y.shape[0], left : left + x.shape[1]]

        return look

    def pull(self) -> Image.Image:
        """The finished print: ink that did not take everywhere, paper that shows."""
        width, height = self.size
        tile = self.rng.random((256, 256), dtype=np.float32)
        grit = (
            tile + np.roll(tile, 1, 0) + np.roll(tile, 1, 1) + np.roll(tile, (1, 1), (0, 1))
        ) / 4
        speck = np.tile(grit, (height // 256 + 1, width // 256 + 1))[:height, :width]
        worn = self.noise(240, 200)
        bare = np.clip((speck - 0.66 - 0.16 * (1 - worn)) * 5, 0, 0.5) + 0.10 * np.clip(
            worn - 0.35, 0, 1
        )
        paper = Image.new("RGB", self.size, self.ink.paper)
        image = Image.composite(paper, self.image, _grey(bare * 0.8))
        return ImageOps.mirror(image) if self.mirror else image

    def _grid(self, mask: Mask) -> tuple[Field, Field, tuple[slice, slice]]:
        (left, top), (wide, high) = mask.at, mask.image.size
        x = ((np.arange(left, left + wide, dtype=np.float32)) / np.float32(self.scale))[None, :]
        y = ((np.arange(top, top + high, dtype=np.float32)) / np.float32(self.scale))[:, None]
        return x, y, (slice(top, top + high), slice(left, left + wide))

    def _through(self, mask: Mask, cover: Field) -> Mask:
        wide, high = mask.image.size
        full = np.broadcast_to(cover, (high, wide))
        return Mask(ImageChops.multiply(mask.image, _grey(full)), mask.at)

    def _paste(self, mask: Mask | None, ink: Ink) -> None:
        if mask is not None:
            dx, dy = self._slip.get(ink, (0, 0))
            self.image.paste(ink, (mask.at[0] + dx, mask.at[1] + dy), mask.image)


def _grey(cover: Field) -> Image.Image:
    return Image.fromarray((cover * 255).astype(np.uint8))
