"""The demo newspaper's pictures are drawn beside whatever else is done."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from broadsheet.site.demo.drawing import Drawings
from broadsheet.site.demo.newspaper import Newspaper, read_newspaper


@pytest.fixture
def newspaper() -> Newspaper:
    """The demo newspaper without its stories: its specials show pictures, too."""
    return replace(read_newspaper(), stories={})


def test_what_the_newspaper_shows_is_drawn(newspaper: Newspaper) -> None:
    with Drawings(newspaper) as drawings:
        drawn = drawings.files()
    assert set(drawn) == newspaper.pictures() != set()
    for file in drawn.values():
        assert Image.open(io.BytesIO(file)).format == "JPEG"


def test_a_picture_that_cannot_be_drawn_is_told(newspaper: Newspaper) -> None:
    registers = newspaper.registers
    key = min(newspaper.pictures())
    unknown = replace(registers.pictures[key], scene="nowhere")
    broken = replace(registers, pictures={**registers.pictures, key: unknown})
    with (
        Drawings(replace(newspaper, registers=broken)) as drawings,
        pytest.raises(Exception, match="nowhere"),
    ):
        drawings.files()


def test_nobody_waits_for_what_is_no_longer_wanted(newspaper: Newspaper) -> None:
    whole = read_newspaper()
    with Drawings(whole) as drawings:
        pass
    assert any(one.cancelled() for one in drawings._drawn.values())
