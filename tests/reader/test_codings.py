"""Accept-Encoding, RFC 9110 section 12.5.3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.reader.codings import preference


@pytest.mark.parametrize(
    ("header", "liked"),
    [
        ("", ()),
        ("gzip", ("gzip",)),
        ("x-gzip", ("gzip",)),
        ("GZIP", ("gzip",)),
        ("gzip, deflate, br, zstd", ("br", "gzip")),
        ("gzip, deflate, br", ("br", "gzip")),
        ("zstd, gzip", ("zstd", "gzip")),
        ("br;q=0.5, gzip;q=1.0", ("gzip", "br")),
        ("br;q=0.2, zstd;q=0.3", ("zstd",)),
        ("br; q=0.8 , gzip ;q=0.8", ("br", "gzip")),
        ("*", ("br", "gzip")),
        ("*;q=0", ()),
        ("br;q=0, *", ("zstd", "gzip")),
        ("gzip;q=0", ()),
        ("gzip;q=0.000", ()),
        ("identity", ()),
        ("identity, gzip;q=0.5", ()),
        ("identity;q=0.5, gzip", ("gzip",)),
        ("identity;q=0, gzip;q=0.001", ("gzip",)),
        ("deflate, compress", ()),
    ],
)
def test_weights_decide_and_then_size(header: str, liked: tuple[str, ...]) -> None:
    assert preference(header) == liked


@pytest.mark.parametrize("weight", ["2", "1.001", "0.1234", "-1", "nan", "1e3", "", "0,5", "٠"])
def test_a_weight_that_is_none_is_not_guessed(weight: str) -> None:
    assert preference(f"gzip;q={weight}") == ()


def test_a_header_longer_than_any_browsers_counts_as_none() -> None:
    assert preference("gzip," * 1000) == ()


@given(st.text(max_size=200))
def test_any_header_gives_one_of_eight_answers(header: str) -> None:
    liked = preference(header)
    assert len(liked) <= 2
    assert set(liked) <= {"br", "zstd", "gzip"}
    assert not {"br", "zstd"} <= set(liked)


@given(
    st.dictionaries(
        st.sampled_from(["br", "zstd", "gzip", "identity", "*"]), st.integers(0, 1000), max_size=5
    )
)
def test_nothing_refused_is_sent_and_the_best_comes_first(weights: dict[str, int]) -> None:
    header = ", ".join(f"{name};q={weight / 1000:.3f}" for name, weight in weights.items())
    liked = preference(header)
    effective = {name: weights.get(name, weights.get("*", 0)) for name in ("br", "zstd", "gzip")}
    assert all(effective[name] > 0 for name in liked)
    assert [effective[name] for name in liked] == sorted(
        (effective[name] for name in liked), reverse=True
    )
    if max(effective.values()) > 0 and max(effective.values()) >= weights.get("identity", 0):
        assert effective[liked[0]] == max(effective.values())
