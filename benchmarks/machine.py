"""The machine that was measured on, and the versions of what was measured: no names, no places."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("django", "wagtail", "granian")
# How programs say their version.
_ASKED = {
    "nginx": ("nginx", "-v"),
    "wrk": ("wrk", "-v"),
    "redis": ("redis-server", "--version"),
}
_NUMBER = re.compile(r"\d+(?:\.\d+)+")


def machine() -> dict[str, str | int | None]:
    """Processor, memory in MB, and system."""
    return {
        "processors": os.cpu_count(),
        "processor": _line("/proc/cpuinfo", "model name") or platform.processor() or None,
        "memory_mb": int((_line("/proc/meminfo", "MemTotal") or "0").split()[0]) // 1024 or None,
        "architecture": platform.machine(),
        "system": platform.system(),
        "kernel": platform.release(),
    }


def versions(used: Iterable[str] = ()) -> dict[str, str]:
    """Of Python, SQLite, packages, and of those programs among nginx, wrk, redis and postgresql
    that are `used`.
    """
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    found |= {package: version(package) for package in PACKAGES}
    for name in used:
        found[name] = _postgresql() if name == "postgresql" else _program(name)
    return found


def _line(file: str, beginning: str) -> str:
    """What `file` says after `beginning` (Linux)."""
    try:
        lines = Path(file).read_text().splitlines()
    except OSError:
        return ""
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith(beginning)), ""
    )


def _program(name: str) -> str:
    said = subprocess.run(_ASKED[name], capture_output=True, text=True, check=False)
    number = _NUMBER.search(said.stdout + said.stderr)
    return number[0] if number else "unknown"


def _postgresql() -> str:
    """Of the server that the environment names."""
    import psycopg

    with psycopg.connect(os.environ["BROADSHEET_DATABASE_URL"]) as connection:
        return connection.info.parameter_status("server_version") or "unknown"
