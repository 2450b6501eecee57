"""Languages as agencies write them."""

from __future__ import annotations

import pytest

from broadsheet.formats.language_names import TAGS
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
        ("fre", "fr"),
        ("fra", "fr"),
        ("chi", "zh"),
        ("zho_TW", "zh-TW"),
        ("gd", "gd"),
    ],
)
def test_the_shortest_code(written: str, tag: str | None) -> None:
    assert language_tag(written) == tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("jp", "ja"),
        ("cn", "zh"),
        ("JP-JP", "ja-JP"),
        ("iw", "he"),
        ("in_ID", "id-ID"),
        ("ji", "yi"),
        ("en-UK", "en-GB"),
        ("zh-CHT", "zh-Hant"),
        ("zh_CHS_SG", "zh-Hans-SG"),
        ("cht", "zh-Hant"),
        ("en_US.UTF-8", "en-US"),
        ("de_DE@euro", "de-DE"),
        # Languages of their own, though a country is called so, too.
        ("se", "se"),
        ("uk", "uk"),
        ("br", "br"),
    ],
)
def test_what_was_meant(written: str, tag: str) -> None:
    assert language_tag(written) == tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("English", "en"),
        ("ENGLISH (UK)", "en"),
        ("Chinese", "zh"),
        ("Chinese (Traditional)", "zh-Hant"),
        ("Simplified Chinese", "zh-Hans"),
        ("简体中文", "zh-Hans"),
        ("Português", "pt"),
        ("portugues", "pt"),
        ("Deutsch", "de"),
        ("French", "fr"),
        ("Français", "fr"),
        ("Spanish; Castilian", "es"),
        ("Swedish", "sv"),
        ("العربية", "ar"),
        ("日本語", "ja"),
        ("Norsk bokmål", "nb"),
        ("Tiếng Việt", "vi"),
        ("Klingon", None),
        ("", None),
        ("(", None),
    ],
)
def test_names(written: str, tag: str | None) -> None:
    assert language_tag(written) == tag


def test_every_name_leads_to_a_tag() -> None:
    for tag in set(TAGS.values()):
        assert language_tag(tag) == tag
    # No name is a code of another language.
    assert [name for name, tag in TAGS.items() if language_tag(name) != tag] == []
