"""The full-text index of what agencies say: every version of every item, by its key.

A version is written once and stays, so that the index needs none of the texts again. Which version
rules, the dispatches say. What comes is noted, and indexed by the clock within a second or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection, transaction

from broadsheet.desk.models import WordsToIndex
from broadsheet.search.expressions import for_postgresql, for_sqlite
from broadsheet.search.terms import Term
from broadsheet.stories.text import segment, strip_tags
from broadsheet.wire.models import WireItem

#: Seconds between two looks for what has come.
EVERY = 1.0
AT_ONCE = 100
_LINES = ("guid", "slugline", "headline", "standfirst", "byline", "dateline", "place")
_NOTED = "INSERT INTO desk_wordstoindex (item_id) VALUES (%s) ON CONFLICT DO NOTHING"
_PUT = {
    "sqlite": "INSERT INTO desk_wirewords (rowid, words) VALUES (%s, %s)",
    "postgresql": "INSERT INTO desk_wirewords VALUES (%s, to_tsvector('simple', %s)) "
    "ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
}
_FOUND = {
    "sqlite": "SELECT rowid FROM desk_wirewords WHERE desk_wirewords MATCH %s AND rowid < %s "
    "ORDER BY rowid DESC LIMIT %s",
    "postgresql": "SELECT rowid FROM desk_wirewords WHERE words @@ to_tsquery('simple', %s) "
    "AND rowid < %s ORDER BY rowid DESC LIMIT %s",
}
#: No key is as large.
LAST_KEY = 2**63 - 1


def note_words(version: WireItem) -> None:
    """Have the clock index this version."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTED, [version.pk])


def index_noted() -> int:
    """Index what is noted; how many versions that was."""
    done = 0
    noted = WordsToIndex.objects.order_by("pk").values_list("pk", "item__item")
    while some := list(noted[:AT_ONCE]):
        rows = _rows(some)
        # Readers and the intake wait for this transaction, not for the cutting up.
        with transaction.atomic():
            _put(rows)
            WordsToIndex.objects.filter(pk__in=[key for key, _words in rows]).delete()
        done += len(rows)
    return done


def index(versions: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Let versions of items, each with its key, be found by what they say, which are items as JSON.

    One that is read anew is found by the words of its earlier reading as well, on SQLite.
    """
    _put(_rows(versions))


def matching(terms: list[Term], most: int, below: int = LAST_KEY) -> list[int]:
    """The keys of at most so many versions that have all of `terms` (which must not be none), the
    last that came first; only such as are smaller than `below`."""
    asked = for_sqlite if connection.vendor == "sqlite" else for_postgresql
    with connection.cursor() as cursor:
        cursor.execute(_FOUND[connection.vendor], [asked(terms), below, most])
        return [key for (key,) in cursor.fetchall()]


def _rows(versions: Iterable[tuple[int, Mapping[str, Any]]]) -> list[tuple[int, str]]:
    return [(key, segment(" ".join(_texts(said)))) for key, said in versions]


def _put(rows: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_PUT[connection.vendor], rows)


def _texts(said: Mapping[str, Any]) -> Iterator[str]:
    for name in _LINES:
        yield said.get(name) or ""
    blocks = said.get("body") or ()
    yield strip_tags(" ".join(block["html"] for block in blocks))
    for one in (*blocks, *(said.get("media") or ())):
        yield one.get("headline") or ""
        yield one.get("caption") or ""
    for subject in said.get("subjects") or ():
        yield subject.get("name") or ""
