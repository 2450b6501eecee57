"""How the edition switch calls an edition."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils.html import strip_tags

from broadsheet.theme.templatetags.theme import edition_label


@pytest.mark.parametrize(
    ("language", "market", "shown"),
    [
        ("en", "English", "English"),
        ("en", "", "English"),
        ("en", "Asia", "English · Asia"),
        ("zh-Hans", "中文 · 海外版", "中文 · 海外版"),
        ("zh-Hans", "中文", "中文"),
        ("ar", "العربية", "العربية"),
        ("ja", "<b>", "日本語 · &lt;b&gt;"),
    ],
)
def test_the_market_is_named_only_where_it_adds_something(
    language: str, market: str, shown: str
) -> None:
    assert strip_tags(edition_label(SimpleNamespace(language=language, market=market))) == shown
