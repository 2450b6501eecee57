"""Several nodes with one database, and processes that die at any moment."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from tests.press.own_home import make_home


@pytest.mark.django_db
@pytest.mark.network
def test_roll_ups_that_meet_and_are_killed_count_each_read_once(tmp_path: Path) -> None:
    seed = str(secrets.randbelow(1_000_000))
    with make_home(tmp_path / "home") as home:
        found, logged = home.run("tests.popularity.several_nodes", seed)
    assert found == {
        "statuses": [0] * 4,
        "wrong": [],
        "hours": 0,
        "places": 0,
        "week": 0,
        "left": [],
    }, f"seed {seed}\n{logged}"
