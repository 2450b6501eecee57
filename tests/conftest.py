"""Fixtures that every test may use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.template.base import Template
from django.test.utils import instrumented_test_render
from pytest_django import DjangoDbBlocker

from broadsheet.desk.set_up import set_up_desk
from tests.database import in_own_database, use_template
from tests.factories.papers import TestPaper, found_test_paper, hire_people
from tests.ground import Ground, uses_database, wants

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
DATABASE_TEMPLATES = ROOT / "var" / "test-database"
# Django's own, before it is replaced by one that keeps a copy of every template's context.
RENDER_TEMPLATE = Template._render
GROUND = Ground({"paper": found_test_paper, "people": hire_people})


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database-only`: the second round, on another database, needs no other tests."""
    parser.addoption(
        "--database-only", action="store_true", help="run only tests that use the database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what says nothing of the database, where only that was asked for."""
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, GROUND.turn(item)))
    if not config.getoption("--database-only"):
        return
    wanted, others = [], []
    for item in items:
        uses = uses_database(item)
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
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The desk's groups are there, as after every set-up: making them takes a third of a second."""
    with django_db_blocker.unblock():
        set_up_desk()
    yield
    with django_db_blocker.unblock():
        GROUND.stand(())


@pytest.fixture
def _ground(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The test's paper and people stand before the test's own transaction begins."""
    cache.clear()
    with django_db_blocker.unblock():
        GROUND.stand(wants(request.node))


@pytest.fixture
def _django_db_helper(_ground: None, _django_db_helper: None) -> None:
    """What pytest-django's `db` and its mark lead to."""


@pytest.fixture(scope="session", autouse=True)
def _as_in_production(django_test_environment: None) -> None:
    """Templates are rendered without notes for `response.context`, which take longer."""
    Template._render = RENDER_TEMPLATE  # type: ignore[method-assign]


@pytest.fixture
def contexts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a template was given is in `response.context`."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)


@pytest.fixture
def paper(db: None) -> TestPaper:
    """An English edition at `/` in Asia/Shanghai with the sections Politics and Science."""
    return GROUND.found("paper") or found_test_paper()


@pytest.fixture
def committed_paper(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[TestPaper]:
    """`paper` for a test of thousands of changes, which PostgreSQL commits one by one.

    In one transaction it would keep every version of every row, and look at them all each time.
    """
    if connection.vendor == "sqlite":
        yield request.getfixturevalue("paper")
        return
    with django_db_blocker.unblock():
        GROUND.stand(())
        with in_own_database():
            set_up_desk()
            yield found_test_paper()


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
