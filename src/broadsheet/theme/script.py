"""The script: what every page may need, one module after the other, in one file.

A browser that comes for the first time asks for one file in place of four, and keeps it for every
other page. The modules stay apart in the source; what few pages need stays a file of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

PARTS = ("offline", "rails", "tools", "read")
SOURCE = Path(__file__).parent / "static" / "theme" / "js"
# As we write them: each begins a line. Elsewhere the same signs may stand in a text.
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.S | re.M)


def build_script(target: Path) -> Path:
    """Write `target`/theme/js/paper.js from the parts; return its path.

    Each part is a block, whose names are its own (ECMAScript 2024 section 14.2).
    """
    folder = target / "theme" / "js"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "paper.js"
    parts = ((SOURCE / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)
    new = path.with_suffix(".new")
    new.write_text("".join(f"{{\n{_COMMENT.sub('', part)}}}\n" for part in parts), encoding="utf-8")
    new.rename(path)
    return path
