"""A database that is taken away or held, and comes back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from benchmarks.servers.database_file import DatabaseFile


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "broadsheet.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE stories (headline TEXT)")
    return tmp_path


def write(home: Path) -> None:
    with closing(sqlite3.connect(home / "broadsheet.sqlite3", timeout=0)) as database, database:
        database.execute("INSERT INTO stories VALUES ('News')")


def test_what_is_cut_cannot_be_opened(home: Path) -> None:
    database = DatabaseFile(home)
    database.cut()
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        write(home)
    database.mend()
    write(home)


def test_what_is_frozen_cannot_be_written(home: Path) -> None:
    database = DatabaseFile(home)
    database.freeze()
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        write(home)
    database.thaw()
    write(home)
