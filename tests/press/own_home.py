"""A home with a database and a tree of plates of its own, for processes that a test starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import DATABASE_TEMPLATES, ROOT
from tests.database import own_database

SCRIPTED = "tests.press.scripted"


@dataclass(frozen=True)
class OwnHome:
    """A folder, and the environment in which processes work in it."""

    folder: Path
    environment: dict[str, str]

    @property
    def plates(self) -> Path:
        """Its tree of plates."""
        return self.folder / "plates"

    def start(self, module: str, *arguments: str, **streams: Any) -> subprocess.Popen[str]:
        """Start `python -m MODULE ARGUMENTS` in it."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=self.environment,
            cwd=ROOT,
            text=True,
            **streams,
        )

    def run(self, module: str, *arguments: str, seconds: float = 900) -> tuple[Any, str]:
        """Run a script's `main` to its end: the JSON of its last line, and what it logged."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = self.start(SCRIPTED, module, *arguments, start_new_session=True, **pipes)
        with process:
            try:
                said, logged = process.communicate(timeout=seconds)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, 9)
        assert process.returncode == 0, f"{module} {arguments} failed:\n{logged[-4000:]}"
        return json.loads(said.splitlines()[-1]), logged


@contextmanager
def make_home(folder: Path, **settings: str) -> Iterator[OwnHome]:
    """A new home in `folder`. The test database must have been set up."""
    (folder / "made").mkdir(parents=True)
    with own_database(DATABASE_TEMPLATES, folder / "broadsheet.sqlite3") as url:
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("BROADSHEET")},
            "BROADSHEET_HOME": str(folder),
            "BROADSHEET_DATABASE_URL": url,
            "BROADSHEET_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            **settings,
        }
        yield OwnHome(folder, environment)
