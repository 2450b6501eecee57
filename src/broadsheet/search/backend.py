"""The search backend: Wagtail's for the database in use, without its scan of the whole index."""

from __future__ import annotations

from typing import Any

from django.db import connection
from modelsearch.backends.base import BaseSearchBackend


class _WithoutNorms:
    """An index that leaves the weights of titles alone until it is rebuilt.

    The library brings them up to date after every save, by reading every entry there is: publishing
    would be slower the more stories there are.
    """

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:
    """The backend for `params`, which are those of the WAGTAILSEARCH_BACKENDS setting.

    A function under a class's name, since Wagtail asks the module for a name like this one. The
    libraries' modules fit one database each, hence the imports inside.
    """
    backend: BaseSearchBackend
    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend

        backend = PostgresSearchBackend(params)
    else:
        from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend

        backend = SQLiteSearchBackend(params)
    index = backend.index_class
    backend.index_class = type(index.__name__, (_WithoutNorms, index), {})
    return backend
