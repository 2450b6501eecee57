"""How the desk's templates print moments."""

from __future__ import annotations

from datetime import datetime

from django import template

from broadsheet.desk.moments import day_and_time

register = template.Library()


@register.filter
def desk_time(moment: datetime | None) -> str:
    """“24 Nov 2026 06:10”; nothing for nothing."""
    return day_and_time(moment) if moment else ""


@register.filter
def desk_second(moment: datetime | None) -> str:
    """“24 Nov 2026 06:10:31”; nothing for nothing."""
    return day_and_time(moment, with_seconds=True) if moment else ""


@register.filter
def desk_hour(moment: datetime | None) -> str:
    """“24 Nov 06:10”: for what is near; nothing for nothing."""
    return day_and_time(moment, with_year=False) if moment else ""
