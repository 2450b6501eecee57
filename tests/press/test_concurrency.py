"""Everybody changes everything at once, and several presses press it."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from django.db import connection

from tests.press.own_home import make_home


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.network
def test_a_hundred_changes_at_once_end_in_true_plates(tmp_path: Path) -> None:
    seed = str(secrets.randbelow(1_000_000))
    with make_home(tmp_path / "home") as home:
        found, logged = home.run("tests.press.crowd", seed)
    assert len(found["done"]) == 100
    assert found["statuses"] == [0, 0]
    assert (found["wrong"], "The press stopped" in logged) == ([], False), f"seed {seed}\n{logged}"


@pytest.mark.django_db
def test_a_change_that_was_committed_after_a_later_one_is_not_missed(tmp_path: Path) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SKIPPED: SQLite has one transaction that writes at a time")
    with make_home(tmp_path / "home") as home:
        found, _logged = home.run("tests.press.late_commit")
    assert found == {"lower": True, "before": False, "after": True, "wrong": []}
