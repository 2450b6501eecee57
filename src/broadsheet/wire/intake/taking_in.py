"""What a channel delivered is read, kept and told to who listens, item by item."""

from __future__ import annotations

import logging

from django.db import transaction

from broadsheet.formats import FormatError
from broadsheet.formats.item import Item
from broadsheet.wire.intake.arrival import Received
from broadsheet.wire.intake.keeping import keep
from broadsheet.wire.intake.receiving import read, refuse
from broadsheet.wire.models import Delivery
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
    kept, reasons = [], []
    for item in items:
        try:
            kept.append(_take(delivery, item))
        except Exception as error:
            # One item that the desk's rules trip over must not stop the wire.
            logger.exception("%s of %s could not be kept", item.guid, delivery.provider)
            reasons.append(f"{item.guid}: {error}")
    if reasons:
        refuse(delivery, "\n".join(reasons))
    return kept


@transaction.atomic
def _take(delivery: Delivery, item: Item) -> Received:
    received = keep(delivery, item)
    arrived.send(sender=Received, received=received)
    return received


def take_in_waiting() -> int:
    """Take in what channels have delivered and nobody has read; how many deliveries there were.

    What the command line delivers it reads itself.
    """
    done = 0
    waiting = Delivery.objects.filter(
        state=Delivery.State.RECEIVED, channel__isnull=False, provider__active=True
    )
    while delivery := waiting.select_related("provider").order_by("pk").first():
        take_in(delivery)
        done += 1
    return done
