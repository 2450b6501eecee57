"""`kill -9` at any moment of press and publish."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from tests.press.own_home import make_home

ROUNDS = 200


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.network
def test_nothing_is_torn_stale_or_lost_after_two_hundred_deaths(tmp_path: Path) -> None:
    seed = str(secrets.randbelow(1_000_000))
    with make_home(tmp_path / "home") as home:
        found, logged = home.run("tests.press.mortals", str(ROUNDS), seed)
    assert found["wrong"] == [], f"seed {seed}, round {found['rounds']}\n{logged[-4000:]}"
    # Some live longer than a change takes; none of them would mean that nothing was tried.
    assert found["acknowledged"] >= 10
