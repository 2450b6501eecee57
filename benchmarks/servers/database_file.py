"""A paper's SQLite database that can be taken away and held, as a server can be stopped or hang."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class DatabaseFile:
    """The database of the paper in `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.away = home / "away"
        self.holder: sqlite3.Connection | None = None

    def cut(self) -> None:
        """Move its files away: a folder stands where the database was."""
        self.away.mkdir()
        for file in self.home.glob("*.sqlite3*"):
            file.rename(self.away / file.name)
        for file in self.away.glob("*.sqlite3"):
            (self.home / file.name).mkdir()

    def mend(self) -> None:
        """Move them back."""
        for file in self.away.glob("*.sqlite3"):
            (self.home / file.name).rmdir()
        for file in self.away.iterdir():
            file.rename(self.home / file.name)
        self.away.rmdir()

    def freeze(self) -> None:
        """Hold it: nobody else can write, and whoever wants to waits."""
        self.holder = sqlite3.connect(
            self.home / "broadsheet.sqlite3", timeout=30, isolation_level=None
        )
        self.holder.execute("BEGIN EXCLUSIVE")

    def thaw(self) -> None:
        """Let it go."""
        assert self.holder is not None
        self.holder.rollback()
        self.holder.close()
