"""Remember what BROADSHEET_HOME was set up for, so that a second start does nothing."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from broadsheet import __version__

PACKAGE = Path(__file__).resolve().parents[2]
WATCHED = ("theme", "static", "migrations", "locale", "setup", "content")


class Stamp:
    """A digest of all that set-up builds from: version, database, static files, migrations."""

    def __init__(self, home: Path) -> None:
        self.path = home / "setup.stamp"

    def is_current(self) -> bool:
        """Whether nothing has changed since the last complete set-up."""
        return self.path.exists() and self.path.read_text() == self._digest()

    def write(self) -> None:
        """Note that set-up is complete."""
        self.path.write_text(self._digest())

    def _digest(self) -> str:
        digest = hashlib.sha256(__version__.encode())
        digest.update(os.environ.get("BROADSHEET_DATABASE_URL", "").encode())
        for folder, _folders, files in os.walk(PACKAGE):
            if not set(Path(folder).parts) & set(WATCHED):
                continue
            for name in sorted(files):
                if name.endswith(".pyc"):
                    continue
                path = Path(folder, name)
                stat = path.stat()
                line = f"{path.relative_to(PACKAGE)} {stat.st_size} {stat.st_mtime_ns}\n"
                digest.update(line.encode())
        return digest.hexdigest()
