"""Names of months as agencies and publishers write them where they should write English."""

from __future__ import annotations

_NAMES = (
    "jan ene gen jän янв",
    "feb fév fev фев",
    "mar mär mrz mrt maa мар",
    "apr avr abr апр",
    "may mai mei mag maj мая май",
    "jun jui giu июн",
    "jul lug июл",
    "aug aoû aou ago авг",
    "sep set сен",
    "oct okt ott out окт",
    "nov ноя",
    "dec dez déc dic дек",
)
_MONTHS = {
    **{name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()},
    # French, whose June and July differ only later.
    "juil": 7,
}


def month_named(name: str) -> int:
    """The number of the month called ``name``, in full or abbreviated; 0 if there is none."""
    name = name.casefold()
    return _MONTHS.get(name[:4], _MONTHS.get(name[:3], 0))
