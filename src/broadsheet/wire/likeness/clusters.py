"""Find the dispatches of the last two days that tell the same as a new one."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from django.utils import timezone

from broadsheet.formats import text_of
from broadsheet.formats.item import Item
from broadsheet.wire.likeness import tables
from broadsheet.wire.likeness.minhash import PLACES, Signature, alike, bands, signature
from broadsheet.wire.likeness.shingles import shingles
from broadsheet.wire.models import Dispatch, Likeness, LikenessBand

KEPT = timedelta(hours=48)
ALIKE = 0.25
FEWEST_SHINGLES = 20


def text_for(item: Item) -> str:
    """What of an item is compared: its words, in the order in which they are read."""
    return "\n".join((item.headline or "", *(text_of(block) for block in item.body)))


def cluster(dispatch: Dispatch, item: Item) -> None:
    """Note what `dispatch` says now, and group it with those of other agencies that say the same.

    A dispatch that stands in a group stays there. What is no news, is canceled or has too few words
    to be told from others is left alone.
    """
    if not item.is_news or item.pubstatus == "canceled":
        return
    numbers = shingles(text_for(item))
    if len(numbers) < FEWEST_SHINGLES:
        return
    mine = signature(numbers)
    keys = bands(mine, item.language or "")
    if dispatch.cluster is None and (other := _most_alike(dispatch, mine, keys)) is not None:
        _join(dispatch, other)
    _remember(dispatch, mine, keys)


def forget_likenesses() -> int:
    """Forget what is older than two days; how many dispatches that were."""
    before = timezone.now() - KEPT
    LikenessBand.objects.filter(arrived_at__lt=before).delete()
    return Likeness.objects.filter(arrived_at__lt=before).delete()[0]


def _most_alike(dispatch: Dispatch, mine: Signature, keys: list[int]) -> Dispatch | None:
    found = tables.candidates(keys, dispatch.arrived_at - KEPT, dispatch.provider_id)
    if not found:
        return None
    others = np.frombuffer(b"".join(found.values()), np.uint32).reshape(-1, PLACES)
    shares = alike(mine, others)
    best = int(shares.argmax())
    if shares[best] < ALIKE:
        return None
    return Dispatch.objects.only("cluster").get(pk=list(found)[best])


def _join(dispatch: Dispatch, other: Dispatch) -> None:
    dispatch.cluster = other.cluster or other.pk
    together = [dispatch.pk] if other.cluster else [dispatch.pk, other.pk]
    Dispatch.objects.filter(pk__in=together).update(cluster=dispatch.cluster)


def _remember(dispatch: Dispatch, mine: Signature, keys: list[int]) -> None:
    if dispatch.versions > 1:
        LikenessBand.objects.filter(dispatch=dispatch).delete()
        Likeness.objects.filter(dispatch=dispatch).delete()
    tables.put(dispatch.pk, mine.tobytes(), keys, dispatch.arrived_at)
