"""Who takes which change in: one press at a time, kills first, and nobody waits for a large one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import IsNull
from django.utils import timezone

from broadsheet.press.models import Change
from broadsheet.press.pressing import CLAIM


def claim_change(*, new_ones_first: bool = False) -> Change | None:
    """The due change that comes next, claimed for `CLAIM`; `None` where none is due.

    Kills come first, and what nobody has begun goes before the rest of a large change. With
    `new_ones_first` that holds for the rest of a kill as well.
    """
    now = timezone.now()
    order = ["begun", "-vanishes"] if new_ones_first else ["-vanishes", "begun"]
    due = _due(now).annotate(begun=IsNull(F("after"), False)).order_by(*order, "due_at", "pk")
    while (change := due.first()) is not None:
        mine = Change.objects.filter(pk=change.pk, taken_at=change.taken_at, done_at=None)
        if mine.update(taken_at=now):
            change.taken_at = now
            return change
    return None


def change_is_due(*, new: bool = False) -> bool:
    """Whether a change waits that nobody has begun, or the rest of a kill unless `new`."""
    return _due(timezone.now()).filter(_more_urgent(vanishes=new)).exists()


def others_go_first(change: Change) -> bool:
    """Whether another change waits that must not wait for the rest of `change`, which is claimed.

    A kill lets new changes in between, and is gone on with after one of them.
    """
    return _due(timezone.now()).filter(_more_urgent(vanishes=change.vanishes)).exists()


def keep(change: Change) -> bool:
    """Renew a claim that has grown old; whether `change` is still ours."""
    is_young = change.taken_at is not None and timezone.now() - change.taken_at < CLAIM / 4
    return is_young or get_on(change)


def get_on(change: Change) -> bool:
    """Write down how far `change` is taken in, and renew the claim; whether it is still ours."""
    now = timezone.now()
    if not _ours(change).update(taken_at=now, after=change.after):
        return False
    change.taken_at = now
    return True


def let_go(change: Change) -> None:
    """Leave the rest of `change` to whoever comes next."""
    _ours(change).update(taken_at=None)


def _ours(change: Change) -> QuerySet[Change]:
    return Change.objects.filter(pk=change.pk, taken_at=change.taken_at, done_at=None)


def _more_urgent(*, vanishes: bool) -> Q:
    new = Q(after=None)
    return new if vanishes else new | Q(vanishes=True)


def _due(now: datetime) -> QuerySet[Change]:
    free = Q(taken_at=None) | Q(taken_at__lt=now - CLAIM)
    return Change.objects.filter(free, done_at=None, due_at__lte=now)
