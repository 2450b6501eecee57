"""What every test of the counting needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.plates import salts


@pytest.fixture(autouse=True)
def _memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Salts lie in the test's own folder."""
    monkeypatch.setattr(salts, "SHARED_MEMORY", tmp_path)
