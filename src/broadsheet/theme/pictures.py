"""Pictures in the sizes and formats that pages use, cropped around their focal point.

Two families keep the number of files small: `fronts` (3:2, for every card and rail) and `free`
(the picture's own proportions, for stories). Each size is made once as AVIF, WebP and JPEG: a page
that is rendered before all of them are there makes the JPEGs, which is done quickly, and is told
when the others have come.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from broadsheet.plates import tags
from broadsheet.plates.rounds import once

logger = logging.getLogger(__name__)

BETTER = {"avif": "image/avif", "webp": "image/webp"}
JPEG = "jpeg"
# What the tags of `files_of` begin with.
FILES = "files:"


@dataclass(frozen=True)
class Family:
    """A way of cropping: Wagtail's operations for each width, and what a browser is told."""

    key: str
    operations: tuple[str, ...]

    def spec(self, operation: str, file_format: str) -> str:
        """Wagtail's filter specification of one file."""
        return f"{operation}|format-{file_format}"

    def specs(self, *formats: str) -> list[str]:
        """The filter specifications of the family's files: in these formats, or in all."""
        names = formats or (*BETTER, JPEG)
        return [self.spec(each, name) for name in names for each in self.operations]

    @property
    def mark(self) -> str:
        """The file whose absence says that some are to be made: pages don't make it."""
        return self.specs()[0]


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
    """The files of `picture` in a family; the JPEGs are made if they are missing.

    A page that had to do without one of the others bears `files_of(picture)`. `None` where not even
    the JPEGs can be made: a page leaves such a picture out.
    """
    return once(
        ("files of", picture.pk, picture.file.name, family_key), lambda: _files(picture, family_key)
    )


def _files(picture: Any, family_key: str) -> Responsive | None:
    family = FAMILIES[family_key]
    wanted = family.specs(JPEG)
    try:
        files = picture.get_ready_renditions(family.specs(*BETTER), and_made=wanted)
    except (OSError, ValueError) as error:
        report_lost(picture.pk, str(error))
        return None
    jpegs = [files[spec] for spec in wanted]
    better = {
        mime: [files[spec] for spec in family.specs(name) if spec in files]
        for name, mime in BETTER.items()
    }
    complete = {mime: found for mime, found in better.items() if len(found) == len(wanted)}
    if len(complete) < len(better):
        tags.bear(files_of(picture))
    biggest = max(jpegs, key=lambda file: file.width)
    middle = jpegs[min(1, len(jpegs) - 1)]
    return Responsive(
        sources=[Source(mime, _srcset(found)) for mime, found in complete.items()],
        srcset=_srcset(jpegs),
        src=middle.url,
        largest=biggest.url,
        width=biggest.width,
        height=biggest.height,
    )


def files_of(picture: Any) -> str:
    """The tag of pages that show `picture` in fewer formats than it will have."""
    return f"{FILES}{picture.pk}"


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
