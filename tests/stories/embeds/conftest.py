"""The provider on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from broadsheet.stories.actions import ask_about_embeds
from broadsheet.stories.embeds import outside
from tests.stories.embeds.provider import LoopbackProvider, loopback_provider


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[LoopbackProvider]:
    """A provider that nobody is told of."""
    with loopback_provider(tmp_path) as running:
        yield running


@pytest.fixture
def known_provider(provider: LoopbackProvider, monkeypatch: pytest.MonkeyPatch) -> LoopbackProvider:
    """The provider is asked about every page, and loopback counts as public."""
    open_fetch = partial(
        outside.fetch, seconds=2.0, is_allowed=lambda _ip: True, context=provider.context
    )
    monkeypatch.setattr(ask_about_embeds.outside, "fetch", open_fetch)
    monkeypatch.setattr(ask_about_embeds, "endpoint_for", lambda _url: provider.url())
    return provider
