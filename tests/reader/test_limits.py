"""Limits in little memory: nobody is turned away for others, and nobody is forgotten too soon."""

from __future__ import annotations

import random

import pytest

from broadsheet.reader.limits import Limit


def keys(number: int, seed: int = 1) -> list[int]:
    """As Python hashes texts: 64 bits with a sign."""
    lot = random.Random(seed)
    return [lot.getrandbits(64) - (1 << 63) for _ in range(number)]


@pytest.mark.parametrize("most", [1, 2, 3, 6, 300])
def test_nobody_is_turned_away_for_others_however_many_come(most: int) -> None:
    limit = Limit(most, 86_400, cells=1 << 14)
    over = [limit.is_over(key, second // 100) for second, key in enumerate(keys(150_000))]
    assert sum(over) <= 1


def test_counters_take_no_more_memory_than_they_say() -> None:
    for most, size in ((3, 1), (300, 2)):
        limit = Limit(most, 86_400, cells=1 << 16)
        for key in keys(100_000):
            limit.is_over(key, 0)
        taken = sum(len(row) for table in limit._tables for row in table[:2]) * size
        assert taken <= limit.memory == 6 * size << 16


def test_tables_that_grow_forget_nothing() -> None:
    limit = Limit(3, 86_400)
    known, others = keys(50, seed=2), keys(100_000)
    for key in known * 3:
        assert not limit.is_over(key, 0)
    for second, key in enumerate(others):
        limit.is_over(key, second // 2)
    assert len(limit._tables) > 3
    assert all(limit.is_over(key, 50_000) for key in known)


def test_in_no_span_more_than_it_says_and_afterwards_again() -> None:
    limit = Limit(5, 3600)
    lot = random.Random(3)
    moments = sorted(lot.randrange(40_000) for _ in range(2000))
    passed = [moment for moment in moments if not limit.is_over(77, moment)]
    for moment in passed:
        assert sum(moment <= one < moment + 3600 for one in passed) <= 5
    # What was counted is forgotten after one span and a half at the latest.
    assert len(passed) >= 5 * (40_000 // 5400)


def test_keys_that_are_nearly_alike_are_told_apart() -> None:
    limit = Limit(3, 86_400)
    assert not any(
        limit.is_over(hash((f"10.0.0.{address}", story)), 0)
        for address in range(200)
        for story in range(1000)
    )


def test_nought_is_no_limit() -> None:
    limit = Limit(0, 60)
    assert not any(limit.is_over(1, 0) for _ in range(300))
