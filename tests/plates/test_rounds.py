"""What one round remembers, and that every page knows what it depends on all the same."""

from __future__ import annotations

from broadsheet.plates import tags
from broadsheet.plates.rounds import begin_anew, lay_ready, once, one_round, take
from broadsheet.plates.tags import Dependencies


def _read() -> list[str]:
    tags.bear("story:1")
    tags.true_for(60)
    return ["read"]


def test_nothing_is_remembered_outside_of_a_round() -> None:
    assert once("rails", _read) is not once("rails", _read)


def test_a_round_reads_once_and_every_page_bears_what_was_read() -> None:
    with one_round():
        with tags.collecting() as first:
            value = once("rails", _read)
        with tags.collecting() as second, tags.apart():
            assert once("rails", _read) is value
        with tags.collecting() as third, tags.ignored():
            once("rails", _read)
    assert (first.firm, first.loose, first.true_for) == ({"story:1"}, set(), 60)
    assert (second.firm, second.loose, second.true_for) == (set(), {"story:1"}, 60)
    assert (third.firm, third.loose, third.true_for) == (set(), set(), None)


def test_the_next_round_reads_again() -> None:
    with one_round():
        value = once("rails", _read)
    with one_round():
        assert once("rails", _read) is not value


def test_what_was_laid_ready_is_taken_once_with_what_was_read_for_it() -> None:
    with one_round():
        lay_ready("story", ["body"], Dependencies(firm={"story:1"}))
        with tags.collecting() as first:
            assert take("story") == ["body"]
        with tags.collecting() as second:
            assert take("story") is None
    assert (first.firm, second.firm) == ({"story:1"}, set())


def test_nothing_stays_ready_for_another_round() -> None:
    lay_ready("story", "outside", Dependencies())
    with one_round():
        assert take("story") is None
        lay_ready("story", "old", Dependencies())
        begin_anew()
        assert take("story") is None
