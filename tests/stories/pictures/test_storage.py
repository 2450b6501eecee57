"""A replaced file is served for another day; a deleted picture is gone at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone

from broadsheet.stories.models import PictureRendition, RetiredFile
from broadsheet.stories.pictures.storage import clear_retired_files
from tests.factories import PictureFactory

pytestmark = pytest.mark.django_db
SPEC = "width-100|format-jpeg"


def test_a_replaced_file_stays_for_a_day(
    django_capture_on_commit_callbacks: object,
) -> None:
    picture = PictureFactory()
    old = picture.get_rendition(SPEC).file.name
    picture.credit = "Somebody else"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        picture.save()
    assert not PictureRendition.objects.exists()
    new = picture.get_rendition(SPEC).file.name
    assert new != old
    assert default_storage.exists(old)
    assert clear_retired_files() == 0
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
        assert clear_retired_files() == 1
    assert not default_storage.exists(old)
    assert default_storage.exists(new)


def test_a_file_that_is_used_again_is_kept() -> None:
    name = PictureFactory().get_rendition(SPEC).file.name
    RetiredFile.objects.create(name=name)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert clear_retired_files() == 0
    assert default_storage.exists(name)
    assert not RetiredFile.objects.exists()


def test_a_deleted_picture_is_gone_at_once(django_capture_on_commit_callbacks: object) -> None:
    picture = PictureFactory()
    name = picture.get_rendition(SPEC).file.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        picture.delete()
    assert not default_storage.exists(name)
    assert not RetiredFile.objects.exists()
