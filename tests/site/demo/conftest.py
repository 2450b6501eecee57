"""The demo newspaper, loaded once for all tests that look at it as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.cache import caches
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from broadsheet.site.demo.load import load_demo
from tests.conftest import GROUND
from tests.site.demo.loading import cut_nothing, draw_nothing, unindexed

# Its stories are of two months, and no midnight comes while they are looked at.
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="package")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files and plates of the demo newspaper lie."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="package")
def demo(
    demo_folder: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[list[str]]:
    """The demo newspaper, at `NOW` and in no index of the desk; what its loading said.

    It lies in a transaction that is rolled back after the last test; what a test does to it is
    rolled back after that test.
    """
    said: list[str] = []
    with django_db_blocker.unblock():
        GROUND.stand(())
    with (
        pytest.MonkeyPatch.context() as patch,
        time_machine.travel(NOW, tick=False),
        override_settings(
            MEDIA_ROOT=demo_folder / "media", BROADSHEET_PLATES=demo_folder / "plates"
        ),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        draw_nothing(patch)
        cut_nothing(patch)
        with unindexed():
            load_demo(said.append)
        yield said
        transaction.set_rollback(True)
    caches["renditions"].clear()
