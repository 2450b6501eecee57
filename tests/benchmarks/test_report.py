"""What is kept of a benchmark, and of earlier ones."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from benchmarks.machine import machine, versions
from benchmarks.publish import Times, compared
from benchmarks.report import kept, report


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("benchmarks.report.RESULTS", tmp_path)
    return tmp_path


def read(folder: Path, name: str) -> dict[str, object]:
    written: dict[str, object] = json.loads((folder / f"{name}.json").read_text())
    return written


def test_figures_of_an_earlier_run_stay_with_their_date(results: Path) -> None:
    report("publish", {"story_median_ms": 50, "million_over_thousand": 1.1}, {})
    first = read(results, "publish")["when"]
    for _ in range(2):
        older, earlier = kept("publish", ["million_", "hundred_thousand_"])
        assert older == {"million_over_thousand": 1.1}
        assert earlier == {"million_": first}
        report("publish", {"story_median_ms": 60, **older}, {}, earlier=earlier)
        found = read(results, "publish")
        assert found["story_median_ms"] == 60
        assert found["million_over_thousand"] == 1.1
        assert found["earlier"] == {"million_": first}


def test_the_machine_is_told_without_its_name() -> None:
    assert socket.gethostname() not in {*machine().values(), *versions().values()}
    assert str(Path.home()) not in json.dumps([machine(), versions()])
    assert {"processors", "processor", "memory_mb", "kernel"} <= machine().keys()
    assert {"python", "sqlite", "django", "wagtail", "granian"} <= versions().keys()


def test_an_archive_is_compared_with_the_smallest() -> None:
    base, larger = (Times([n], [n], [n], [n * 10]) for n in (1.0, 2.0))
    assert compared(1_000_000, larger, 1000, base)["million_over_thousand"] == 2
    assert compared(400, larger, 200, base)["400_over_200"] == 2
