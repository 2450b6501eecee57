"""Languages as agencies write them."""

from __future__ import annotations

import pytest

from broadsheet.formats.languages import language_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("swe", "sv"),
        ("ENG", "en"),
        ("ger_AT", "de-AT"),
        ("deu", "de"),
        ("zho-hant", "zh-Hant"),
        ("yue", "yue"),
        ("gsw-CH", "gsw-CH"),
        ("en", "en"),
        ("Swedish", None),
    ],
)
def test_the_shortest_code(written: str, tag: str | None) -> None:
    assert language_tag(written) == tag
