"""What a delivery says to the reader of today: after an upgrade it may be more than before."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from broadsheet.formats.item import Item
from broadsheet.formats.substance import substance
from broadsheet.wire.intake.order import BY_ARRIVAL
from broadsheet.wire.intake.receiving import items_in
from broadsheet.wire.models import Delivery, WireItem

logger = logging.getLogger(__name__)
#: Each is read whole while others wait for the database.
MOST_DELIVERIES = 20


def digest_of(values: Mapping[str, Any]) -> str:
    """The same for all that say the same, in whatever envelope."""
    said = json.dumps(substance(values), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


class Rereading:
    """One taking-in of a delivery with these items, which may have been read before, by another
    release. Earlier deliveries are read again once at most, and no more than 20 of them."""

    def __init__(self, delivery: Delivery, items: Sequence[Item]) -> None:
        self.delivery = delivery
        self._items = items
        self._digests: dict[int, frozenset[str]] = {}

    def replaced(self, item: Item, digest: str, rows: Sequence[WireItem], by: str) -> int | None:
        """The key of the one of `rows`, kept under the version of `item`, that was an earlier
        reading of the very thing; None where what differs is what the agency said.

        A cancel is never taken back by this.
        """
        if item.pubstatus != "canceled":
            rows = [row for row in rows if row.pubstatus != "canceled"]
        by_delivery: dict[int, list[int]] = {}
        for row in rows:
            by_delivery.setdefault(row.delivery_id, []).append(row.pk)
        # Two under one version in one delivery can't be told apart.
        alone = {delivery: keys[0] for delivery, keys in by_delivery.items() if len(keys) == 1}
        if self.delivery.pk in by_delivery:
            once = self._times[item.guid, item.version] == 1
            return alone.get(self.delivery.pk) if once else None
        if by == BY_ARRIVAL:
            # Entries of a feed are edited as a rule, and make no conflict.
            return None
        return next((key for of, key in alone.items() if digest in self._now(of)), None)

    @cached_property
    def _times(self) -> Counter[tuple[str, str]]:
        """How often each version of an item stands in the delivery."""
        return Counter((item.guid, item.version) for item in self._items)

    def _now(self, key: int) -> frozenset[str]:
        if key not in self._digests:
            if len(self._digests) >= MOST_DELIVERIES:
                return frozenset()
            self._digests[key] = _read_again(key)
        return self._digests[key]


def _read_again(key: int) -> frozenset[str]:
    delivery = Delivery.objects.select_related("provider").get(pk=key)
    if delivery.content is None:
        return frozenset()
    try:
        items, _reasons = items_in(delivery)
    except Exception as error:
        # What cannot be read any more is no earlier reading of anything.
        logger.info("%s of %s: %s", delivery.name, delivery.provider, error)
        return frozenset()
    return frozenset(digest_of(item.as_json()) for item in items)
