"""An agency on loopback, and its channels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.wire.intake import provider_named
from broadsheet.wire.models import Channel
from tests.wire.transports.agency import Agency, agency_server


@pytest.fixture
def agency() -> Iterator[Agency]:
    """A web server that answers what it is told."""
    with agency_server() as running:
        yield running


@pytest.fixture
def polled(db: None, agency: Agency) -> Channel:
    """A channel that asks the agency's /wire."""
    return Channel.objects.create(
        provider=provider_named("Tide Wire"),
        kind=Channel.Kind.POLL,
        address=agency.url(),
        allow_private=True,
    )


@pytest.fixture
def watched(db: None, tmp_path: Path) -> Channel:
    """A channel that watches a folder."""
    return Channel.objects.create(
        provider=provider_named("Tide Wire"),
        kind=Channel.Kind.FOLDER,
        address=str(tmp_path / "tide"),
    )
