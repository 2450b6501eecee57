"""A clip's way in, in code and at the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from broadsheet.stories.models import Clip
from tests.stories.clips import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("contexts")]


def _mp4(name: str = "tide.mp4", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, samples.mp4() if data is None else data)


def _stored(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_length_and_size_are_read_from_the_file() -> None:
    clip = Clip.objects.create(title="Tide", type="video", file=_mp4())
    clip.refresh_from_db()
    assert (clip.duration, clip.width, clip.height) == (12.5, 640, 360)


def test_what_was_entered_stays() -> None:
    clip = Clip.objects.create(title="Tide", type="video", file=_mp4(), duration=7, width=320)
    assert (clip.duration, clip.width, clip.height) == (7, 320, 360)


def test_a_refused_file_leaves_nothing(settings: Any) -> None:
    clip = Clip(title="Tide", type="video", file=_mp4(data=b"<html>"), captions=_mp4("a.vtt"))
    with pytest.raises(ValidationError) as refusal:
        clip.save()
    assert set(refusal.value.message_dict) == {"file", "captions"}
    assert _stored(settings) == []


def test_at_the_desk(client: Client, settings: Any) -> None:
    client.force_login(User.objects.create_superuser("ada", "ada@tidings.example", "secret"))
    address = reverse("wagtailmedia:add", args=["video"])
    given = {"title": "Tide", "collection": Collection.get_first_root_node().pk, "duration": ""}
    bad = client.post(address, {**given, "file": _mp4(data=samples.mp4()[:-30])})
    assert "stops before its end" in str(bad.context["form"].errors["file"])
    assert _stored(settings) == []
    good = client.post(address, {**given, "file": _mp4()})
    assert good.status_code == 302
    assert Clip.objects.get().duration == 12.5
