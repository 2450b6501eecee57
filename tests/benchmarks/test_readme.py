"""The README says what was measured, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.readme import MISSING, README, ROWS, filled, measured


def test_the_table_agrees_with_the_results() -> None:
    text = README.read_text()
    assert filled(text) == text, "run: python -m benchmarks.readme"


def test_figures_come_from_the_files(tmp_path: Path) -> None:
    row = next(row for row in ROWS if row.name == "stampede")
    assert measured(row, tmp_path) == MISSING
    (tmp_path / "stampede.json").write_text(json.dumps({"renders_per_page": 1}))
    assert measured(row, tmp_path) == MISSING
    figures = {"renders_per_page": 1, "answered_over_asked": 0.99951}
    (tmp_path / "stampede.json").write_text(json.dumps(figures))
    assert measured(row, tmp_path) == "1; 1.000 of them"
