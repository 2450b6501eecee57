"""What is said of the reader's answers is so."""

from __future__ import annotations

import re
from pathlib import Path

from broadsheet.reader import PLATE_CACHE_CONTROL, ReaderConfig
from broadsheet.reader.addresses import TRACKING, TRACKING_PREFIXES
from broadsheet.site.reading import LOCK_PATIENCE, PLACES, THREADS

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/caching.md").read_text()
CONFIG = ReaderConfig(tree=Path("/nowhere"))


def test_the_parameters_that_are_ignored_are_listed_and_no_others() -> None:
    listed = PAGE.partition("## Queries")[2].partition("## What is refused")[0]
    assert set(re.findall(r"`([^`]+)`", listed)) == TRACKING | set(TRACKING_PREFIXES)


def test_the_figures_are_the_defaults() -> None:
    assert f"`{PLATE_CACHE_CONTROL}`" in PAGE
    for figure in (CONFIG.longest_path, CONFIG.longest_query):
        assert f"{figure:,}" in PAGE
    assert f"headers over {CONFIG.largest_headers // 1024} KB" in PAGE
    assert f"`Retry-After: {CONFIG.retry_after}`" in PAGE


def test_who_waits_and_how_long_is_so() -> None:
    assert f"Of the {THREADS} threads of a process, {PLACES} may wait for Django" in PAGE
    assert "none has become free for a second" in PAGE
    assert CONFIG.crowd_seconds == 1.0
    assert "SQLite locked for more than fifteen seconds" in PAGE
    assert LOCK_PATIENCE == 15
