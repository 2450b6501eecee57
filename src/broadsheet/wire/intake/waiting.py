"""Deliveries that wait are read in their order; one that keeps failing is set apart.

A try is counted before it begins, in a transaction of its own: whoever dies of a delivery has
counted it. Those that nobody has tried are counted several at once, one that was tried before by
itself, so that each death costs a neighbour one try at most.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import Error as DatabaseTrouble
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from broadsheet.wire.intake.receiving import keep_whole, reject, storable
from broadsheet.wire.intake.taking_in import take_in
from broadsheet.wire.models import Channel, Delivery, Provider

logger = logging.getLogger(__name__)
FIRST_PAUSE = timedelta(seconds=1)
GROWTH = 6
MOST_TRIES = 5
MOST_AT_ONCE = 500
COUNTED_TOGETHER = 20
# Tries that were counted when the database went away: no delivery's fault, taken back later.
_owed: set[int] = set()


def take_in_waiting(seconds: float = 1.0) -> int:
    """Take in what channels have delivered and nobody has read; how many deliveries were tried.

    Stops after `seconds`, however much is left. What the command line delivers it reads itself. A
    delivery that fails is tried again after 1, 6, 36 and 216 seconds and then rejected; the others
    go on. Raises `django.db.Error` where the database is away, at no delivery's cost.
    """
    until = time.monotonic() + seconds
    _take_back(_owed)
    _owed.clear()
    done = 0
    for keys in _counted():
        for position, key in enumerate(keys):
            try:
                _try(key)
            except DatabaseTrouble:
                _owed.update(keys[position:])
                raise
            done += 1
            if time.monotonic() > until:
                _take_back(keys[position + 1 :])
                return done
    return done


def receive_and_read(provider: Provider, name: str, content: bytes, channel: Channel) -> Delivery:
    """Keep a delivery whole and read it at once; if it fails, it waits with the others.

    The same bytes again are read only where nobody has yet, and it is time. Raises as
    `take_in_waiting`.
    """
    delivery, is_new = keep_whole(
        provider, name, content, channel, tries=1, next_at=timezone.now() + FIRST_PAUSE
    )
    if is_new:
        went_well = _try(delivery.pk, delivery)
    else:
        is_due = _due(Delivery.objects.filter(pk=delivery.pk)).exists()
        went_well = not is_due or (_count_again(delivery.pk) and _try(delivery.pk))
    if not is_new or not went_well:
        delivery.refresh_from_db(fields=["state", "error", "tries", "next_at"])
    return delivery


def _due(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    may_be_read = Q(next_at__isnull=True) | Q(next_at__lte=timezone.now())
    return deliveries.filter(may_be_read, state=Delivery.State.RECEIVED)


def _counted() -> Iterator[list[int]]:
    """The numbers of the deliveries that are due, as they came, those that failed after the others;
    this try of theirs is counted."""
    waiting = Delivery.objects.filter(channel__isnull=False, provider__active=True)
    found = _due(waiting).order_by("tries", "pk").values_list("pk", "tries")[:MOST_AT_ONCE]
    fresh = [key for key, tries in found if tries == 0]
    for begin in range(0, len(fresh), COUNTED_TOGETHER):
        yield _count_first(fresh[begin : begin + COUNTED_TOGETHER])
    for key, tries in found:
        if tries and _count_again(key):
            yield [key]


def _count_first(keys: list[int]) -> list[int]:
    Delivery.objects.filter(pk__in=keys).update(tries=1, next_at=timezone.now() + FIRST_PAUSE)
    return keys


def _count_again(key: int) -> bool:
    """Count one more try of one delivery; False where it has had them all, and is rejected."""
    delivery = Delivery.objects.select_related("provider").defer("content").get(pk=key)
    if delivery.tries >= MOST_TRIES:
        # Nobody lived to say why.
        logger.error("%s of %s was begun %d times", delivery.name, delivery.provider, MOST_TRIES)
        reject(delivery, _why_it_is_rejected(delivery.error))
        return False
    tries = delivery.tries + 1
    pause = FIRST_PAUSE * GROWTH ** (tries - 1)
    Delivery.objects.filter(pk=key).update(tries=tries, next_at=timezone.now() + pause)
    return True


def _why_it_is_rejected(last: str) -> str:
    said = f"It was begun {MOST_TRIES} times and never read to its end."
    if last:
        return f"{said} The last reason: {last}"
    return (
        f"{said} Each time the process that read it was ended from outside, which happens to one "
        "that needs too much memory. Look at its size before it is taken in once more."
    )


def _take_back(keys: list[int] | set[int]) -> None:
    """Let a try of deliveries that has been counted not count."""
    if keys:
        counted = Delivery.objects.filter(pk__in=keys, state=Delivery.State.RECEIVED, tries__gt=0)
        counted.update(tries=F("tries") - 1, next_at=None)


def _try(key: int, delivery: Delivery | None = None) -> bool:
    """Read one delivery, and note whatever goes wrong; whether all of it went well.

    Raises only what hinders the noting.
    """
    try:
        found = delivery or Delivery.objects.select_related("provider").filter(pk=key).first()
        if found is not None:
            take_in(found)
    except Exception as error:
        logger.exception("Delivery %d could not be taken in", key)
        # One that broke is replaced: that it is there again is seen by what is noted now.
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        _put_off(key, f"{type(error).__name__}: {error}")
        return False
    return True


def _put_off(key: int, reason: str) -> None:
    waiting = Delivery.objects.filter(pk=key, state=Delivery.State.RECEIVED)
    waiting.update(error=storable(reason))
    exhausted = waiting.filter(tries__gte=MOST_TRIES).defer("content").first()
    if exhausted is not None:
        reject(exhausted, _why_it_is_rejected(reason))
