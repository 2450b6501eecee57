"""The style sheet: its parts, one after the other, in one file with the comments taken out.

A browser that has to ask for a dozen files before it can paint waits; one file also compresses
better. The parts stay apart in the source, where people read them.
"""

from __future__ import annotations

import re
from pathlib import Path

PARTS = (
    "faces",
    "tokens",
    "base",
    "languages",
    "masthead",
    "cards",
    "front",
    "story",
    "body",
    "embed",
    "live",
    "furniture",
    "print",
)
SOURCE = Path(__file__).parent / "static" / "theme" / "css"
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_STRING = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


def squeeze(css: str) -> str:
    """`css` without comments and needless blanks; what stands in quotes is left alone."""
    pieces = _STRING.split(_COMMENT.sub("", css))
    for index in range(0, len(pieces), 2):
        piece = re.sub(r"\s+", " ", pieces[index])
        piece = re.sub(r"\s*([{};,>])\s*", r"\1", piece)
        pieces[index] = re.sub(r":\s+", ":", piece).replace(";}", "}")
    return "".join(pieces).strip()


def build_stylesheet(target: Path) -> Path:
    """Write `target`/theme/css/paper.css from the parts; return its path."""
    folder = target / "theme" / "css"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "paper.css"
    css = "\n".join(squeeze((SOURCE / f"{part}.css").read_text(encoding="utf-8")) for part in PARTS)
    new = path.with_suffix(".new")
    new.write_text(css + "\n", encoding="utf-8")
    new.rename(path)
    return path
