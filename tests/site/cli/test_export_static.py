"""`broadsheet export-static`."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.press import queue
from broadsheet.press.models import Plate
from tests.conftest import TestPaper
from tests.site.cli.conftest import Run, lines

pytestmark = pytest.mark.django_db


def test_counts_and_size_and_what_leads_nowhere(
    run: Run, paper: TestPaper, tmp_path: Path, settings: object
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"  # type: ignore[attr-defined]
    result = run("export-static", tmp_path / "copy", "--json")
    assert result.exit_code == 0
    *named, last = lines(result)
    assert last["done"]
    assert last["pages"] > 10
    assert last["bytes"] > 10_000
    assert last["left_out"] == 0
    assert last["broken"] == len(named) > 0
    style = next(one for one in named if one["path"].endswith(".css"))
    assert style["broken_on"]
    again = run("export-static", tmp_path / "copy")
    assert f"Leads nowhere: {style['path']}, on /" in again.stderr
    assert f"{last['pages']:,} pages and 0 files, " in again.stdout


def test_a_foreign_folder_is_refused(run: Run, paper: TestPaper, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = run("export-static", tmp_path)
    assert result.exit_code == 1
    assert "holds something else" in result.stderr


def test_a_page_that_fails_is_named(
    run: Run, paper: TestPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(plate: Plate, *, wait: bool) -> None:
        raise ValueError("no such colour")

    monkeypatch.setattr(queue, "press_claimed", fail)
    result = run("export-static", tmp_path / "copy")
    assert result.exit_code == 1
    assert "/politics/: no such colour" in result.stderr
    assert "Nothing was written" in result.stderr
    assert not (tmp_path / "copy").exists()


def test_a_search_is_a_whole_address(run: Run, tmp_path: Path) -> None:
    assert run("export-static", tmp_path / "copy", "--search-at", "/search/").exit_code == 2
