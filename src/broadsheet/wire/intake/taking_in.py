"""What a channel delivered is read, kept and told to who listens, item by item."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from broadsheet.formats import FormatError
from broadsheet.formats.item import Item
from broadsheet.wire.intake.arrival import Received
from broadsheet.wire.intake.keeping import keep
from broadsheet.wire.intake.receiving import NoLongerKept, finish, read, reject
from broadsheet.wire.intake.rereading import Rereading
from broadsheet.wire.models import Channel, Delivery
from broadsheet.wire.signals import arrived

logger = logging.getLogger(__name__)
LONGEST_TRANSACTION = 0.1
# A database that is away, busy or full: nobody's fault who is read just then.
TROUBLE = (OperationalError, InterfaceError)


def take_in(delivery: Delivery) -> list[Received]:
    """Take a delivery's items in; those that went well.

    What could not be read, or the items that could not be kept, leave their reason with the
    delivery. Taking it in once more repeats nothing that went well; what is understood otherwise
    now takes the place of what was read then.
    """
    try:
        items = read(delivery)
    except FormatError as error:
        logger.warning("%s of %s: %s", delivery.name, delivery.provider, error)
        return []
    except (NoLongerKept, *TROUBLE):
        raise
    except Exception as error:
        # A file that trips the reader over must not stop the wire.
        logger.exception("%s of %s could not be read", delivery.name, delivery.provider)
        reject(delivery, f"The file could not be read: {type(error).__name__}: {error}")
        return []
    kept: list[Received] = []
    reasons: list[str] = []
    rereading = Rereading(delivery, items)
    while not _take_some(rereading, items[len(kept) + len(reasons) :], kept, reasons):
        continue
    return kept


def take_in_again(delivery: Delivery) -> list[Received]:
    """As `take_in`, where somebody asked for it: what goes wrong is noted with the delivery.

    Raises `NoLongerKept`, and what says that the database is in trouble.
    """
    try:
        return take_in(delivery)
    except (NoLongerKept, *TROUBLE):
        raise
    except Exception as error:
        logger.exception("%s of %s could not be taken in", delivery.name, delivery.provider)
        reject(delivery, f"It could not be taken in: {type(error).__name__}: {error}")
        return []


def _take_some(
    rereading: Rereading, items: Sequence[Item], kept: list[Received], reasons: list[str]
) -> bool:
    """Take the first of `items` in one transaction, which lasts no longer than others can wait;
    whether those were all. The delivery is read when all its items are kept, in the same instant.

    Nearly always all go well. Where one does not, all of that is undone and done anew, each item
    apart: a savepoint for every item would cost those that need none.
    """
    try:
        return _take_together(rereading, items, kept, reasons, apart=False)
    except TROUBLE:
        raise
    except Exception as error:
        logger.info("%s is taken in item by item: %s", rereading.delivery.name, error)
    return _take_together(rereading, items, kept, reasons, apart=True)


def _take_together(
    rereading: Rereading,
    items: Sequence[Item],
    kept: list[Received],
    reasons: list[str],
    *,
    apart: bool,
) -> bool:
    delivery = rereading.delivery
    some: list[Received] = []
    last = False
    with transaction.atomic():
        until = time.monotonic() + LONGEST_TRANSACTION
        for item in items:
            if not apart:
                some.append(_take(rereading, item))
            elif (received := _take_apart(rereading, item, reasons)) is not None:
                some.append(received)
            if time.monotonic() > until:
                break
        else:
            last = True
            finish(delivery, reasons)
            _note_item(delivery, [*kept, *some])
    kept += some
    return last


def _note_item(delivery: Delivery, kept: list[Received]) -> None:
    if delivery.channel_id and any(one.is_new for one in kept):
        Channel.objects.filter(pk=delivery.channel_id).update(last_item_at=timezone.now())


def _take_apart(rereading: Rereading, item: Item, reasons: list[str]) -> Received | None:
    """As `_take`; None where it went wrong, and then there is a reason more and nothing else."""
    try:
        with transaction.atomic():
            return _take(rereading, item)
    except TROUBLE:
        raise
    except Exception as error:
        # One item that the desk's rules trip over must not stop the wire.
        logger.exception("%s of %s could not be kept", item.guid, rereading.delivery.provider)
        reasons.append(f"{item.guid}: {error}")
        return None


def _take(rereading: Rereading, item: Item) -> Received:
    received = keep(rereading.delivery, item, rereading)
    arrived.send(sender=Received, received=received)
    return received
