"""Pictures that were taken in twice: the files of one serve the other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile

from broadsheet.stories.pictures.renditions import PictureFilter

_ENOUGH = 5  # a picture that was taken in a thousand times has its files at the first
_LONGEST_NAME = 60  # Wagtail's own limit for the file of a rendition


def copy_from_twins(picture: Any, filters: Iterable[PictureFilter]) -> dict[PictureFilter, Any]:
    """Filter -> rendition of `picture`, copied from one that is the same to the byte.

    That is so where another picture has the same original and the same rights, and the filter cuts
    the same part out of it. What no twin has, or has lost the file of, is left out.
    """
    wanted = {filter.spec: filter for filter in filters}
    made: dict[PictureFilter, Any] = {}
    if not wanted or not picture.file_hash:
        return made
    twins = type(picture).objects.filter(file_hash=picture.file_hash).exclude(pk=picture.pk)
    first = twins.order_by("pk")[:_ENOUGH]
    same = [twin.pk for twin in first if twin.rights() == picture.rights()]
    found = (
        type(picture).get_rendition_model().objects.filter(image__in=same, filter_spec__in=wanted)
    )
    for rendition in found:
        filter = wanted[rendition.filter_spec]
        if filter in made or rendition.focal_point_key != filter.get_cache_key(picture):
            continue
        try:
            with rendition.file.storage.open(rendition.file.name) as file:
                content = ContentFile(file.read(), name=_name(picture, rendition))
        except FileNotFoundError:
            continue
        made[filter], _new = picture.renditions.get_or_create(
            filter_spec=rendition.filter_spec,
            focal_point_key=rendition.focal_point_key,
            defaults={"file": content},
        )
    return made


def _name(picture: Any, rendition: Any) -> str:
    """The name that Wagtail would give the file."""
    end = (
        ".".join(("", rendition.focal_point_key, rendition.filter_spec.replace("|", ".")))
        + PurePath(rendition.file.name).suffix
    )
    return f"{PurePath(picture.file.name).stem[: _LONGEST_NAME - len(end)]}{end}"
