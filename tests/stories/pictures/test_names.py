"""Names of pictures' files: nobody finds one by guessing."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from tests.factories.pictures import PictureFactory, picture_file

pytestmark = pytest.mark.django_db


def test_two_pictures_of_one_name_lie_where_nobody_guesses() -> None:
    first, second = (PictureFactory(file=picture_file("minister.jpg")) for _ in range(2))
    stems = [PurePath(one.file.name).stem for one in (first, second)]
    assert all(stem.endswith("-minister") and len(stem) >= 10 for stem in stems)
    assert stems[0] != stems[1]
    rendition = first.get_rendition("width-100|format-webp")
    assert PurePath(rendition.file.name).name.startswith(stems[0])


def test_a_long_name_loses_its_end_and_not_its_secret() -> None:
    picture = PictureFactory(file=picture_file(f"{'harbour' * 40}.jpg"))
    stem = PurePath(picture.file.name).stem
    secret = stem.partition("-")[0]
    assert len(secret) == 10
    rendition = picture.get_rendition("width-100|format-webp")
    assert PurePath(rendition.file.name).name.startswith(f"{secret}-harbour")
