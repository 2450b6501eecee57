"""How the agencies' wires stand, found without reading the whole record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.wire.health import standing
from broadsheet.wire.models import Delivery, Provider, WireItem
from tests.factories.dispatches import make_dispatches, make_provider
from tests.plans import plan_of

pytestmark = pytest.mark.django_db


def deliver(provider: Provider, number: int, state: str, hours_ago: int) -> None:
    made = Delivery.objects.create(
        provider=provider, name="made", sha256=f"{number:064}", content=b"", state=state
    )
    came = timezone.now() - timedelta(hours=hours_ago)
    Delivery.objects.filter(pk=made.pk).update(received_at=came)


def test_each_agency_by_what_came_within_a_day() -> None:
    tide, gull = make_provider("Tide Wire"), make_provider("Gull Agency")
    make_dispatches(tide, 5)
    make_dispatches(gull, 2)
    for number, hours in enumerate((1, 2, 30, 40, 50)):
        came = timezone.now() - timedelta(hours=hours)
        item = WireItem.objects.filter(provider=tide).order_by("pk")[number]
        WireItem.objects.filter(pk=item.pk).update(received_at=came)
    for number, (state, hours) in enumerate(
        [("rejected", 1), ("rejected", 30), ("received", 1), ("received", 50), ("read", 1)], 1
    ):
        deliver(tide, number, state, hours)
    deliver(gull, 1, "rejected", 1)
    told = {
        one.provider.name: (one.items, one.waiting, one.rejected, one.silent) for one in standing()
    }
    assert told == {"Tide Wire": (2, 2, 1, False), "Gull Agency": (2, 0, 1, False)}


def test_the_record_is_not_read_whole() -> None:
    for name in ("Tide Wire", "Gull Agency"):
        make_dispatches(make_provider(name), 200)
    with CaptureQueriesContext(connection) as queries:
        standing()
    plans = {one["sql"]: plan_of(one["sql"]) for one in queries}
    counted = {sql: plan for sql, plan in plans.items() if 'FROM "wire_delivery"' in sql}
    assert len(counted) == 2
    for sql, plan in counted.items():
        index = "wire_delivery_rejected" if "rejected" in sql else "wire_delivery_waiting"
        assert index in plan, f"{plan}\n{sql}"
    items = {sql: plan for sql, plan in plans.items() if 'FROM "wire_wireitem"' in sql}
    assert items
    for sql, plan in items.items():
        assert "wire_item_rate" in plan, f"{plan}\n{sql}"
        assert "SCAN" not in plan, f"{plan}\n{sql}"
