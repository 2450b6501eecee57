"""A paper to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader.asking import Paper


@pytest.fixture
def read(tmp_path: Path) -> Paper:
    """A reader on a tree where only `/politics/` is pressed."""
    paper = Paper(tmp_path)
    paper.press()
    return paper
