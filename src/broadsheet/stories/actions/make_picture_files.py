"""Make a picture's files in every size and format before a reader asks for them."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.db.models import QuerySet

from broadsheet.stories.models import Person, Picture
from broadsheet.theme.pictures import FAMILIES, JPEG

logger = logging.getLogger(__name__)
PAGES = ("fronts", "free")
PORTRAITS = "face"


def make_picture_files(picture: Picture) -> bool:
    """Make what is missing of all files that any page, feed or sitemap uses of `picture`.

    Whether that went. Files that can't be made (of a picture whose original is gone or broken) are
    logged, not raised: pages leave such a picture out.
    """
    keys = [*PAGES, PORTRAITS] if _portraits().filter(pk=picture.pk).exists() else PAGES
    try:
        picture.get_renditions(*(spec for key in keys for spec in FAMILIES[key].specs()))
    except (OSError, ValueError) as error:
        logger.warning("No files for picture %s (%s): %s", picture.pk, picture, error)
        return False
    return True


def make_front_files(pictures: Iterable[Picture]) -> None:
    """The JPEGs that fronts show of many pictures, on all processors: a first reader waits."""

    def make(picture: Picture) -> None:
        try:
            picture.get_renditions(*FAMILIES["fronts"].specs(JPEG))
        finally:
            connection.close()

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(make, pictures))


def next_without_files(failed: set[int], after: int = 0) -> Picture | None:
    """The newest picture whose files are missing, leaving out those in `failed`.

    With `after` only pictures with larger keys are looked at.
    """
    everything = Picture.objects.all()
    for pictures, key in (*((everything, page) for page in PAGES), (_portraits(), PORTRAITS)):
        waiting = pictures.filter(pk__gt=after).exclude(pk__in=failed)
        waiting = waiting.exclude(renditions__filter_spec=FAMILIES[key].mark)
        if found := waiting.order_by("-pk").first():
            return found
    return None


def _portraits() -> QuerySet[Picture]:
    return Picture.objects.filter(pk__in=Person.objects.values("portrait"))
