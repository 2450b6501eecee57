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
    earlier: dict[str, str] | None = None,
) -> None:
    """Print `figures` as a table, each with its explanation, and write `results/<name>.json`.

    `used` are the programs beside ours whose versions count (see `machine.versions`); `earlier`
    says when those of the figures were measured that an earlier run has left.
    """
    RESULTS.mkdir(exist_ok=True)
    show(name, figures, explained)
    written = {
        "name": name,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "versions": versions(used),
        **({"earlier": earlier} if earlier else {}),
        **figures,
        "explained": explained,
    }
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n")


def kept(name: str, beginnings: list[str]) -> tuple[dict[str, float], dict[str, str]]:
    """Figures of earlier runs of `name` whose keys begin with one of `beginnings`.

    Beside them, by beginning, when (ISO 8601) they were measured.
    """
    path = RESULTS / f"{name}.json"
    last = json.loads(path.read_text()) if path.exists() else {}
    figures: dict[str, float] = {}
    earlier: dict[str, str] = {}
    for beginning in beginnings:
        found = {key: last[key] for key in last if key.startswith(beginning)}
        if found:
            figures |= found
            earlier[beginning] = last.get("earlier", {}).get(beginning, last["when"])
    return figures, earlier
