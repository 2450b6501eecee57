"""Look at the files of a tree of plates, as a reader or a static server meets them."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import zstandard

DECODED: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.decompress,
    "br": brotli.decompress,
    "zst": lambda data: zstandard.ZstdDecompressor().decompress(data),
}


def pages(root: Path) -> Iterator[tuple[Path, str, bytes]]:
    """Every file that is sent as a page: itself, its coding or nothing, and what it says."""
    for file in sorted(root.rglob("*")):
        if file.parent.name in {".locks", ".reads"} or file.name.startswith("."):
            continue
        ending = file.suffix[1:]
        if file.is_file() and ending not in {"tags", "410", "301"}:
            data = file.read_bytes()
            yield file, ending if ending in DECODED else "", DECODED.get(ending, bytes)(data)


def half_files(root: Path) -> list[str]:
    """Pages that end too early, whatever they are coded in."""
    return [
        str(file)
        for file, coding, body in pages(root)
        if ".html" in file.name and not body.rstrip().endswith((b"</html>", b"</div>", b"</aside>"))
    ]


def torn_plates(root: Path) -> list[str]:
    """Coded files that say something else than the body beside them, or stand without one."""
    bodies = {file: body for file, coding, body in pages(root) if not coding}
    return [
        str(file)
        for file, coding, body in pages(root)
        if coding and bodies.get(file.with_suffix("")) != body
    ]


def leftovers(root: Path) -> list[str]:
    """Files that were being written, and records beside a body that isn't there."""
    tags = [file for file in root.rglob("*.tags") if not file.with_suffix("").exists()]
    return [str(file) for file in (*root.rglob(".*.new"), *tags)]
