"""Texts that have to fit a field."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.desk.fitting import fit


@pytest.mark.parametrize(
    ("text", "length", "fitted"),
    [
        ("Ferry held", 10, "Ferry held"),
        ("Ferry held at the quay", 16, "Ferry held at…"),
        ("Ferry held, and more", 12, "Ferry held…"),
        ("渡轮在码头等了一个小时", 6, "渡轮在码头…"),
        ("Donaudampfschiff", 8, "Donauda…"),
        ("cafe\u0301s", 5, "caf…"),
        ("ab👩‍🚀 and", 4, "ab…"),
        ("ab👍🏽 and", 4, "ab…"),
    ],
)
def test_cut(text: str, length: int, fitted: str) -> None:
    assert fit(text, length) == fitted


@given(st.text(max_size=80), st.integers(1, 60))
def test_result_fits_and_ends_with_a_whole_character(text: str, length: int) -> None:
    fitted = fit(text, length)
    assert len(fitted) <= length
    if fitted != text:
        kept = fitted.removesuffix("…")
        assert text.startswith(kept)
        follows = text[len(kept) : len(kept) + 1]
        assert not kept or not unicodedata.category(follows).startswith("M")
