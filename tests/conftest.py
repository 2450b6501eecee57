"""Fixtures that every test may use."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import caches
from django.template.base import Template
from django.test.utils import instrumented_test_render
from pytest_django import DjangoDbBlocker

from broadsheet.desk.set_up import set_up_desk
from broadsheet.stories.models import Edition, Section
from tests.database import use_template

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
DATABASE_TEMPLATES = ROOT / "var" / "test-database"
# Django's own, before it is replaced by one that keeps a copy of every template's context.
RENDER_TEMPLATE = Template._render


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database-only`: the second round, on another database, needs no other tests."""
    parser.addoption(
        "--database-only", action="store_true", help="run only tests that use the database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what says nothing of the database, where only that was asked for."""
    if not config.getoption("--database-only"):
        return
    wanted, others = [], []
    for item in items:
        uses = item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ())
        (wanted if uses and not item.get_closest_marker("once") else others).append(item)
    items[:] = wanted
    config.hook.pytest_deselected(items=others)


def pytest_collection_finish() -> None:
    """Code and collected tests live as long as the run: no collection of garbage visits them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """The test database is copied from a migrated one."""
    DATABASE_TEMPLATES.mkdir(parents=True, exist_ok=True)
    with django_db_blocker.unblock():
        use_template(DATABASE_TEMPLATES)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The desk's groups are there, as after every set-up: making them takes a third of a second."""
    with django_db_blocker.unblock():
        set_up_desk()


@pytest.fixture(scope="session", autouse=True)
def _as_in_production(django_test_environment: None) -> None:
    """Templates are rendered without notes for `response.context`, which take longer."""
    Template._render = RENDER_TEMPLATE  # type: ignore[method-assign]


@pytest.fixture
def contexts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a template was given is in `response.context`."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)


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
    settings.BROADSHEET_PLATES = tmp_path / "plates"  # type: ignore[attr-defined]
    caches["renditions"].clear()
