"""Make a picture's files in every size and format before a reader asks for them."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.db.models import QuerySet

from broadsheet.stories.models import Person, Picture
from broadsheet.theme.pictures import FAMILIES

logger = logging.getLogger(__name__)
PAGES = ("fronts", "free")
PORTRAITS = "face"


def make_picture_files(picture: Picture, families: Iterable[str] = ()) -> int:
    """Make what is missing of the picture's files in these families; how many it has then.

    Without families: all that any page, feed or sitemap uses of it.

    A file that can't be made (a picture whose original is gone or broken) is logged, not raised:
    pages leave such a picture out.
    """
    families = families or [*PAGES, *([PORTRAITS] if _portraits().filter(pk=picture.pk) else [])]
    specs = [spec for family in families for spec in FAMILIES[family].specs()]
    try:
        return len(picture.get_renditions(*specs))
    except (OSError, ValueError) as error:
        logger.warning("No files for picture %s (%s): %s", picture.pk, picture, error)
        return 0


def make_front_files(pictures: Iterable[Picture]) -> int:
    """What fronts show of many pictures, on all processors; how many files they have then."""

    def make(picture: Picture) -> int:
        try:
            return make_picture_files(picture, ["fronts"])
        finally:
            connection.close()

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(make, pictures))


def next_without_files(failed: set[int], after: int = 0) -> Picture | None:
    """The newest picture whose files are missing, leaving out those in `failed`.

    With `after` only pictures with larger keys are looked at.
    """
    for pictures, family in ((Picture.objects.all(), PAGES[-1]), (_portraits(), PORTRAITS)):
        last = FAMILIES[family].specs()[-1]
        waiting = pictures.filter(pk__gt=after).exclude(pk__in=failed)
        waiting = waiting.exclude(renditions__filter_spec=last)
        if found := waiting.order_by("-pk").first():
            return found
    return None


def _portraits() -> QuerySet[Picture]:
    return Picture.objects.filter(pk__in=Person.objects.values("portrait"))
