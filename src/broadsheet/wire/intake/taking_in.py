"""What a channel delivered is read, kept and told to who listens, item by item."""

from __future__ import annotations

import logging
import time

from django.db import transaction
from django.utils import timezone

from broadsheet.formats import FormatError
from broadsheet.formats.item import Item
from broadsheet.wire.intake.arrival import Arrival, Received
from broadsheet.wire.intake.keeping import keep
from broadsheet.wire.intake.receiving import read, refuse, reject
from broadsheet.wire.models import Channel, Delivery
from broadsheet.wire.signals import arrived

logger = logging.getLogger(__name__)


def take_in(delivery: Delivery) -> list[Received]:
    """Take a delivery's items in, each in a transaction of its own; those that went well.

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
    kept = []
    reasons = [delivery.error] if delivery.error else []
    for item in items:
        try:
            kept.append(_take(delivery, item))
        except Exception as error:
            # One item that the desk's rules trip over must not stop the wire.
            logger.exception("%s of %s could not be kept", item.guid, delivery.provider)
            reasons.append(f"{item.guid}: {error}")
    if reasons:
        refuse(delivery, "\n".join(reasons))
    if delivery.channel_id and any(one.arrival is not Arrival.REPEATED for one in kept):
        Channel.objects.filter(pk=delivery.channel_id).update(last_item_at=timezone.now())
    return kept


@transaction.atomic
def _take(delivery: Delivery, item: Item) -> Received:
    received = keep(delivery, item)
    arrived.send(sender=Received, received=received)
    return received


def take_in_waiting(seconds: float = 1.0) -> int:
    """Take in what channels have delivered and nobody has read; how many deliveries there were.

    Stops after `seconds`, however much is left. What the command line delivers it reads itself.
    """
    done = 0
    until = time.monotonic() + seconds
    waiting = Delivery.objects.filter(
        state=Delivery.State.RECEIVED, channel__isnull=False, provider__active=True
    )
    while time.monotonic() < until:
        delivery = waiting.select_related("provider").order_by("pk").first()
        if delivery is None:
            break
        take_in(delivery)
        done += 1
    return done
