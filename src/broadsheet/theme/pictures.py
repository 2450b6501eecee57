"""Pictures in the sizes and formats that pages use, cropped around their focal point.

Two families keep the number of files small: `fronts` (3:2, for every card and rail) and `free`
(the picture's own proportions, for stories). Each size is made once as AVIF, WebP and JPEG.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from broadsheet.plates.rounds import once

logger = logging.getLogger(__name__)

FORMATS = ("avif", "webp", "jpeg")
MIME = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


@dataclass(frozen=True)
class Family:
    """A way of cropping: Wagtail's operations for each width, and what a browser is told."""

    key: str
    operations: tuple[str, ...]

    def spec(self, operation: str, file_format: str) -> str:
        """Wagtail's filter specification of one file."""
        return f"{operation}|format-{file_format}"

    def specs(self) -> list[str]:
        """The filter specifications of every file of the family."""
        return [self.spec(each, name) for name in FORMATS for each in self.operations]


FAMILIES = {
    family.key: family
    for family in (
        Family("fronts", ("fill-320x213", "fill-720x480", "fill-1280x853")),
        Family("free", ("width-480", "width-960", "width-1600")),
        Family("face", ("fill-160x160", "fill-320x320")),
    )
}


@dataclass(frozen=True)
class Source:
    """One `<source>`: a type and its files."""

    mime: str
    srcset: str


@dataclass(frozen=True)
class Responsive:
    """A picture in every size of a family, as a template prints it."""

    sources: list[Source]
    srcset: str
    src: str
    largest: str
    width: int
    height: int

    @property
    def is_tall(self) -> bool:
        """Whether the picture is higher than wide."""
        return self.height > self.width


def responsive(picture: Any, family_key: str) -> Responsive | None:
    """The files of `picture` (a Wagtail image) in a family; they are made if they are missing.

    `None` where they can't be made: a page leaves such a picture out.
    """
    return once(
        ("files of", picture.pk, picture.file.name, family_key), lambda: _files(picture, family_key)
    )


def _files(picture: Any, family_key: str) -> Responsive | None:
    family = FAMILIES[family_key]
    try:
        files = picture.get_renditions(*family.specs())
    except (OSError, ValueError) as error:
        report_lost(picture.pk, str(error))
        return None
    by_format = {
        name: [files[family.spec(each, name)] for each in family.operations] for name in FORMATS
    }
    jpegs = by_format["jpeg"]
    biggest = max(jpegs, key=lambda file: file.width)
    middle = jpegs[min(1, len(jpegs) - 1)]
    return Responsive(
        sources=[Source(MIME[name], _srcset(by_format[name])) for name in ("avif", "webp")],
        srcset=_srcset(jpegs),
        src=middle.url,
        largest=biggest.url,
        width=biggest.width,
        height=biggest.height,
    )


def single_file(picture: Any, spec: str) -> Any | None:
    """The rendition of `picture` for `spec`; `None` where it can't be made."""
    try:
        return picture.get_rendition(spec)
    except (OSError, ValueError) as error:
        report_lost(picture.pk, str(error))
        return None


@lru_cache(maxsize=1024)
def report_lost(key: int, reason: str) -> None:
    """Say once a process, not once a page, that a picture is left out."""
    logger.warning("Picture %s is left out of pages: %s", key, reason)


def _srcset(files: Iterable[Any]) -> str:
    """`url 320w, url 720w`; a small picture that fills several sizes alike stands once."""
    widths: dict[int, str] = {}
    for file in files:
        widths.setdefault(file.width, file.url)
    return ", ".join(f"{url} {width}w" for width, url in sorted(widths.items()))


def prefetch_files(pictures: Iterable[Any], *family_keys: str) -> None:
    """Read the files of many `pictures` with one query, so that printing them asks for no more."""
    wanted = {
        picture.pk: picture
        for picture in pictures
        if picture is not None and not hasattr(picture, "prefetched_renditions")
    }
    if not wanted:
        return
    chosen = list(wanted.values())
    specs = {spec for key in family_keys for spec in FAMILIES[key].specs()}
    renditions = type(chosen[0]).get_rendition_model().objects.filter(filter_spec__in=specs)
    prefetch_related_objects(
        chosen, Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions")
    )
