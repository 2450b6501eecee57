"""A wire on which something has come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from broadsheet.desk.actions.follow_wire import FollowWire
from broadsheet.desk.models import ProviderPlacement
from broadsheet.wire.intake import keep, provider_named, read, receive
from broadsheet.wire.models import Dispatch
from tests.conftest import TestPaper
from tests.factories.wire import ninjs

Arrives = Callable[..., Dispatch]


@pytest.fixture
def arrives(paper: TestPaper) -> Arrives:
    """A function that lets one ninjs item come over the wire; its dispatch.

    Without a rule it stays in the inbox. `agency` delivers it; other words are the item's fields.
    """

    def arrived(agency: str = "Tide Wire", **fields: Any) -> Dispatch:
        delivery = receive(provider_named(agency), "item.json", ninjs(**fields))
        (item,) = read(delivery)
        received = keep(delivery, item)
        FollowWire(received).execute()
        return Dispatch.objects.select_related("provider", "head").get(pk=received.dispatch.pk)

    return arrived


@pytest.fixture
def placed(paper: TestPaper, arrives: Arrives) -> Dispatch:
    """An item of an agency whose stories belong in Politics."""
    provider = provider_named("Tide Wire")
    ProviderPlacement.objects.create(provider=provider, section=paper.politics)
    return arrives(ednote="Not before the tide turns.")
