"""A million stories with reads, for measuring lists: written by SQLite itself, in its own order."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

    from broadsheet.stories.models import Special


def grow_standings(stories: int, there: int) -> Special:
    """Public stories up to `stories` beside those `there`, all with reads of today; the special of
    a hundred of them.
    """
    from django.db import connection

    from broadsheet.popularity.models import Reckoning
    from broadsheet.stories.actions.open_special import open_special
    from broadsheet.stories.models import Edition, Section, Story

    edition, section = Edition.objects.get(), Section.objects.get()
    special = open_special(edition, "The Long Tide")
    names = [field.column for field in Story._meta.concrete_fields if not field.primary_key]
    changed = {
        "path": "s.path || n.number",
        "kind": "CASE WHEN n.number % 50 = 0 THEN 'video' ELSE 'text' END",
    }
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changed.get(name, f's."{name}"') for name in names)
    numbers = (
        "WITH RECURSIVE n (number) AS "
        f"(SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < {stories - there}) "
    )
    standings = (
        "INSERT INTO popularity_standing "
        "(place_id, story_id, kind, published_at, hour, day, week) SELECT {place}, id, kind, "
        "published_at, id % 7, 1 + (id * 7919) % 99991, 1 + (id * 7919) % 99991 "
        "FROM stories_story {which}"
    )
    with (
        connection.cursor() as cursor,
        indexed_afterwards(cursor, "stories_story", "popularity_standing"),
    ):
        cursor.execute(
            f"{numbers} INSERT INTO stories_story ({columns}) SELECT {values} "
            "FROM n JOIN stories_story s ON s.id = 1"
        )
        for place, which in (
            (edition.home.pk, ""),
            (section.pk, ""),
            (special.pk, "WHERE id % 10000 = 3"),
        ):
            cursor.execute(standings.format(place=place, which=which))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    Reckoning.objects.create(pk=1, until=int(time.time()) // 60)
    return special


@contextmanager
def indexed_afterwards(cursor: CursorWrapper, *tables: str) -> Iterator[None]:
    """Leave off the indexes of `tables` in the block, and build them anew at its end.

    A sorted index is written in a fraction of the time that its rows take one by one.
    """
    marks = ", ".join(["%s"] * len(tables))
    cursor.execute(
        "SELECT name, sql FROM sqlite_master "
        f"WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})",
        tables,
    )
    indexes = cursor.fetchall()
    for name, _made in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _name, made in indexes:
        cursor.execute(made)
