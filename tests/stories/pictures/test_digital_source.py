"""IPTC's codes for how a picture was made."""

from __future__ import annotations

import pytest

from broadsheet.stories.pictures.digital_source import SCHEME, DigitalSource, code_of


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (SCHEME + "trainedAlgorithmicMedia", DigitalSource.TRAINED),
        (SCHEME.replace("http:", "https:") + "digitalCapture", DigitalSource.CAPTURE),
        (SCHEME + "digitalArt", DigitalSource.CREATED),
        (SCHEME + "madeUp", ""),
        ("https://elsewhere.example/digitalCapture", ""),
        ("digitalCapture", ""),
        ("", ""),
    ],
)
def test_code_of(address: str, code: str) -> None:
    assert code_of(address) == code
