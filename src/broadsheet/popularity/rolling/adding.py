"""Add counts to rows, whether they are there yet or not, in as few queries as may be."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, models

BATCH = 4000


def add_counts(
    model: type[models.Model], keys: tuple[str, ...], rows: Iterable[tuple[int | str, ...]]
) -> None:
    """Add to the `reads` of each row of `model`, or make it.

    Each of `rows` has a value for every one of `keys`, the columns of a unique constraint, and then
    the number, which isn't negative. What Django offers sets a value and can't add to it.
    """
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(name) for name in (*keys, "reads"))
    unique = ", ".join(quote(name) for name in keys)
    width = len(keys) + 1
    values = f"({', '.join(['%s'] * width)})"
    every = list(rows)
    with connection.cursor() as cursor:
        for start in range(0, len(every), BATCH):
            some = every[start : start + BATCH]
            cursor.execute(
                f"INSERT INTO {table} ({columns}) VALUES {', '.join([values] * len(some))} "  # noqa: S608
                f"ON CONFLICT ({unique}) DO UPDATE "
                f"SET {quote('reads')} = {table}.{quote('reads')} + excluded.{quote('reads')}",
                [value for row in some for value in row],
            )
