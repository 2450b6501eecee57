"""The contents of deliveries are let go when they are old; what came of them stays."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from broadsheet.wire.models import Delivery

# What was refused waits for somebody; one who has not come for so long does not come any more.
REFUSED_TIMES = 4
# Few, since SQLite's one writer goes through all of a content to give its pages back.
AT_ONCE = 20


def let_contents_go() -> int:
    """Let go of what was read more than BROADSHEET_WIRE_KEEP_DAYS days ago, and of what was refused
    in whole or in part, or never read, four times as long ago; how many deliveries that were.

    The deliveries stay with their hashes and their reasons, so that repetitions are still told.
    """
    days = settings.BROADSHEET_WIRE_KEEP_DAYS
    if not days:
        return 0
    now = timezone.now()
    kept = Delivery.objects.filter(content__isnull=False)
    read = kept.filter(
        state=Delivery.State.READ, error="", received_at__lt=now - timedelta(days=days)
    )
    others = kept.filter(received_at__lt=now - timedelta(days=days * REFUSED_TIMES))
    return _let_go(read) + _let_go(others)


def _let_go(deliveries: QuerySet[Delivery]) -> int:
    gone = 0
    while some := list(deliveries.order_by("received_at").values_list("pk", flat=True)[:AT_ONCE]):
        gone += Delivery.objects.filter(pk__in=some).update(content=None)
    return gone
