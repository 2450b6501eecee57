"""JPEG segments and Photoshop's blocks in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories.pictures import jpeg, photoshop
from tests.stories.pictures.samples import encoded


def test_segments_are_found_and_the_picture_ends_at_its_end() -> None:
    data = encoded(comment=b"hello \xff\xd9 there", progressive=True)
    parts = list(jpeg.segments(data + b"trailer\xff\xd9"))
    assert [part.payload for part in parts if part.marker == 0xFE] == [b"hello \xff\xd9 there"]
    assert parts[-1].marker == jpeg.EOI
    assert jpeg.end_of_picture(data + b"trailer\xff\xd9") == len(data)


def test_a_picture_without_end_ends_with_the_file() -> None:
    data = encoded()[:-2]
    assert jpeg.end_of_picture(data) == len(data)


@given(st.binary(max_size=300))
def test_any_bytes_end(data: bytes) -> None:
    assert 0 <= jpeg.end_of_picture(b"\xff\xd8" + data) <= len(data) + 2
    assert isinstance(photoshop.resources(data), dict)


@given(st.binary(max_size=200))
def test_any_bytes_behind_a_good_block_leave_it(data: bytes) -> None:
    blocks = photoshop.block(photoshop.IPTC_IIM, b"odd") + data
    assert photoshop.resources(blocks)[photoshop.IPTC_IIM] == b"odd"


def test_a_segment_has_a_greatest_size() -> None:
    assert len(jpeg.segment(jpeg.APP13, b"x" * jpeg.MAX_PAYLOAD)) == jpeg.MAX_PAYLOAD + 4
    with pytest.raises(ValueError, match="65534 bytes"):
        jpeg.segment(jpeg.APP13, b"x" * (jpeg.MAX_PAYLOAD + 1))
