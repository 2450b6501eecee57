"""Print a benchmark's figures and keep them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.machine import machine, versions

RESULTS = Path(__file__).parent / "results"


def percentile(values: Iterable[float], share: float) -> float:
    """The value that `share` of `values` don't exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def show(name: str, figures: dict[str, float], explained: dict[str, str]) -> None:
    """Print `figures` as a table, each with its explanation."""
    print(f"\n{name}")
    for key, value in figures.items():
        print(f"  {key:32} {value:12,.3f}  {explained.get(key, '')}")


def report(
    name: str,
    figures: dict[str, float],
    explained: dict[str, str],
    used: Iterable[str] = (),
) -> None:
    """Print `figures` as a table, each with its explanation, and write `results/<name>.json`.

    `used` are the programs beside ours whose versions count (see `machine.versions`).
    """
    RESULTS.mkdir(exist_ok=True)
    show(name, figures, explained)
    written = {
        "name": name,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "versions": versions(used),
        **figures,
        "explained": explained,
    }
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n")


def kept(name: str, beginnings: list[str]) -> dict[str, float]:
    """Figures of the last run of `name` whose keys begin with one of `beginnings`."""
    path = RESULTS / f"{name}.json"
    last = json.loads(path.read_text()) if path.exists() else {}
    return {key: last[key] for key in last if key.startswith(tuple(beginnings))}
