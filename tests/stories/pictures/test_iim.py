"""IPTC-IIM: character sets, extended datasets, broken streams."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories.pictures import iim
from broadsheet.stories.pictures.metadata import PhotoMetadata
from tests.stories.pictures.samples import UTF8, stream


@pytest.mark.parametrize(
    ("declaration", "raw", "expected"),
    [
        ((), "写真説明".encode(), "写真説明"),
        ((), "Café".encode("latin-1"), "Café"),
        ((), "“Quay”".encode("windows-1252"), "“Quay”"),
        ((UTF8,), "Café".encode(), "Café"),
        ((UTF8,), "Café".encode("latin-1"), "Café"),
        (((1, 90, b"\x1b.A"),), "Café".encode("latin-1"), "Café"),
        (((1, 90, b"\x1b%/I"),), "Café".encode(), "Café"),
        (((1, 90, b"?"),), "Café".encode(), "Café"),
        ((UTF8,), "© Corbis".encode().decode("latin-1").encode(), "© Corbis"),
    ],
)
def test_character_sets(
    declaration: tuple[tuple[int, int, bytes], ...], raw: bytes, expected: str
) -> None:
    assert iim.read(stream(*declaration, (*iim.CAPTION, raw))).caption == expected


def test_every_dataset_lands_in_its_field() -> None:
    data = stream(
        (*iim.TITLE, b"HARBOUR-FIRE"),
        (*iim.INSTRUCTIONS, b"No sales"),
        (*iim.DATE, b"20260314"),
        (*iim.TIME, b"173005-0500"),
        (*iim.BYLINE, b"Ada Quill"),
        (*iim.BYLINE, b"Ben Rook"),
        (*iim.CITY, b"Almery"),
        (*iim.COUNTRY, b"Hask"),
        (*iim.HEADLINE, b"Fire at the quay"),
        (*iim.CREDIT, b"The Tidings"),
        (*iim.SOURCE, b"Pool"),
        (*iim.COPYRIGHT, b"(c) The Tidings"),
        (*iim.CAPTION, b"Smoke.\x00"),
    )
    assert iim.read(data) == PhotoMetadata(
        title="HARBOUR-FIRE",
        headline="Fire at the quay",
        caption="Smoke.",
        creator="Ada Quill; Ben Rook",
        credit="The Tidings",
        source="Pool",
        copyright_notice="(c) The Tidings",
        instructions="No sales",
        city="Almery",
        country="Hask",
        taken=datetime(2026, 3, 14, 17, 30, 5, tzinfo=timezone(timedelta(hours=-5))),
    )


def test_extended_dataset() -> None:
    long = b"x" * 40_000
    data = bytes((0x1C, 2, 120)) + b"\x80\x04" + len(long).to_bytes(4, "big") + long
    assert iim.datasets(data) == {iim.CAPTION: [long]}


def test_stops_where_a_length_points_past_the_end() -> None:
    whole = stream((*iim.CREDIT, b"Kept"))
    assert iim.datasets(whole + stream((*iim.CAPTION, b"cut short"))[:-3]) == {
        iim.CREDIT: [b"Kept"]
    }


@given(st.binary(max_size=400))
def test_any_bytes_give_metadata(data: bytes) -> None:
    assert isinstance(iim.read(data), PhotoMetadata)


@given(
    st.lists(st.tuples(st.just(2), st.sampled_from([5, 55, 60, 80, 120]), st.binary(max_size=60)))
)
def test_any_values_give_clean_text(datasets: list[tuple[int, int, bytes]]) -> None:
    caption = iim.read(stream(*datasets)).caption
    assert "\x00" not in caption
    caption.encode()


def test_written_values_are_read_again() -> None:
    data = iim.write("Ada Quill; Ben Rook", "The Tidings", "© The Tidings")
    assert iim.read(data) == PhotoMetadata(
        creator="Ada Quill; Ben Rook", credit="The Tidings", copyright_notice="© The Tidings"
    )


def test_written_values_keep_to_the_octets_of_the_standard() -> None:
    data = iim.write(credit="潮信报" * 10)
    (value,) = iim.datasets(data)[iim.CREDIT]
    assert len(value) == 30
    assert value.decode() == "潮信报潮信报潮信报潮"


def test_nothing_to_say_writes_nothing() -> None:
    assert iim.write() == b""
