"""Moments and dates as readers see them, in the zone that is active: the edition's."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_datetime_format
from django.utils import timezone
from django.utils.translation import get_language

from broadsheet.plates import tags


def babel_locale(language: str | None = None) -> Locale:
    """Babel's locale for `language` (BCP 47; the active one by default).

    Plain English is printed as the British write dates: day before month.
    """
    return _locale_of(language or get_language() or "en")


@lru_cache(maxsize=256)
def _locale_of(language: str) -> Locale:
    code = language.replace("_", "-")
    if code.lower() == "en":
        code = "en-GB"
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en-GB", sep="-")


def printed_time(moment: datetime) -> str:
    """`moment` (aware) to the second in the active zone: `2020-11-25 01:52:56`."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S")


def clock_time(moment: datetime) -> str:
    """`moment` (aware) as hours and minutes in the active zone: `14:05`."""
    return timezone.localtime(moment).strftime("%H:%M")


def front_time(moment: datetime, now: datetime | None = None) -> str:
    """As short as a front wants it: `14:05` today, `23 Nov` this year, else with the year."""
    local = timezone.localtime(moment)
    today = timezone.localtime(now or timezone.now()).date()
    if local.year == today.year:
        tags.bear(f"year:{timezone.get_current_timezone_name()}")
    if local.date() == today:
        tags.bear(f"today:{timezone.get_current_timezone_name()}")
        return local.strftime("%H:%M")
    return short_date(local.date(), with_year=local.year != today.year)


def dated_time(moment: datetime) -> str:
    """`moment` (aware) with its year and clock time, as true tomorrow as now: `23 Nov 2026, 14:05`.

    For pages that stay as they are when the day ends.
    """
    local = timezone.localtime(moment)
    pattern = get_datetime_format("medium", locale=babel_locale())
    day = short_date(local.date(), with_year=True)
    return str(pattern).format(local.strftime("%H:%M"), day)


def dated_day(moment: datetime) -> str:
    """`moment` (aware) as a day with its year in the active zone: `23 Nov 2026`."""
    return short_date(timezone.localtime(moment).date(), with_year=True)


def short_date(day: date, *, with_year: bool = False) -> str:
    """`day` in the active language, month abbreviated: `23 Nov` or `23 Nov 2026`."""
    return _short_date(day, with_year, babel_locale())


@lru_cache(maxsize=1024)
def _short_date(day: date, with_year: bool, locale: Locale) -> str:
    return str(format_skeleton("yMMMd" if with_year else "MMMd", day, locale=locale))


def long_date(day: date) -> str:
    """`day` in the active language with its weekday: `Monday 23 November 2026`."""
    return str(format_date(day, "full", locale=babel_locale()))


def plain_date(day: date) -> str:
    """`day` in the active language without its weekday: `23 November 2026`."""
    return str(format_date(day, "long", locale=babel_locale()))


def month_name(day: date, *, with_year: bool = True) -> str:
    """The month of `day` in the active language: `November 2026` or `November`."""
    if with_year:
        return str(format_skeleton("yMMMM", day, locale=babel_locale()))
    return str(format_date(day, "LLLL", locale=babel_locale()))


def duration(seconds: float | None) -> str:
    """A clip's length: `3:07` or `1:02:45`; empty for an unknown one."""
    if not seconds:
        return ""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
