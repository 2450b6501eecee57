"""Metadata into fields: only empty ones, only what fits."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from broadsheet.stories.models import Picture
from broadsheet.stories.pictures.filling import fill, values_for
from broadsheet.stories.pictures.metadata import PhotoMetadata
from tests.stories.pictures.samples import encoded, upload

pytestmark = pytest.mark.django_db

SAID = PhotoMetadata(
    title="Fire at the quay",
    caption="One.\n\nTwo.",
    alt="Smoke over\nboats",
    source="Pool",
    instructions="No sales",
    licence_url="www.tidings.example/licence",
    digital_source="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    city="Almery",
    country="Hask",
    taken=datetime(2026, 3, 14, 17, 30, tzinfo=UTC),
)


def _picture(**fields: object) -> Picture:
    return Picture(file=upload(encoded(), "IMG_0042.jpg"), **fields)


def test_empty_fields_are_filled() -> None:
    picture = _picture()
    fill(picture, SAID)
    assert picture.title == "Fire at the quay"
    assert picture.caption == "One.\n\nTwo."
    assert picture.description == "Smoke over boats"
    assert picture.credit == "Pool"
    assert picture.usage_terms == "No sales"
    assert picture.licence_url == "https://www.tidings.example/licence"
    assert picture.digital_source == "digitalCapture"
    assert picture.place == "Almery, Hask"
    assert picture.taken_at == SAID.taken


def test_what_stands_stays() -> None:
    picture = _picture(title="The quay", credit="Ours", place="Elsewhere")
    fill(picture, SAID)
    assert (picture.title, picture.credit, picture.place) == ("The quay", "Ours", "Elsewhere")


@pytest.mark.parametrize("title", ["", " ", "IMG_0042", "IMG_0042.jpg"])
def test_a_file_name_is_no_title(title: str) -> None:
    picture = _picture(title=title)
    fill(picture, SAID)
    assert picture.title == "Fire at the quay"


def test_without_a_title_the_file_name_is_one() -> None:
    picture = _picture()
    fill(picture, PhotoMetadata())
    assert picture.title == "IMG_0042"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "<script>", "https://x.example/" + "a" * 200, "licence"]
)
def test_only_web_addresses_are_licence_addresses(address: str) -> None:
    assert "licence_url" not in values_for(_picture(), PhotoMetadata(licence_url=address))


def test_every_value_fits_its_field() -> None:
    long = "word " * 5_000
    said = PhotoMetadata(title=long, caption=long, credit=long, creator=long, city=long, alt=long)
    picture = _picture()
    fill(picture, said)
    picture.full_clean(exclude=["collection", "tags"], validate_unique=False)
    assert len(picture.credit) <= 255
    assert len(picture.caption) <= 10_000


def test_a_wall_clock_is_read_in_the_zone_of_who_takes_it_in() -> None:
    clock = PhotoMetadata(taken=datetime.fromisoformat("2026-03-14T09:00"))
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        taken = values_for(_picture(), clock)["taken_at"]
    assert taken == datetime(2026, 3, 14, 1, 0, tzinfo=UTC)
