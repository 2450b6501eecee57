"""How fast deliveries become items, beside bare parsers and others' readers of the same files.

Promised: a whole NewsML-G2 parse (items, clean bodies, resolved subjects, leftovers) takes no more
than five times a bare lxml parse of the same file (median over the samples).
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo
from pathlib import Path

import feedparser
from lxml import etree
from NewsMLG2 import NewsMLG2Document

from benchmarks.report import report
from broadsheet.formats import FORMATS, detect, read

SHARED = Path(__file__).parents[2] / "shared" / "data"
FOLDERS = {
    "newsmlg2": "newsml-g2",
    "newsml1": "newsml1",
    "nitf": "nitf",
    "ninjs": "ninjs",
    "rss": "rss-atom",
    "atom": "rss-atom",
}
ROUNDS = 5
ENOUGH = 0.002
MOST_FILES = 80
LARGEST = 200_000

Reader = Callable[[bytes], object]


def main() -> None:
    """Read every sample again and again, in turns; say rates and ratios."""
    if not SHARED.is_dir():
        raise SystemExit("The samples of ../shared/data are not here: nothing to measure")
    figures: dict[str, float] = {}
    explained = {
        "newsmlg2_over_lxml": "bytes in memory; promised ≤ 5",
        "newsmlg2_files_over_lxml": "each opens and reads the file itself; promised ≤ 5",
        "newsmlg2_library_over_ours": "IPTC's newsmlg2 on what it can read; above 1 we are faster",
    }
    readers = {known.name: known.read for known in FORMATS}
    for name, folder in FOLDERS.items():
        paths = samples(name, SHARED / folder)
        figures |= measured(name, _adapter(readers[name]), paths)
        if name == "newsmlg2":
            figures["newsmlg2_files_over_lxml"] = files_over_lxml(_adapter(readers[name]), paths)
            ratio = over(paths, newsmlg2_library, _adapter(readers[name]))
            figures["newsmlg2_library_over_ours"] = ratio
    report("formats", figures, explained)


def samples(name: str, folder: Path) -> list[Path]:
    """The files in ``folder`` that are in the format called ``name`` and hold items."""
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    small = (each for each in files if each.stat().st_size < LARGEST)
    found = [each for each in small if can(_read_as(name), each)]
    return found[:: max(1, len(found) // MOST_FILES)]


def measured(name: str, ours: Reader, paths: Sequence[Path]) -> dict[str, float]:
    """Items a second, told formats included, and the median ratio of the adapter's time to that
    of whatever else reads the same bytes."""
    items = sum(len(read(path.read_bytes())) for path in paths)
    seconds = sum(fastest([read], path.read_bytes())[0] for path in paths)
    figures = {f"{name}_items_per_second": items / seconds}
    if name == "ninjs":
        figures[f"{name}_over_json"] = over(paths, ours, json.loads)
    else:
        figures[f"{name}_over_lxml"] = over(paths, ours, etree.fromstring)
    if name in ("rss", "atom"):
        figures[f"{name}_over_feedparser"] = over(paths, ours, feedparser.parse)
    return figures


def over(paths: Sequence[Path], ours: Reader, other: Reader) -> float:
    """The median ratio of the times of ``ours`` and ``other`` over what both can read."""
    both = [path for path in paths if can(ours, path) and can(other, path)]
    ratios = []
    for path in both:
        first, second = fastest([ours, other], path.read_bytes())
        ratios.append(first / second)
    return statistics.median(ratios)


def files_over_lxml(ours: Reader, paths: Sequence[Path]) -> float:
    """The same where each opens the file."""
    ratios = []
    for path in paths:
        if not can(etree.fromstring, path):
            continue
        name = str(path)
        first, second = fastest(
            [lambda _, path=path: ours(path.read_bytes()), lambda _, name=name: etree.parse(name)],
            b"",
        )
        ratios.append(first / second)
    return statistics.median(ratios)


def fastest(readers: Sequence[Reader], data: bytes) -> list[float]:
    """The least seconds that each of ``readers`` took, measured in turns so that a busy machine
    troubles all alike."""
    gc.disable()
    try:
        best = [float("inf")] * len(readers)
        times = [max(1, int(ENOUGH / max(1e-7, taken(each, data, 1)))) for each in readers]
        for _ in range(ROUNDS):
            for number, each in enumerate(readers):
                best[number] = min(best[number], taken(each, data, times[number]))
        return best
    finally:
        gc.enable()


def taken(reader: Reader, data: bytes, times: int) -> float:
    """Seconds for one of ``times`` runs."""
    began = time.perf_counter()
    for _ in range(times):
        reader(data)
    return (time.perf_counter() - began) / times


def can(reader: Reader, path: Path) -> bool:
    """Whether ``reader`` makes something of the file. Others' readers fail in any way."""
    try:
        return reader(path.read_bytes()) is not None
    except Exception:
        return False


def newsmlg2_library(data: bytes) -> object:
    """What IPTC's own reader makes of ``data``. It prints as it reads."""
    with contextlib.redirect_stdout(io.StringIO()):
        return NewsMLG2Document(data).get_item()


def _adapter(read_it: Callable[[bytes, tzinfo, str], object]) -> Reader:
    return lambda data: read_it(data, UTC, "")


def _read_as(name: str) -> Reader:
    def parse(data: bytes) -> object:
        return (read(data) or None) if detect(data) == name else None

    return parse


if __name__ == "__main__":
    main()
