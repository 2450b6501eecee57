"""What stands above every list of the wire until somebody nods, or an agency speaks again."""

from __future__ import annotations

import hashlib
from functools import cached_property

from django.db.models import Case, Value, When

from broadsheet.desk.inbox.listing import ALARMS
from broadsheet.wire.health import silent
from broadsheet.wire.models import Dispatch, Provider

_GRAVEST = (
    (Dispatch.Alarm.KILL, Dispatch.Alarm.ASTRAY),
    (Dispatch.Alarm.CONFLICT, Dispatch.Alarm.HELD, Dispatch.Alarm.PART),
)


class Alarms:
    """The alarms that stand: how many, the gravest, and the agencies that have fallen silent."""

    @cached_property
    def first(self) -> Dispatch | None:
        """Kills before conflicts and what is withheld, these before corrections; of equal ones the
        newest."""
        ranks = (When(alarm__in=kinds, then=Value(rank)) for rank, kinds in enumerate(_GRAVEST))
        gravity = Case(*ranks, default=Value(len(_GRAVEST)))
        found = Dispatch.objects.filter(ALARMS).order_by(gravity, "-arrived_at", "-pk")
        return found.select_related("provider").first()

    @cached_property
    def count(self) -> int:
        """How many stand."""
        return Dispatch.objects.filter(ALARMS).count()

    @cached_property
    def silent(self) -> list[Provider]:
        """The agencies of which nothing has come for too long."""
        return silent()

    @property
    def etag(self) -> str:
        """Changes with whatever is shown of them, and with nothing else."""
        one = self.first
        shown = [self.count, *((one.pk, one.head_id, one.alarm) if one else ())]
        told = "|".join(map(str, [*shown, *(each.name for each in self.silent)]))
        return f'"{hashlib.blake2s(told.encode(), digest_size=12).hexdigest()}"'
