"""The inbox with very many dispatches: each of its views, at the desk, from request to answer."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.homes import open_here
from benchmarks.report import report

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from broadsheet.wire.models import Provider

SIZE = 1_000_000
CHUNK = 10_000
# What five agencies send in a day.
A_DAY = 6_000
# Deliveries are kept whole for so long, at so many bytes each.
KEPT = timedelta(days=30)
CONTENT = b"<item/>" * 300
ROUNDS = 9
PROMISED_MS = 200
# Agencies with their share of all items.
SHARES = {"Tide": 45, "Gull": 30, "Quay": 15, "Hask": 9, "Skerry": 1}
LANGUAGES = ("en", "fr", "de", "zh-Hans", "ar", "gd")
VIEWS = {
    "list": "",
    "list_deep": "?before={deep}",
    "provider": "?provider={large}",
    "small_provider": "?provider={small}",
    "new": "?state=new",
    "taken": "?state=taken",
    "dropped": "?state=dropped",
    "flashes": "?urgency=1",
    "urgent": "?urgency=3",
    "language": "?language=ar",
    "rare_language": "?language=gd",
    "pictures": "?type=picture",
    "unread": "?unread=on",
    "mine": "?mine=on",
    "alarms": "?alarms=on",
    "search": "?q=ferry",
    "search_in_vain": "?q=zeppelin",
    "search_deep": "?q=zeppelin&before={deep}",
    "search_identifier": "?q=tag:tide,77",
    "many_filters": "?provider={large}&language=gd&type=picture&urgency=2&unread=on&q=ferry",
    "board": "columns/",
    "rows": "rows/?provider={large}&length=30",
    "alarm_strip": "alarms/",
    "item": "{item}/",
    "preview": "{item}/preview/",
    "comparisons": "comparisons/",
    "agencies": "agencies/",
    "refused": "deliveries/",
    "refused_in_part": "deliveries/?state=read&provider={large}",
    "refused_deep": "deliveries/?p=20",
}


def main() -> None:
    """Fill a paper's wire with as many dispatches as are asked for, and time each view."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    with tempfile.TemporaryDirectory() as home:
        open_here(Path(home))
        figures = {f"{view}_ms": seconds * 1000 for view, seconds in measured(size)}
    slowest = max(figures.values())
    report(
        "inbox",
        {"dispatches": size, "deliveries": size, "slowest_ms": slowest, **figures},
        {"slowest_ms": f"of all views; promised are less than {PROMISED_MS}"},
    )


def measured(size: int) -> Iterator[tuple[str, float]]:
    """Each view with its median time in seconds."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    from broadsheet.site.settling import settle

    settings.ALLOWED_HOSTS.append("testserver")
    user = User.objects.get(username="desk")
    fill(size, user)
    # As in the processes that serve the desk.
    settle()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    names = places()
    for view, address in VIEWS.items():
        yield view, timed(client, f"/desk/wire/{address.format(**names)}")


def fill(size: int, user: User) -> None:
    """Make `size` dispatches of unequal agencies, some of them taken, alarming or alike, and the
    deliveries that they came in."""
    from django.utils import timezone
    from tests.factories.dispatches import make_dispatches, make_provider

    from broadsheet.wire.models import WireItem

    now = timezone.now()
    fields: dict[str, Any] = {
        "headline": lambda one: f"{'Ferry' if one % 50 == 0 else 'Harbour'} report number {one}",
        "slugline": lambda one: f"SLUG-{one % 977}",
        "language": lambda one: LANGUAGES[5 if one % 5000 == 0 else one % 5],
        "urgency": lambda one: 1 if one % 2000 == 0 else 3 + one % 4,
        "type": lambda one: "picture" if one % 20 == 0 else "text",
        "state": lambda one: ("new", "new", "dropped", "taken", "published")[one % 7 % 5],
        "read_at": lambda one: now if one % 3 else None,
        "taken_by": lambda one: user if one % 400 == 3 else None,
        "taken_at": lambda one: now if one % 400 == 3 else None,
        "alarm": lambda one: "kill" if one % 1000 == 0 else "",
        "nodded_at": lambda one: now if one % 5000 else None,
        "cluster": lambda one: one // 30 if one % 30 < 3 else None,
    }
    for name, share in SHARES.items():
        provider = make_provider(name)
        wanted = size * share // 100
        for start in range(0, wanted, CHUNK):
            made = make_dispatches(provider, min(CHUNK, wanted - start), **fields)
            came = now - timedelta(days=(wanted - start) / (A_DAY * share / 100))
            keys = [one.head_id for one in made]
            WireItem.objects.filter(pk__range=(min(keys), max(keys))).update(received_at=came)
            deliver(provider, range(start, start + len(made)), came, came > now - KEPT)
        print(f"{name}: {wanted:,}", file=sys.stderr, flush=True)


def deliver(provider: Provider, numbers: range, came: datetime, kept: bool) -> None:
    """A delivery for each of `numbers`, whole if it is still `kept`, a few refused or in part."""
    from broadsheet.wire.models import Delivery

    states = {
        0: ("rejected", "Nothing in it is an item"),
        1: ("read", "The second item has no guid"),
    }
    made = []
    for one in numbers:
        state, error = states.get(one % 500, ("read", ""))
        made.append(
            Delivery(
                provider=provider,
                name=f"{one}.xml",
                sha256=f"{one + 1:064x}",
                content=CONTENT if kept else None,
                state=state,
                error=error,
            )
        )
    Delivery.objects.bulk_create(made)
    Delivery.objects.filter(pk__range=(made[0].pk, made[-1].pk)).update(received_at=came)


def places() -> dict[str, Any]:
    """What addresses name: agencies, one item, and a place far down the list."""
    from broadsheet.desk.inbox.listing import write_cursor
    from broadsheet.wire.models import Dispatch, Provider

    rows = Dispatch.objects.order_by("-arrived_at", "-pk")
    middle = rows[Dispatch.objects.count() // 2]
    return {
        "large": Provider.objects.get(slug="tide").pk,
        "small": Provider.objects.get(slug="skerry").pk,
        "item": rows.filter(cluster__isnull=False)[0].pk,
        "deep": write_cursor((middle.arrived_at, middle.pk)),
    }


def timed(client: Client, address: str) -> float:
    """The median of the times that `address` takes, in seconds, after a first look."""
    client.get(address)
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - began)
        assert answer.status_code == 200, (address, answer.status_code)
    return statistics.median(times)


if __name__ == "__main__":
    main()
