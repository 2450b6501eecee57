"""How well near-duplicates are told from other stories, on pairs made from real ones."""

from __future__ import annotations

from collections import defaultdict

import pytest

from broadsheet.wire.likeness.clusters import ALIKE
from broadsheet.wire.likeness.minhash import alike, signature
from broadsheet.wire.likeness.shingles import shingles
from tests.conftest import SHARED
from tests.wire.likeness.pairs import EDITS, originals, pairs

NUMBER = 60


def told_alike(mine: str, other: str) -> bool:
    """Whether two texts would be grouped."""
    one, two = signature(shingles(mine)), signature(shingles(other))
    return bool(alike(one, two.reshape(-1, 1))[0] >= ALIKE)


@pytest.fixture(scope="module")
def found() -> dict[str, list[bool]]:
    """For each way of making pairs, whether each was told alike."""
    if not (SHARED / "bulk-news").is_dir():
        pytest.skip("SKIPPED: the sample stories of ../shared/data/bulk-news are not here")
    answers = defaultdict(list)
    for texts in originals(SHARED / "bulk-news"):
        for pair in pairs(texts, NUMBER):
            answers[pair.how].append(told_alike(pair.mine, pair.other))
    return answers


@pytest.mark.parametrize("how", EDITS)
def test_what_another_agency_made_of_a_story_is_found(
    found: dict[str, list[bool]], how: str
) -> None:
    assert sum(found[how]) / len(found[how]) >= 0.95


def test_different_stories_are_kept_apart(found: dict[str, list[bool]]) -> None:
    different = found["neighbour"] + found["anybody"]
    assert sum(different) / len(different) <= 0.01
