"""The demo newspaper's pictures, drawn by code as prints in a few inks.

`draw("harbour_dawn", seed=3)` gives the same picture every time; another seed gives
another light and another arrangement of the same scene.
"""

from __future__ import annotations

import zlib

import numpy as np
from PIL import Image

from . import scenes  # noqa: F401  (the scenes enter themselves in SCENES)
from .inks import PALETTES
from .registry import SCENES
from .sheet import Sheet

__all__ = ["SCENES", "UnknownSceneError", "draw"]


class UnknownSceneError(LookupError):
    """No scene of that name is drawn here."""


def draw(scene: str, seed: int, size: tuple[int, int] | None = None) -> Image.Image:
    """The picture as an RGB image of `size` pixels (the scene's own size if None).

    Raises UnknownSceneError for a scene that is not in SCENES.
    """
    if scene not in SCENES:
        raise UnknownSceneError(f"no scene {scene!r}; there are: {', '.join(sorted(SCENES))}")
    entry = SCENES[scene]
    rng = np.random.default_rng([zlib.crc32(scene.encode()), seed])
    palette = PALETTES[entry.palettes[seed % len(entry.palettes)]]
    mirror = entry.mirrored and bool(rng.random() < 0.5)
    wide, high = size or entry.size
    sheet = Sheet((round(wide * entry.zoom), round(high * entry.zoom)), palette, rng, mirror)
    entry.draw(sheet)
    left, top = (sheet.size[0] - wide) // 2, (sheet.size[1] - high) * 2 // 5
    return sheet.pull().crop((left, top, left + wide, top + high))
