"""Insert many rows of a model that differ in few of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models


class RowWriter:
    """Writes rows of `model`; what a row does not name is as in `pattern`, an unsaved instance.

    A row of stories has fifty columns of which a dozen differ: what is alike is prepared once. No
    signal is sent and no primary key is read back.
    """

    def __init__(self, pattern: models.Model, varying: Iterable[str]) -> None:
        model = type(pattern)
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        quote = connection.ops.quote_name
        names = ", ".join(quote(str(field.column)) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        # Names of the model alone, quoted by the database; values are parameters.
        self._sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
        self._alike = [
            field.get_db_prep_save(field.pre_save(pattern, add=True), connection)
            for field in fields
        ]
        places = {field.attname: place for place, field in enumerate(fields)}
        self._varying = [(name, places[name], fields[places[name]]) for name in varying]

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert `rows`, each of which names every varying column."""
        with connection.cursor() as cursor:
            cursor.executemany(self._sql, [self._row(row) for row in rows])

    def _row(self, row: Mapping[str, Any]) -> list[Any]:
        values = self._alike.copy()
        for name, place, field in self._varying:
            values[place] = field.get_db_prep_save(row[name], connection)
        return values
