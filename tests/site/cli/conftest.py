"""The command line, in this process and on the test database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from broadsheet.site.cli import broadsheet

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """A function that runs `broadsheet` with its arguments."""
    return lambda *arguments: CliRunner().invoke(
        broadsheet, [str(one) for one in arguments], catch_exceptions=False
    )


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a file and returns its path."""

    def written(content: bytes, name: str = "item.json") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written


def lines(result: Result) -> list[dict[str, Any]]:
    """The JSON lines that a command printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]
