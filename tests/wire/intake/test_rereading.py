"""What is read again by a newer release is no new version."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.utils import timezone

from broadsheet.wire.intake import Arrival, provider_named, receive, take_in, take_in_again
from broadsheet.wire.intake import receiving as reader
from broadsheet.wire.models import Delivery, Dispatch, WireItem
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db


def arrive(content: bytes, name: str = "item.json") -> list[Arrival]:
    delivery = receive(provider_named("Tide Wire"), name, content)
    return [one.arrival for one in take_in(delivery)]


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A release whose reader fills the fields that are given."""
    real = reader.formats.read

    def install(**fields: Any) -> None:
        def read(*args: Any, **kwargs: Any) -> Any:
            return [dataclasses.replace(one, **fields) for one in real(*args, **kwargs)]

        monkeypatch.setattr(reader.formats, "read", read)

    return install


def told() -> tuple[int, int, str, str]:
    dispatch = Dispatch.objects.get()
    return WireItem.objects.count(), dispatch.versions, dispatch.alarm, dispatch.place


def test_a_delivery_that_is_read_again_is_understood_as_today(upgrade: Any) -> None:
    arrive(ninjs())
    Dispatch.objects.update(read_at=timezone.now())
    upgrade(dateline="LONDON")
    (again,) = take_in_again(Delivery.objects.get())
    assert (again.arrival, again.rules) == (Arrival.REREAD, True)
    assert told() == (1, 1, "", "LONDON")
    assert Dispatch.objects.get().head.read().dateline == "LONDON"
    assert Dispatch.objects.get().read_at is not None
    assert [one.arrival for one in take_in_again(Delivery.objects.get())] == [Arrival.REPEATED]


def test_an_older_version_that_is_read_again_changes_nothing_of_the_ruling_one(
    upgrade: Any,
) -> None:
    arrive(ninjs())
    arrive(ninjs("2", headline="Ferry leaves"))
    upgrade(dateline="LONDON")
    take_in_again(Delivery.objects.earliest("pk"))
    assert told() == (2, 2, "", "")
    assert Dispatch.objects.get().headline == "Ferry leaves"


def test_a_repetition_after_an_upgrade_is_no_conflict(upgrade: Any) -> None:
    arrive(ninjs())
    upgrade(extra={"markup": "<video src='https://tide.example/1.mp4'>"})
    assert arrive(b" " + ninjs()) == [Arrival.REREAD]
    assert arrive(b"  " + ninjs()) == [Arrival.REPEATED]
    assert told() == (1, 1, "", "")
    assert arrive(ninjs(headline="Another")) == [Arrival.CONFLICTING]


def test_what_is_no_longer_kept_can_not_be_compared(upgrade: Any) -> None:
    arrive(ninjs())
    Delivery.objects.update(content=None)
    upgrade(dateline="LONDON")
    assert arrive(b" " + ninjs()) == [Arrival.CONFLICTING]


def test_two_texts_under_one_version_in_one_delivery_stay_a_conflict(upgrade: Any) -> None:
    def arrive_both() -> list[Arrival]:
        delivery = Delivery.objects.get()
        return [one.arrival for one in take_in_again(delivery)]

    both = b"[" + ninjs() + b"," + ninjs(headline="Another") + b"]"
    receive(provider_named("Tide Wire"), "both.json", both)
    assert arrive_both() == [Arrival.NEW, Arrival.CONFLICTING]
    assert arrive_both() == [Arrival.REPEATED, Arrival.REPEATED]
    assert told() == (2, 2, "conflict", "")
    upgrade(dateline="LONDON")
    arrive_both()
    assert Dispatch.objects.get().alarm == "conflict"


def test_a_cancel_is_not_taken_back(upgrade: Any) -> None:
    arrive(ninjs(pubstatus="canceled"))
    upgrade(pubstatus="usable")
    take_in_again(Delivery.objects.get())
    dispatch = Dispatch.objects.get()
    assert (dispatch.is_tombstone, dispatch.alarm) == (True, "kill")


def test_earlier_deliveries_are_read_once(upgrade: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    items = b",".join(ninjs(guid=f"tag:tidewire.example,2026:{number}") for number in range(5))
    arrive(b"[" + items + b"]")
    upgrade(dateline="LONDON")
    reads: list[Any] = []
    real = reader.formats.read
    monkeypatch.setattr(reader.formats, "read", lambda *a, **k: reads.append(a) or real(*a, **k))
    assert arrive(b"[ " + items + b"]") == [Arrival.REREAD] * 5
    assert len(reads) == 2
