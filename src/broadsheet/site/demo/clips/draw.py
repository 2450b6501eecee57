"""Draw a film frame by frame: `python -m broadsheet.site.demo.clips.draw long-tide` writes raw
RGB frames to standard output, for script/draw-clips to encode."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from broadsheet.site.demo.pictures import draw
from broadsheet.site.demo.pictures.inks import PALETTES
from broadsheet.site.demo.pictures.scenes.films import fog_tram, long_tide
from broadsheet.site.demo.pictures.sheet import Sheet

SIZE = (640, 360)
RATE = 24  # frames a second
SECONDS = 8


@dataclass(frozen=True)
class Film:
    """What one film is drawn by; `still` is the scene that draws its poster."""

    draw: Callable[[Sheet, float], None]
    palette: str
    seed: int
    still: str


FILMS = {
    "long-tide": Film(long_tide, "night", 19, "film_long_tide"),
    "fog-tram": Film(fog_tram, "fog", 100, "film_fog_tram"),
}


def frame(clip_key: str, moment: float) -> Image.Image:
    """The film's picture at a moment from 0 to 1 of its length; 1 is like 0 again."""
    film = FILMS[clip_key]
    # The same seed for each frame: whatever does not move is printed the same to the pixel.
    sheet = Sheet(
        (SIZE[0] * 2, SIZE[1] * 2), PALETTES[film.palette], np.random.default_rng(film.seed)
    )
    film.draw(sheet, moment % 1.0)
    return sheet.pull().resize(SIZE, Image.Resampling.LANCZOS)


def frames(clip_key: str) -> Iterator[Image.Image]:
    """All frames of a film, in order."""
    count = RATE * SECONDS
    return (frame(clip_key, place / count) for place in range(count))


def poster(clip_key: str) -> Image.Image:
    """The film's still, 16:9 and large enough for a front page."""
    film = FILMS[clip_key]
    return draw(film.still, film.seed)


def main() -> None:
    """Write the frames of the film named on the command line."""
    for image in frames(sys.argv[1]):
        sys.stdout.buffer.write(image.tobytes())


if __name__ == "__main__":
    main()
