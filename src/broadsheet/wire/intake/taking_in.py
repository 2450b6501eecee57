"""What a channel delivered is read, kept and told to who listens, item by item."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

from django.db import OperationalError, transaction
from django.utils import timezone

from broadsheet.formats import FormatError
from broadsheet.formats.item import Item
from broadsheet.wire.intake.arrival import Arrival, Received
from broadsheet.wire.intake.keeping import keep
from broadsheet.wire.intake.receiving import finish, read, reject
from broadsheet.wire.models import Channel, Delivery
from broadsheet.wire.signals import arrived

logger = logging.getLogger(__name__)
LONGEST_TRANSACTION = 0.1
MOST_AT_ONCE = 500


def take_in(delivery: Delivery) -> list[Received]:
    """Take a delivery's items in; those that went well.

    What could not be read, or the items that could not be kept, leave their reason with the
    delivery. Taking it in once more repeats nothing that went well.
    """
    try:
        items = read(delivery)
    except FormatError as error:
        logger.warning("%s of %s: %s", delivery.name, delivery.provider, error)
        return []
    except Exception as error:
        # A file that trips the reader over must not stop the wire.
        logger.exception("%s of %s could not be read", delivery.name, delivery.provider)
        reject(delivery, f"The file could not be read: {type(error).__name__}: {error}")
        return []
    kept: list[Received] = []
    reasons: list[str] = []
    rest = iter(items)
    while not _take_some(delivery, rest, kept, reasons):
        continue
    return kept


def _take_some(
    delivery: Delivery, items: Iterator[Item], kept: list[Received], reasons: list[str]
) -> bool:
    """Take the next items in one transaction, which lasts no longer than others can wait; whether
    those were the last. The delivery is read when all its items are kept, in the same instant.
    """
    some: list[Received] = []
    last = False
    with transaction.atomic():
        until = time.monotonic() + LONGEST_TRANSACTION
        for item in items:
            try:
                some.append(_take(delivery, item))
            except OperationalError:
                # A database that is busy or full, not the item: all of it is tried again.
                raise
            except Exception as error:
                # One item that the desk's rules trip over must not stop the wire.
                logger.exception("%s of %s could not be kept", item.guid, delivery.provider)
                reasons.append(f"{item.guid}: {error}")
            if time.monotonic() > until:
                break
        else:
            last = True
            finish(delivery, reasons)
            _note_item(delivery, [*kept, *some])
    kept += some
    return last


def _note_item(delivery: Delivery, kept: list[Received]) -> None:
    if delivery.channel_id and any(one.arrival is not Arrival.REPEATED for one in kept):
        Channel.objects.filter(pk=delivery.channel_id).update(last_item_at=timezone.now())


@transaction.atomic
def _take(delivery: Delivery, item: Item) -> Received:
    received = keep(delivery, item)
    arrived.send(sender=Received, received=received)
    return received


def take_in_waiting(seconds: float = 1.0) -> int:
    """Take in what channels have delivered and nobody has read; how many deliveries there were.

    Stops after `seconds`, however much is left. What the command line delivers it reads itself.
    """
    until = time.monotonic() + seconds
    waiting = Delivery.objects.filter(
        state=Delivery.State.RECEIVED, channel__isnull=False, provider__active=True
    )
    done, trouble = 0, None
    for key in waiting.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]:
        try:
            take_in(Delivery.objects.select_related("provider").get(pk=key))
        except OperationalError as error:
            trouble = error
        done += 1
        if time.monotonic() > until:
            break
    if trouble is not None:
        raise trouble
    return done
