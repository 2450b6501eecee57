"""Take the pictures of a story that left the public away from the addresses that readers know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ReferenceIndex

from broadsheet.stories.file_names import captions_path, clip_path
from broadsheet.stories.models import Clip, Picture, Story
from broadsheet.stories.pictures.storage import PatientStorage
from broadsheet.stories.shown_in_public import is_shown

Shown = Picture | Clip
T = TypeVar("T", Picture, Clip)
CLIP_FILES = {"file": clip_path, "alternative_file": clip_path, "captions": captions_path}


@transaction.atomic
def withdraw_files(story: Story) -> list[Shown]:
    """Let the files of what `story` shows go by other names, unless it is shown elsewhere in
    public; those that do. The desk keeps all of them, and pages that show them again find them.

    `story` is public no longer.
    """
    clips = list(_shown_by(story, Clip))
    posters = Picture.objects.filter(pk__in=[clip.poster_id for clip in clips])
    pictures: list[Picture] = [*_shown_by(story, Picture), *posters]
    withdrawn: list[Shown] = [*withdraw_unshown(dict.fromkeys(pictures))]
    for clip in clips:
        if not is_shown(clip):
            _withdraw_clip(clip)
            withdrawn.append(clip)
    return withdrawn


def withdraw_unshown(pictures: Iterable[Picture]) -> list[Picture]:
    """The same for those of `pictures` that nothing public shows; those that do."""
    unshown = [picture for picture in pictures if not is_shown(picture)]
    for picture in unshown:
        _withdraw_picture(picture)
    return unshown


def _shown_by(story: Story, model: type[T]) -> Iterator[T]:
    to = ReferenceIndex.get_references_for_object(story).filter(
        to_content_type=ContentType.objects.get_for_model(model)
    )
    yield from model.objects.filter(pk__in=set(to.values_list("to_object_id", flat=True)))


def _withdraw_picture(picture: Picture) -> None:
    storage = PatientStorage()
    names = picture.file_names()
    before = picture.file.name
    picture.file.name = storage.rename(before, picture.get_upload_to(PurePath(before).name))
    Picture.objects.filter(pk=picture.pk).update(file=picture.file.name)
    picture.renditions.all().delete()
    storage.forget(names)


def _withdraw_clip(clip: Clip) -> None:
    changes = {}
    for field, path in CLIP_FILES.items():
        if before := getattr(clip, field).name:
            changes[field] = PatientStorage().rename(before, path(clip, PurePath(before).name))
    Clip.objects.filter(pk=clip.pk).update(**changes)
