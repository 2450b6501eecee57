"""The processes of a paper are told from one another."""

from __future__ import annotations

import os

import pytest
from benchmarks.servers import processes


@pytest.mark.parametrize(
    ("niceness", "names"),
    [
        (
            {20: 5, 21: 5, 22: 15, 23: 10},
            {"press": 20, "timekeeper": 21, "second_press": 23, "errands": 22},
        ),
        ({20: 0, 21: 0, 22: 10}, {"press": 20, "timekeeper": 21, "errands": 22}),
        ({}, {}),
    ],
)
def test_the_clock_is_told_by_how_nice_it_is(
    monkeypatch: pytest.MonkeyPatch, niceness: dict[int, int], names: dict[str, int]
) -> None:
    monkeypatch.setattr(processes, "workers_of", lambda leader: [11, 12])
    monkeypatch.setattr(processes, "clocks_of", lambda leader: list(niceness))
    monkeypatch.setattr(os, "getpriority", lambda which, pid: niceness[pid])
    assert processes.names_of_group(10) == {"server": 10, "worker_1": 11, "worker_2": 12, **names}
