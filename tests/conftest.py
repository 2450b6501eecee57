"""Fixtures that every test may use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import caches

from broadsheet.stories.models import Edition, Section

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database-only`: the second round, on another database, needs no other tests."""
    parser.addoption(
        "--database-only", action="store_true", help="run only tests that use the database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what doesn't use the database, where only that was asked for."""
    if not config.getoption("--database-only"):
        return
    wanted, others = [], []
    for item in items:
        uses = item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ())
        (wanted if uses else others).append(item)
    items[:] = wanted
    config.hook.pytest_deselected(items=others)


@dataclass
class TestPaper:
    """A small English edition."""

    __test__ = False
    edition: Edition
    politics: Section
    science: Section


@pytest.fixture
def paper(db: None) -> TestPaper:
    """An English edition at `/` in Asia/Shanghai with the sections Politics and Science."""
    from tests.factories import found_test_edition, make_section

    edition = found_test_edition()
    return TestPaper(edition, make_section(edition), make_section(edition, "Science"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real samples beside the project; tests that need it are skipped without."""
    if not SHARED.is_dir():
        pytest.skip("SKIPPED: the sample files of ../shared/data are not here")
    return SHARED


@pytest.fixture(autouse=True)
def _media(settings: object, tmp_path: Path) -> None:
    """Uploaded files go into the test's own folder, and no test remembers another's renditions."""
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    caches["renditions"].clear()
