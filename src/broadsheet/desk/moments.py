"""Moments as the desk reads them: in its own zone, in the order of its own language."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from broadsheet.theme.times import short_date


def day_and_time(moment: datetime, *, with_year: bool = True, with_seconds: bool = False) -> str:
    """`moment` (aware) in the active zone: “24 Nov 2026 06:10”, “2026年11月24日 06:10”."""
    local = timezone.localtime(moment)
    clock = local.strftime("%H:%M:%S" if with_seconds else "%H:%M")
    return f"{short_date(local.date(), with_year=with_year)} {clock}"
