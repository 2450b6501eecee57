"""A new row, by a statement that is written once.

For each row that it saves the ORM composes its statement anew, which is a good part of what an
arrival costs, and it asks each field for its value though most values go as they are. Nothing
listens to the saving of these rows: who wants to hear of the wire listens to `wire.signals`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Field, JSONField, Model

#: What every database takes as it is, for any field but those whose own way `_Statement` knows.
_AS_IT_IS = (str, int, NoneType)


def add(row: Model) -> None:
    """Insert `row`, which gets its key. Raises as `save` does."""
    _insert(row, _statement(type(row)))


def add_once(row: Model) -> bool:
    """As `add`; False, and nothing is done, where what must be unique in `row` is there already.

    One statement, which needs no transaction around it to be all or nothing.
    """
    return _insert(row, _statement(type(row), "ON CONFLICT DO NOTHING"))


@dataclass(frozen=True)
class _Statement:
    """An insertion, and the fields of its values: of each whether it has a way of its own, for it
    makes its value itself or writes text in another way."""

    sql: str
    fields: tuple[tuple[Field[Any, Any], bool], ...]

    def values(self, row: Model, database: BaseDatabaseWrapper) -> list[Any]:
        """The values of `row` as `database` takes them."""
        said = row.__dict__
        return [
            value
            if not own_way and isinstance(value := said[field.attname], _AS_IT_IS)
            else field.get_db_prep_save(field.pre_save(row, add=True), database)
            for field, own_way in self.fields
        ]


def _insert(row: Model, statement: _Statement) -> bool:
    # Not Django's stand-in for it, which looks for it anew at each word.
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor:
        cursor.execute(statement.sql, statement.values(row, database))
        found = cursor.fetchall()
    if not found:
        return False
    [(row.pk,)] = found
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return True


@cache
def _statement(model: type[Model], conflict: str = "") -> _Statement:
    key = model._meta.pk
    fields = [one for one in model._meta.concrete_fields if one is not key]
    columns = ", ".join(_quoted(one) for one in fields)
    places = ", ".join("%s" for _ in fields)
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns})"
    return _Statement(
        f"{into} VALUES ({places}) {conflict} RETURNING {_quoted(key)}",
        tuple((one, _has_own_way(one)) for one in fields),
    )


def _has_own_way(field: Field[Any, Any]) -> bool:
    if isinstance(field, DateTimeField):
        return field.auto_now or field.auto_now_add
    return isinstance(field, JSONField) or type(field).pre_save is not Field.pre_save


def _quoted(field: Field[Any, Any]) -> str:
    return connection.ops.quote_name(str(field.column))
