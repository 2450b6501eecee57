"""A paper to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.plates import salts
from tests.reader.asking import Paper


@pytest.fixture(autouse=True)
def _memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Salts lie in the test's own folder."""
    monkeypatch.setattr(salts, "SHARED_MEMORY", tmp_path)


@pytest.fixture
def read(tmp_path: Path) -> Paper:
    """A reader on a tree where only `/politics/` is pressed."""
    paper = Paper(tmp_path)
    paper.press()
    return paper
