"""The test database: migrated once, then copied, for each worker and for the next run.

Migrating takes some ten seconds of a processor. A copy is migrated again by Django, which finds
nothing to do, so what is new since the copy was made is there too.
"""

from __future__ import annotations

import fcntl
import hashlib
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.db import connection


def use_template(folder: Path) -> None:
    """Let Django make the test database from a template, which is made where there is none.

    SQLite's is a file in `folder`, PostgreSQL's a database of the same server.
    """
    with alone(folder):
        if connection.vendor == "sqlite":
            template = folder / f"{_digest()}.sqlite3"
            if not template.exists():
                _make_file(template)
            _copy_from_file(template)
        else:
            name = f"template_{_digest()}"
            if not _has_database(name):
                _make_database(name)
            connection.settings_dict["TEST"]["TEMPLATE"] = name


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process makes what all use, the others wait for it."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@cache
def _digest() -> str:
    """Changes with every migration of every app; not while this process runs."""
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(f"{app.label} {path.name}".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(name: str) -> None:
    """A migrated database called `name`, left as it is; the connection is as before."""
    database = connection.settings_dict
    asked, before = database["TEST"], database["NAME"]
    database["TEST"] = {**asked, "NAME": name}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    database.update(TEST=asked, NAME=before)


def _make_file(template: Path) -> None:
    for old in template.parent.glob("*.sqlite3*"):
        old.unlink()
    new = template.with_suffix(".new")
    _migrate(str(new))
    new.rename(template)


def _copy_from_file(template: Path) -> None:
    creation: Any = connection.creation
    create = creation._create_test_db

    def create_from_template(verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name: str = create(verbosity, autoclobber, keepdb)
        connection.settings_dict["NAME"] = name
        connection.ensure_connection()
        with closing(sqlite3.connect(template)) as source:
            source.backup(connection.connection)
        return name

    creation._create_test_db = create_from_template


def copy_template(templates: Path, file: Path) -> None:
    """`file` is a migrated database, where those of the tests are SQLite's."""
    if connection.vendor != "sqlite":
        return
    with (
        closing(sqlite3.connect(templates / f"{_digest()}.sqlite3")) as source,
        closing(sqlite3.connect(file)) as copy,
    ):
        source.backup(copy)


def _has_database(name: str) -> bool:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _make_database(name: str) -> None:
    _migrate(f"{name}_new")
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")


@contextmanager
def own_database(templates: Path, file: Path) -> Iterator[str]:
    """A migrated database of its own, for other processes than the test's.

    SQLite's is `file`. Gives what they need as BROADSHEET_DATABASE_URL, empty for SQLite.
    """
    if connection.vendor == "sqlite":
        copy_template(templates, file)
        yield ""
        return
    known = connection.settings_dict
    with _copy() as name:
        account = f"{quote(known['USER'])}:{quote(known['PASSWORD'])}"
        yield f"postgresql://{account}@{known['HOST']}:{known['PORT']}/{name}"


@contextmanager
def in_own_database() -> Iterator[None]:
    """Our connection is to another PostgreSQL database, just migrated, and commits what it does."""
    database = connection.settings_dict
    with _copy() as name:
        before = database["NAME"]
        connection.close()
        database["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            database["NAME"] = before


@contextmanager
def _copy() -> Iterator[str]:
    name = f"own_{secrets.token_hex(6)}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template_{_digest()}")
    try:
        yield name
    finally:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
