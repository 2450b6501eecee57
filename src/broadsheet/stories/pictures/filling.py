"""From a file's metadata to a picture's fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from broadsheet.stories.pictures.digital_source import code_of
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.plain import MAX_TEXT, one_line, plain

_is_address = URLValidator(schemes=["http", "https"])
_SEVERAL_LINES = ("caption", "usage_terms")


class Fillable(Protocol):
    """What is filled: a picture with a file and a title."""

    title: str
    file: Any
    _meta: Any


def values_for(picture: Fillable, metadata: PhotoMetadata) -> dict[str, Any]:
    """Field name -> value that `metadata` offers for `picture`, cut to what the field holds."""
    offered: Mapping[str, str] = {
        "title": metadata.title or metadata.headline,
        "description": metadata.alt,
        "caption": metadata.caption,
        "credit": metadata.credit or metadata.source,
        "creator": metadata.creator,
        "copyright_notice": metadata.copyright_notice,
        "usage_terms": metadata.usage_terms or metadata.instructions,
        "licence_url": _address(metadata.licence_url),
        "digital_source": code_of(metadata.digital_source),
        "place": ", ".join(part for part in (metadata.city, metadata.country) if part),
    }
    values: dict[str, Any] = {}
    for name, value in offered.items():
        limit = picture._meta.get_field(name).max_length or MAX_TEXT
        clean = plain(value, limit) if name in _SEVERAL_LINES else one_line(value, limit)
        if clean:
            values[name] = clean
    if metadata.taken:
        values["taken_at"] = _aware(metadata.taken)
    return values


def fill(picture: Fillable, metadata: PhotoMetadata) -> None:
    """Fill `picture`'s empty fields from `metadata`. A title that is the file's name is empty."""
    stem = PurePath(picture.file.name or "").stem
    offered = values_for(picture, metadata)
    if picture.title.strip() in ("", stem, PurePath(picture.file.name or "").name):
        picture.title = offered.get("title") or picture.title.strip() or stem[:255]
    for name, value in offered.items():
        if not getattr(picture, name):
            setattr(picture, name, value)


def _address(value: str) -> str:
    """`value` if it is a web address that fits the field, with the scheme it may lack."""
    value = value.strip()
    if value.lower().startswith("www."):
        value = f"https://{value}"
    try:
        _is_address(value)
    except ValidationError:
        return ""
    return value if len(value) <= 200 else ""


def _aware(taken: datetime) -> datetime:
    """`taken` with a zone: a wall clock is read in the zone of whoever takes the picture in."""
    return taken if timezone.is_aware(taken) else timezone.make_aware(taken)
