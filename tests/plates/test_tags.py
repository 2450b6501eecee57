"""What a page depends on, as it is collected."""

from __future__ import annotations

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank


def test_nothing_is_collected_outside() -> None:
    tags.bear("story:1")
    with tags.apart(), tags.ignored():
        tags.set_rank(Rank.HOME)
    with tags.collecting() as found:
        pass
    assert (found.firm, found.loose, found.rank) == (set(), set(), Rank.LAZY)


def test_firm_outweighs_loose_and_ignored_is_neither() -> None:
    with tags.collecting() as found:
        with tags.apart():
            tags.bear("story:1", "story:2")
        tags.bear("story:2", "edition:1")
        with tags.ignored():
            tags.bear("story:3")
    assert found.firm == {"story:2", "edition:1"}
    assert found.loose == {"story:1"}


def test_the_shortest_truth_wins() -> None:
    with tags.collecting() as found:
        tags.true_for(900)
        tags.true_for(60)
        tags.true_for(3600)
        tags.never_press()
    assert found.true_for == 60
    assert found.never_pressed
