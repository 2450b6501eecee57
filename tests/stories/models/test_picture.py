"""A picture's way in, in code; and its renditions' way out of date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from PIL.ExifTags import Base

from broadsheet.stories.models import Picture, PictureRendition, RetiredFile
from broadsheet.stories.pictures.inspection import PictureRefused
from tests.factories import PictureFactory
from tests.stories.pictures.samples import WIRE_PHOTO, encoded, upload

pytestmark = pytest.mark.django_db


def _stored(settings: Any) -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_new_picture_is_filled_from_its_file() -> None:
    picture = Picture(file=upload(WIRE_PHOTO))
    picture.save()
    picture.refresh_from_db()
    assert picture.title == "quay"
    assert picture.credit == "Agence Marée"
    assert picture.creator == "Zoë Müller"
    assert picture.caption == "Café à Orléans"
    assert picture.place == "Orléans, France"
    assert len(picture.file_hash) == 40


def test_saving_again_fills_nothing() -> None:
    picture = Picture.objects.create(file=upload(WIRE_PHOTO))
    picture.credit = ""
    picture.save()
    picture.refresh_from_db()
    assert picture.credit == ""


@pytest.mark.parametrize(
    "data", [b"", b"<html>", encoded()[:-200], encoded("PNG"), encoded() + b"<script>x</script>"]
)
def test_a_refused_file_leaves_nothing(data: bytes, settings: Any) -> None:
    picture = Picture(title="Bad", file=upload(data))
    with pytest.raises(PictureRefused):
        picture.save()
    assert Picture.objects.count() == 0
    assert _stored(settings) == []


def test_a_failed_save_leaves_no_file(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Picture(title="x", file=upload(WIRE_PHOTO), collection_id=None)
    with pytest.raises(Exception, match="collection"):
        picture.save()
    assert _stored(settings) == []


@pytest.mark.parametrize(("orientation", "size"), [(1, (64, 48)), (6, (48, 64)), (3, (64, 48))])
def test_size_is_that_of_the_picture_as_it_is_seen(orientation: int, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    picture = Picture.objects.create(file=upload(encoded(exif=exif.tobytes())))
    picture.refresh_from_db()
    assert (picture.width, picture.height) == size
    rendition = picture.get_rendition("original")
    assert (rendition.width, rendition.height) == size


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("credit", "Another"),
        ("creator", "Another"),
        ("copyright_notice", "© Another"),
        ("usage_terms", "Never"),
        ("licence_url", "https://another.example/"),
        ("digital_source", "composite"),
    ],
)
def test_changed_rights_drop_renditions(
    field: str, value: str, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    picture = PictureFactory()
    old = picture.get_rendition("width-100|format-webp")
    with django_capture_on_commit_callbacks(execute=True):
        setattr(picture, field, value)
        picture.save()
    assert PictureRendition.objects.count() == 0
    kept = [name for name in _stored(settings) if name.startswith("images/")]
    assert kept == [retired.name for retired in RetiredFile.objects.all()]
    new = picture.get_rendition("width-100|format-webp")
    assert new.pk != old.pk
    assert new.url != old.url


def test_other_changes_keep_renditions() -> None:
    picture = PictureFactory()
    old = picture.get_rendition("width-100")
    picture.caption = "Corrected."
    picture.save()
    assert picture.get_rendition("width-100") == old


def test_a_process_that_remembers_old_renditions_does_not_show_them() -> None:
    picture = PictureFactory()
    remembered = picture.get_rendition("width-100")
    key = remembered.get_cache_key()
    picture.credit = "Another"
    picture.save()
    PictureRendition.cache_backend.set(key, remembered)
    assert picture.get_rendition("width-100").url != remembered.url


def test_a_new_file_replaces_the_old_one_and_its_renditions(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    picture = PictureFactory()
    first = picture.file.name
    old = picture.get_rendition("width-100").file.name
    with django_capture_on_commit_callbacks(execute=True):
        picture.file = ContentFile(WIRE_PHOTO, name="other.jpg")
        picture.save()
    assert first not in _stored(settings)
    assert set(_stored(settings)) == {picture.file.name, old}
    assert RetiredFile.objects.get().name == old
    assert (picture.width, picture.height) == (64, 48)


def test_renditions_made_together_bear_rights_too() -> None:
    picture = PictureFactory(credit="Ada Quill")
    made = picture.get_renditions("width-50|format-jpeg", "width-50|format-webp")
    for rendition in made.values():
        with rendition.file.open() as file, Image.open(file) as image:
            assert b"Ada Quill" in image.info["xmp"]
