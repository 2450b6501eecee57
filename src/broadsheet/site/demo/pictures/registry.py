"""The register of scenes: each drawing function enters itself under its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .sheet import Sheet

Drawing = Callable[[Sheet], None]

WIDE = (1600, 1067)
PORTRAIT = (900, 1125)
PANORAMA = (2400, 800)
COLUMN = (1000, 1500)


@dataclass(frozen=True)
class Scene:
    """How a scene is drawn: its function, its sets of inks, its size in pixels."""

    draw: Drawing
    palettes: tuple[str, ...]
    size: tuple[int, int]
    mirrored: bool
    zoom: float


SCENES: dict[str, Scene] = {}


def scene(
    name: str,
    *palettes: str,
    size: tuple[int, int] = WIDE,
    mirrored: bool = True,
    zoom: float = 1.0,
) -> Callable[[Drawing], Drawing]:
    """Enter a drawing function; the seed picks one of the `palettes`.

    `mirrored` says that the picture may be printed left to right reversed; `zoom` prints
    it larger and trims the edges.
    """

    def enter(draw: Drawing) -> Drawing:
        if name in SCENES:
            raise ValueError(f"two scenes are called {name!r}")
        SCENES[name] = Scene(draw, palettes, size, mirrored, zoom)
        return draw

    return enter
