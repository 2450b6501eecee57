"""The paper's own face, cut from the installed Newsreader package (SIL Open Font Licence 1.1).

Newsreader comes as a variable font of 450 kB with an optical size and a weight. A page needs four
cuts of it, each of one optical size and one weight, with the letters of the Latin alphabets that
newspapers print. `build_fonts` writes them as WOFF2; nothing of the font is in the repository.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import fontpkg_newsreader
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every table it touches

ROMAN = "Newsreader[opsz,wght].ttf"
ITALIC = "Newsreader-Italic[opsz,wght].ttf"
SIZE_LIMIT = 60 * 1024
_RECIPE = "1"
_FEATURES = ["kern", "liga", "lnum", "onum", "tnum", "pnum", "ccmp", "locl", "mark", "sups"]
_LETTERS = "ĀāĂ㥹ĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīĮįİıĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŒœŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŸŹźŻżŽžȘșȚțẞ"
_MARKS = "‐‑‒–—―‘’‚“”„†‡•…‰′″‹›⁄€™−"


@dataclass(frozen=True)
class Cut:
    """One file to write: its name, the design it comes from, optical size and weight."""

    name: str
    design: str
    optical_size: float
    weight: float


CUTS: tuple[Cut, ...] = (
    Cut("display", ROMAN, 34, 500),
    Cut("text", ROMAN, 15, 400),
    Cut("text-bold", ROMAN, 15, 680),
    Cut("text-italic", ITALIC, 15, 400),
)


def design_path(name: str) -> Path:
    """Path of one of the package's variable fonts."""
    return Path(fontpkg_newsreader.ROOT) / "files" / name


def code_points() -> set[int]:
    """The characters every cut holds: Latin-1, the letters of the Latin alphabets, punctuation."""
    plain = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100))
    return plain | {ord(letter) for letter in _LETTERS + _MARKS}


def cut_font(cut: Cut) -> TTFont:
    """The font of `cut`, subset and with its axes fixed."""
    font = TTFont(design_path(cut.design))
    options = subset.Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=code_points())
    cutter.subset(font)
    return instancer.instantiateVariableFont(
        font, {"opsz": cut.optical_size, "wght": cut.weight}, inplace=True
    )


def build_fonts(target: Path) -> list[Path]:
    """Write every cut as WOFF2 into `target`/theme/fonts, unless it is there; return the paths.

    A file beside the fonts says from what they were made, so a new version of the package, of the
    list of letters or of a cut makes them anew.
    """
    folder = target / "theme" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{cut.name}.woff2" for cut in CUTS]
    stamp, want = folder / "made-from.txt", _origin()
    current = stamp.exists() and stamp.read_text() == want
    missing = [
        (cut, path)
        for cut, path in zip(CUTS, paths, strict=True)
        if not (current and path.exists())
    ]
    if missing:
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            for made in [pool.submit(_write_font, cut, path) for cut, path in missing]:
                made.result()
    (folder / "OFL.txt").write_bytes((Path(fontpkg_newsreader.ROOT) / "LICENSE").read_bytes())
    stamp.write_text(want)
    return paths


def _write_font(cut: Cut, path: Path) -> None:
    """To be done by a process of its own: it takes seconds, and each font for itself."""
    buffer = io.BytesIO()
    font = cut_font(cut)
    font.flavor = "woff2"
    font.save(buffer)
    new = path.with_suffix(".new")
    new.write_bytes(buffer.getvalue())
    new.rename(path)


def _origin() -> str:
    digest = hashlib.sha256(_RECIPE.encode())
    for name in (ROMAN, ITALIC):
        path = design_path(name)
        digest.update(f"{name}{path.stat().st_size}".encode())
    digest.update(repr((CUTS, sorted(code_points()), _FEATURES)).encode())
    return digest.hexdigest()
