"""A picture that is taken in twice is scaled once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from broadsheet.stories.models import Picture
from tests.factories import PictureFactory, picture_file

pytestmark = pytest.mark.django_db

SPECS = ("fill-120x80|format-jpeg", "width-200|format-webp")


@pytest.fixture
def first() -> Picture:
    """A picture that has its files."""
    picture = PictureFactory(file=picture_file("quay.jpg"))
    picture.get_renditions(*SPECS)
    return picture


@pytest.fixture
def encodings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is encoded from now on."""
    encoded: list[str] = []
    original = Picture.generate_rendition_file

    def generate(picture: Picture, filter: Any, **options: Any) -> Any:
        encoded.append(filter.spec)
        return original(picture, filter, **options)

    monkeypatch.setattr(Picture, "generate_rendition_file", generate)
    return encoded


def _bytes(picture: Picture, spec: str) -> bytes:
    with picture.renditions.get(filter_spec=spec).file.open() as file:
        return bytes(file.read())


def test_the_files_are_copied_and_are_its_own(first: Picture, encodings: list[str]) -> None:
    second = PictureFactory(title="潮", file=picture_file("pier.jpg"))
    made = second.get_renditions(*SPECS)
    assert encodings == []
    assert list(made) == list(SPECS)
    for spec in SPECS:
        assert _bytes(second, spec) == _bytes(first, spec)
        assert "-pier." in made[spec].file.name
        assert (
            Path(made[spec].file.name).suffix
            == Path(first.renditions.get(filter_spec=spec).file.name).suffix
        )
        assert (made[spec].width, made[spec].height) == (
            first.renditions.get(filter_spec=spec).width,
            first.renditions.get(filter_spec=spec).height,
        )
    first.delete()
    assert all(_bytes(second, spec) for spec in SPECS)


def test_what_the_twin_lacks_is_made(first: Picture, encodings: list[str]) -> None:
    second = PictureFactory(file=picture_file("pier.jpg"))
    second.get_renditions(*SPECS, "width-200|format-jpeg", "width-100|format-jpeg")
    assert sorted(encodings) == ["width-100|format-jpeg", "width-200|format-jpeg"]
    assert second.renditions.count() == 4


@pytest.mark.parametrize(
    "other",
    [
        {"credit": "Another agency"},
        {"usage_terms": "No resale."},
        {"file": picture_file("pier.jpg", colour=(1, 2, 3))},
    ],
    ids=["credit", "terms", "picture"],
)
def test_other_rights_or_another_file_are_no_twin(
    first: Picture, encodings: list[str], other: dict[str, Any]
) -> None:
    second = PictureFactory(**{"file": picture_file("pier.jpg"), **other})
    second.get_renditions(*SPECS)
    assert sorted(encodings) == sorted(SPECS)


def test_another_focal_point_counts_where_it_cuts(first: Picture, encodings: list[str]) -> None:
    second = PictureFactory(
        file=picture_file("pier.jpg"),
        focal_point_x=10,
        focal_point_y=10,
        focal_point_width=4,
        focal_point_height=4,
    )
    second.get_renditions(*SPECS)
    assert encodings == ["fill-120x80|format-jpeg"]


def test_a_lost_file_is_made_anew(first: Picture, encodings: list[str]) -> None:
    for rendition in first.renditions.all():
        rendition.file.storage.delete_now(rendition.file.name)
    second = PictureFactory(file=picture_file("pier.jpg"))
    second.get_renditions(*SPECS)
    assert sorted(encodings) == sorted(SPECS)
    assert all(_bytes(second, spec) for spec in SPECS)
