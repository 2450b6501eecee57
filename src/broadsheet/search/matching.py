"""Which entries of the full-text index hold all terms of a query, on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, F, QuerySet, Value
from django.db.models.functions import Cast
from modelsearch.conf import get_app_config

from broadsheet.search.expressions import for_postgresql, for_sqlite
from broadsheet.search.terms import Term
from broadsheet.stories.models import Story


def matching_entries(terms: list[Term]) -> QuerySet[Any]:
    """Index entries of stories that have all of `terms`, with their `story_id` and `rank`.

    The smaller the rank, the better the story fits. `terms` must not be empty.
    """
    if connection.vendor == "postgresql":
        found, entry = _on_postgresql(terms), ""
    else:
        found, entry = _on_sqlite(terms), "index_entry__"
    # Adding nothing keeps SQLite from going through all entries of stories first, and asking the
    # full-text index about each.
    kind = F(f"{entry}content_type_id") + 0
    return found.annotate(kind=kind, story_id=Cast(f"{entry}object_id", BigIntegerField())).filter(
        kind=ContentType.objects.get_for_model(Story).pk
    )


def _on_postgresql(terms: list[Term]) -> QuerySet[Any]:
    from django.contrib.postgres.search import SearchQuery, SearchRank

    query = SearchQuery(for_postgresql(terms), search_type="raw", config="simple")
    entries = get_app_config().get_model("IndexEntry").objects.filter(body=query)
    return entries.annotate(rank=Value(0.0) - SearchRank("body", query))


def _on_sqlite(terms: list[Term]) -> QuerySet[Any]:
    from modelsearch.backends.database.sqlite.query import (
        BM25,
        MatchExpression,
        SearchQueryExpression,
    )

    query = SearchQueryExpression(Value(for_sqlite(terms)))
    entries = get_app_config().get_model("SQLiteFTSIndexEntry").objects
    return entries.filter(MatchExpression(["body"], query)).annotate(rank=BM25())
