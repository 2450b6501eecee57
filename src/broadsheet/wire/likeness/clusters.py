"""Group a dispatch with those of the last two days that tell the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from broadsheet.formats.item import Item
from broadsheet.wire.likeness.minhash import Signature, signature
from broadsheet.wire.likeness.recent import KEPT, RECENT
from broadsheet.wire.likeness.shingles import shingles
from broadsheet.wire.models import Dispatch, Likeness

ALIKE = 0.25
FEWEST_SHINGLES = 20
# In SQL, since by the model's own statements this costs more than all that is computed here.
_CHANGE = """
    UPDATE wire_likeness SET signature = %s, language = %s, arrived_at = %s WHERE dispatch_id = %s
"""
_ADD = """
    INSERT INTO wire_likeness (signature, language, arrived_at, dispatch_id, provider_id)
    VALUES (%s, %s, %s, %s, %s)
"""


def cluster(dispatch: Dispatch, item: Item, text: str) -> None:
    """Note what `dispatch` says now (`text`, the words of its body), and group it with those of
    other agencies that say the same.

    A dispatch that stands in a group stays there. What is no news, is canceled or has too few words
    to be told from others is left alone.
    """
    if not item.is_news or item.pubstatus == "canceled":
        return
    numbers = shingles(f"{item.headline or ''}\n{text}")
    if len(numbers) < FEWEST_SHINGLES:
        return
    mine = signature(numbers)
    if dispatch.cluster is None:
        _join(dispatch, mine)
    _remember(dispatch, mine)


def forget_likenesses() -> int:
    """Forget what is older than two days; how many dispatches that were."""
    return Likeness.objects.filter(arrived_at__lt=timezone.now() - KEPT).delete()[0]


def _join(dispatch: Dispatch, mine: Signature) -> None:
    found = RECENT.most_alike(mine, dispatch.provider_id, dispatch.language, dispatch.arrived_at)
    if found is None or found.share < ALIKE:
        return
    other = Dispatch.objects.filter(pk=found.dispatch).values_list("cluster").first()
    if other is None:
        return
    dispatch.cluster = other[0] or found.dispatch
    Dispatch.objects.filter(pk__in=[dispatch.pk, found.dispatch]).update(cluster=dispatch.cluster)


def _remember(dispatch: Dispatch, mine: Signature) -> None:
    said = [mine.tobytes(), dispatch.language, _adapted(dispatch.arrived_at), dispatch.pk]
    with connection.cursor() as cursor:
        if dispatch.versions > 1:
            cursor.execute(_CHANGE, said)
        if dispatch.versions == 1 or cursor.rowcount == 0:
            cursor.execute(_ADD, [*said, dispatch.provider_id])


def _adapted(when: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(when)
