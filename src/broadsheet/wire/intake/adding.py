"""A new row, by a statement that is written once.

For each row that it saves the ORM composes its statement anew, which is a good part of what an
arrival costs. Nothing listens to the saving of these rows: who wants to hear of the wire listens to
`wire.signals`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model


def add(row: Model) -> None:
    """Insert `row`, which gets its key. Raises as `save` does."""
    statement, fields = _statement(type(row))
    # Not Django's stand-in for it, which looks for it anew at each word.
    database = connections[DEFAULT_DB_ALIAS]
    values = [one.get_db_prep_save(one.pre_save(row, add=True), database) for one in fields]
    with database.cursor() as cursor:
        cursor.execute(statement, values)
        [(row.pk,)] = cursor.fetchall()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@cache
def _statement(model: type[Model]) -> tuple[str, list[Field[Any, Any]]]:
    key = model._meta.pk
    fields = [one for one in model._meta.concrete_fields if one is not key]
    columns = ", ".join(_quoted(one) for one in fields)
    places = ", ".join("%s" for _ in fields)
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns})"
    return f"{into} VALUES ({places}) RETURNING {_quoted(key)}", fields


def _quoted(field: Field[Any, Any]) -> str:
    return connection.ops.quote_name(str(field.column))
