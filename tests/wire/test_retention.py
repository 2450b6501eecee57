"""What was delivered long ago is let go; what came of it, and that it came, stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.wire.intake import NoLongerKept, provider_named, receive, take_in, take_in_again
from broadsheet.wire.models import Delivery, Dispatch, WireItem
from broadsheet.wire.retention import let_contents_go
from tests.factories.wire import ninjs
from tests.plans import plan_of

pytestmark = pytest.mark.django_db


def deliver(name: str, content: bytes, days: float) -> Delivery:
    delivery = receive(provider_named("Tide Wire"), name, content)
    take_in(delivery)
    when = timezone.now() - timedelta(days=days)
    Delivery.objects.filter(pk=delivery.pk).update(received_at=when)
    return delivery


def kept() -> set[str]:
    return set(Delivery.objects.filter(content__isnull=False).values_list("name", flat=True))


def test_what_was_read_goes_first_and_what_was_refused_long_after(settings: Any) -> None:
    settings.BROADSHEET_WIRE_KEEP_DAYS = 10
    for days in (9, 11, 39, 41):
        deliver(f"read {days}", ninjs(guid=f"read-{days}"), days)
        deliver(f"refused {days}", b"{" + b" " * days, days)
        partly = deliver(f"partly {days}", ninjs(guid=f"partly-{days}"), days)
        Delivery.objects.filter(pk=partly.pk).update(error="2.xml: the end is missing")
    assert let_contents_go() == 5
    left = {f"{kind} {days}" for kind in ("refused", "partly") for days in (9, 11, 39)}
    assert kept() == {"read 9", *left}
    assert let_contents_go() == 0
    assert Delivery.objects.count() == 12
    assert WireItem.objects.count() == Dispatch.objects.count() == 8


def test_at_nought_all_is_kept_for_ever(settings: Any) -> None:
    settings.BROADSHEET_WIRE_KEEP_DAYS = 0
    deliver("a", ninjs(), 9999)
    assert let_contents_go() == 0
    assert kept() == {"a"}


def test_there_may_be_many(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BROADSHEET_WIRE_KEEP_DAYS = 10
    monkeypatch.setattr("broadsheet.wire.retention.AT_ONCE", 2)
    for number in range(5):
        deliver(str(number), ninjs(guid=str(number)), 11)
    assert let_contents_go() == 5


def test_repetitions_are_still_told_and_nothing_can_be_read_from_what_is_gone(
    settings: Any,
) -> None:
    settings.BROADSHEET_WIRE_KEEP_DAYS = 10
    first = deliver("a", ninjs(), 11)
    let_contents_go()
    first.refresh_from_db()
    with pytest.raises(NoLongerKept):
        take_in_again(first)
    first.refresh_from_db()
    assert (first.state, first.error) == ("read", "")
    # Who delivers it again has the bytes in hand.
    again = receive(first.provider, "b", ninjs())
    assert again == first
    assert [str(one.arrival) for one in take_in(again)] == ["repeated"]
    assert kept() == set()


def test_they_are_found_by_an_index() -> None:
    old = Delivery.objects.filter(
        content__isnull=False, received_at__lt=timezone.now(), state="read", error=""
    )
    with CaptureQueriesContext(connection) as queries:
        list(old.order_by("received_at").values_list("pk"))
    assert "wire_delivery_kept" in plan_of(queries[0]["sql"])
