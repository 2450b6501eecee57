"""Text from files made fit to store."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories.pictures.plain import decode, one_line, plain, repair


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Cafe\u0301", "Café"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("left \u202egnp.exe", "left gnp.exe"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\r\ntwo\rthree\n\n\n\nfour", "one\ntwo\nthree\n\nfour"),
        ("\ufeff  padded\u00a0 out \t", "padded out"),
        ("<b onclick=alert(1)>", "<b onclick=alert(1)>"),
        ("lone \ud800 surrogate", "lone surrogate"),
    ],
)
def test_plain(given_text: str, expected: str) -> None:
    assert plain(given_text) == expected


def test_too_long_is_cut_at_a_blank() -> None:
    assert plain("The harbour master said", 14) == "The harbour…"
    assert one_line("x" * 300, 255) == "x" * 254 + "…"


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("Â© Corbis", "© Corbis"),
        ("CafÃ©", "Café"),
        ("Ã‚Â© Corbis", "© Corbis"),
        ("å†™çœŸ", "写真"),
        ("Ångström à Orléans", "Ångström à Orléans"),
        ("Â© and 写真", "Â© and 写真"),
    ],
)
def test_repair(garbled: str, right: str) -> None:
    assert repair(garbled) == right


def test_decode_never_fails() -> None:
    assert decode(b"\x81\xff") == "\x81ÿ"
    assert decode(b"abc", "no-such-charset") == "abc"


@given(st.text())
def test_plain_is_stored_by_any_database(text: str) -> None:
    clean = plain(text, 100)
    assert len(clean) <= 100
    assert "\x00" not in clean
    assert clean.encode().decode() == unicodedata.normalize("NFC", clean)
