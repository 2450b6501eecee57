"""The one listener: what goes wrong in one place stops no other."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest
from django.utils import timezone

from broadsheet.wire.intake import receive
from broadsheet.wire.models import Channel, Delivery
from broadsheet.wire.transports import folder, poll
from broadsheet.wire.transports.fetching import Fetched
from broadsheet.wire.transports.listening import Listener
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db


def test_a_folder_that_breaks_the_look_leaves_the_rest_to_be_read(
    watched: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(_: Channel) -> Path:
        raise RecursionError("round and round")

    monkeypatch.setattr(folder, "make", fall)
    receive(watched.provider, "push", ninjs(), watched)
    listener = Listener()
    try:
        with pytest.raises(ExceptionGroup, match="listening to the wire"):
            listener.look()
    finally:
        listener.close()
    assert Delivery.objects.get().state == "read"


def test_an_address_that_nobody_foresaw_is_asked_again_later_with_its_reason(
    watched: Channel,
) -> None:
    asked: Future[Fetched] = Future()
    asked.set_exception(LookupError("unknown encoding"))
    assert not poll.settle(watched, asked)
    watched.refresh_from_db()
    assert "unknown encoding" in watched.last_error
    assert watched.next_at is not None
    assert watched.next_at > timezone.now()
