"""Group a dispatch with those of the last two days that tell the same."""

from __future__ import annotations

from django.utils import timezone

from broadsheet.formats.item import Item
from broadsheet.wire.likeness.minhash import Signature, signature
from broadsheet.wire.likeness.recent import KEPT, RECENT
from broadsheet.wire.likeness.shingles import shingles
from broadsheet.wire.models import Dispatch, Likeness

ALIKE = 0.25
FEWEST_SHINGLES = 20


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
    said = {
        "signature": mine.tobytes(),
        "language": dispatch.language,
        "arrived_at": dispatch.arrived_at,
    }
    known = dispatch.versions > 1 and Likeness.objects.filter(dispatch=dispatch).update(**said)
    if not known:
        Likeness.objects.create(dispatch=dispatch, provider_id=dispatch.provider_id, **said)
